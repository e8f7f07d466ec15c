import type { SKRSContext2D } from "@napi-rs/canvas";

/**
 * How well a small picture is composed, as a number to compare pictures of one scene by: contrast and colour are good,
 * clipped tones are not, and what stands out should lie near the thirds, not at the edges.
 */
export function beautyOf(context: SKRSContext2D): number {
	const { width, height } = context.canvas;
	const { data } = context.getImageData(0, 0, width, height);
	const grey = new Float32Array(width * height);
	let sum = 0;
	let squares = 0;
	let colour = 0;
	let clipped = 0;
	for (let index = 0; index < grey.length; index++) {
		const [red, green, blue] = data.subarray(index * 4, index * 4 + 3) as unknown as [number, number, number];
		const value = (0.3 * red + 0.59 * green + 0.11 * blue) / 255;
		grey[index] = value;
		sum += value;
		squares += value * value;
		colour += (Math.max(red, green, blue) - Math.min(red, green, blue)) / 255;
		if (value < 0.02 || value > 0.985) clipped += 1;
	}
	const count = grey.length;
	const contrast = Math.sqrt(Math.max(0, squares / count - (sum / count) ** 2));
	return contrast + 0.3 * (colour / count) - 0.5 * (clipped / count) + 0.4 * composition(grey, width, height);
}

/** 0 to 1: the share of the detail that lies well within the frame, and most of all about its thirds. */
function composition(grey: Float32Array, width: number, height: number): number {
	let placed = 0;
	let total = 1e-6;
	for (let y = 1; y < height - 1; y++) {
		for (let x = 1; x < width - 1; x++) {
			const at = y * width + x;
			const across = (grey[at + 1] as number) - (grey[at - 1] as number);
			const down = (grey[at + width] as number) - (grey[at - width] as number);
			const edge = across * across + down * down;
			total += edge;
			placed += edge * nearThird(x / width) * nearThird(y / height);
		}
	}
	return placed / total;
}

function nearThird(share: number): number {
	const away = Math.min(Math.abs(share - 1 / 3), Math.abs(share - 2 / 3));
	const edge = Math.min(1, Math.min(share, 1 - share) * 8);
	return edge * (1 - 1.2 * away);
}
