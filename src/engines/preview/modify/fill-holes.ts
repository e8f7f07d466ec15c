import type { SKRSContext2D } from "@napi-rs/canvas";

/** A picture at some scale: sums of colours by how much of each is known, and that much, 0 to 1. */
interface Level {
	readonly width: number;
	readonly height: number;
	/** Red, green, blue, known: four a pixel. */
	readonly values: Float32Array;
}

/**
 * Makes a small picture opaque: what is transparent gets the colours around it, softly. Holes close in ever smaller copies,
 * and what has closed there is laid into the holes of the larger ones (push and pull).
 */
export function fillHoles(context: SKRSContext2D, { width, height }: { width: number; height: number }): void {
	const image = context.getImageData(0, 0, width, height);
	const levels: Level[] = [readLevel(image.data, width, height)];
	for (let last = levels[0] as Level; Math.min(last.width, last.height) > 2; last = levels.at(-1) as Level)
		levels.push(halve(last));
	for (let level = levels.length - 2; level >= 0; level--) fillFrom(levels[level] as Level, levels[level + 1] as Level);
	const { values } = levels[0] as Level;
	for (let at = 0; at < values.length; at += 4) {
		const known = Math.max(1e-3, values[at + 3] as number);
		for (let channel = 0; channel < 3; channel++) image.data[at + channel] = (values[at + channel] as number) / known;
		image.data[at + 3] = 255;
	}
	context.putImageData(image, 0, 0);
}

function readLevel(data: Uint8ClampedArray, width: number, height: number): Level {
	const values = new Float32Array(data.length);
	for (let at = 0; at < data.length; at += 4) {
		const known = (data[at + 3] as number) / 255;
		for (let channel = 0; channel < 3; channel++) values[at + channel] = (data[at + channel] as number) * known;
		values[at + 3] = known;
	}
	return { width, height, values };
}

function halve(level: Level): Level {
	const width = Math.ceil(level.width / 2);
	const height = Math.ceil(level.height / 2);
	const values = new Float32Array(width * height * 4);
	for (let y = 0; y < level.height; y++) {
		for (let x = 0; x < level.width; x++) {
			const at = (y * level.width + x) * 4;
			const to = ((y >> 1) * width + (x >> 1)) * 4;
			for (let channel = 0; channel < 4; channel++)
				values[to + channel] = (values[to + channel] as number) + (level.values[at + channel] as number);
		}
	}
	for (let at = 0; at < values.length; at += 4) {
		// What is known of any of the four is known of all.
		const known = values[at + 3] as number;
		if (known > 1)
			for (let channel = 0; channel < 4; channel++) values[at + channel] = (values[at + channel] as number) / known;
	}
	return { width, height, values };
}

function fillFrom(level: Level, coarse: Level): void {
	const { width, height, values } = level;
	for (let y = 0; y < height; y++) {
		for (let x = 0; x < width; x++) {
			const at = (y * width + x) * 4;
			const missing = 1 - (values[at + 3] as number);
			if (missing <= 0.002) continue;
			const left = Math.max(0, Math.min(coarse.width - 1.001, x / 2 - 0.25));
			const top = Math.max(0, Math.min(coarse.height - 1.001, y / 2 - 0.25));
			const [column, row] = [Math.floor(left), Math.floor(top)];
			const corner = (row * coarse.width + column) * 4;
			const right = coarse.width > 1 ? 4 : 0;
			const below = coarse.height > 1 ? coarse.width * 4 : 0;
			const [u, v] = [left - column, top - row];
			for (let channel = 0; channel < 4; channel++) {
				const from = corner + channel;
				const upper = (coarse.values[from] as number) * (1 - u) + (coarse.values[from + right] as number) * u;
				const lower =
					(coarse.values[from + below] as number) * (1 - u) + (coarse.values[from + below + right] as number) * u;
				values[at + channel] = (values[at + channel] as number) + missing * (upper * (1 - v) + lower * v);
			}
		}
	}
}
