import type { SKRSContext2D } from "@napi-rs/canvas";
import type { Colour } from "../colour.ts";
import { css, mix } from "../colour.ts";
import type { Random } from "../random.ts";
import { between } from "../random.ts";
import type { Season } from "../scene.ts";

/** What leaves look like in a season, before light falls on them. */
export const foliage: Record<Season, readonly Colour[]> = {
	spring: [
		[148, 186, 82],
		[122, 172, 86],
		[172, 198, 100],
	],
	summer: [
		[74, 128, 62],
		[92, 146, 68],
		[62, 112, 66],
	],
	autumn: [
		[214, 120, 36],
		[226, 160, 52],
		[184, 72, 36],
		[196, 142, 58],
	],
	winter: [
		[206, 214, 226],
		[188, 200, 216],
		[222, 228, 236],
	],
};

export const blossom: readonly Colour[] = [
	[246, 190, 206],
	[252, 216, 224],
	[236, 166, 190],
];

export interface TreeOptions {
	readonly x: number;
	/** The row it stands on. */
	readonly foot: number;
	readonly height: number;
	/** Colours in the shade and in the light. */
	readonly dark: Colour;
	readonly light: Colour;
	readonly random: Random;
	/** Snow on its boughs, or null. */
	readonly snow?: Colour | null;
}

/** A spruce: boughs in tiers, lit from the right. */
export function paintConifer(context: SKRSContext2D, options: TreeOptions): void {
	const { x, foot, height, random, dark, light } = options;
	const tiers = Math.max(5, Math.round(height / 16));
	const half = height * between(random, 0.17, 0.23);
	const edge = (side: number): [number, number][] => {
		const points: [number, number][] = [];
		for (let tier = 0; tier < tiers; tier++) {
			const from = tier / tiers;
			const to = (tier + 1) / tiers;
			const wide = half * (0.1 + to) * between(random, 0.78, 1.1);
			points.push([x + side * wide * 0.34 * from, foot - height * (1 - from * 0.94)]);
			points.push([x + side * wide, foot - height * (1 - to * 0.94) + height * 0.022]);
		}
		return points;
	};
	const left = edge(-1);
	const right = edge(1);
	context.fillStyle = css(dark);
	context.fillRect(x - height * 0.012, foot - height * 0.09, height * 0.024, height * 0.09);
	fillPoints(context, [[x, foot - height], ...left, ...[...right].reverse()]);
	context.fillStyle = css(light, 0.75);
	const inner = right.map(([px, py], index): [number, number] => [
		index % 2 === 0 ? x + (px - x) * 0.2 : x + (px - x) * 0.35,
		py,
	]);
	fillPoints(context, [[x, foot - height], ...right, ...inner.reverse()]);
	if (options.snow) {
		context.fillStyle = css(options.snow, 0.85);
		for (const side of [left, right]) {
			for (let index = 1; index < side.length; index += 2) {
				const [px, py] = side[index] as [number, number];
				fillPoints(context, [
					[px, py],
					[px + (x - px) * 0.2, py - height * 0.045],
					[px + (x - px) * 0.75, py - height * 0.05],
					[px + (x - px) * 0.5, py - height * 0.012],
				]);
			}
		}
	}
}

/** A broad-leaved tree: a forked trunk under heaps of leaves, lit from the upper right. */
export function paintBroadleaf(
	context: SKRSContext2D,
	options: TreeOptions & { leaves: readonly Colour[]; trunk: Colour },
): void {
	const { x, foot, height, random, dark, light, leaves, trunk } = options;
	const crown = { y: foot - height * 0.64, rx: height * between(random, 0.28, 0.38), ry: height * 0.36 };
	context.strokeStyle = css(trunk);
	context.lineCap = "round";
	for (const lean of [-0.13, 0.02, 0.15]) {
		context.lineWidth = height * (lean === 0.02 ? 0.05 : 0.028);
		context.beginPath();
		context.moveTo(x, foot);
		context.quadraticCurveTo(x, foot - height * 0.3, x + lean * height, foot - height * 0.55);
		context.stroke();
	}
	const heaps = Array.from({ length: 46 }, () => {
		const angle = between(random, 0, Math.PI * 2);
		const far = Math.sqrt(random());
		return {
			x: x + Math.cos(angle) * crown.rx * far,
			y: crown.y + Math.sin(angle) * crown.ry * far,
			tone: random(),
			size: height * between(random, 0.06, 0.11),
		};
	});
	heaps.sort((a, b) => b.y - a.y);
	for (const heap of heaps) {
		const up = (crown.y + crown.ry - heap.y) / (crown.ry * 2);
		const over = (heap.x - x) / (crown.rx * 2) + 0.5;
		const leaf = leaves[Math.floor(heap.tone * leaves.length)] as Colour;
		const tone = mix(dark, light, Math.max(0, Math.min(1, up * 0.85 + over * 0.35 - 0.2)));
		context.fillStyle = css([(leaf[0] * tone[0]) / 255, (leaf[1] * tone[1]) / 255, (leaf[2] * tone[2]) / 255]);
		context.beginPath();
		for (let lobe = 0; lobe < 6; lobe++) {
			const angle = lobe * 1.05 + heap.tone * 6;
			const lx = heap.x + Math.cos(angle) * heap.size * 0.7;
			const ly = heap.y + Math.sin(angle) * heap.size * 0.5;
			context.moveTo(lx + heap.size * 0.5, ly);
			context.arc(lx, ly, heap.size * 0.5, 0, 7);
		}
		context.fill();
	}
}

export function fillPoints(context: SKRSContext2D, points: readonly (readonly [number, number])[]): void {
	context.beginPath();
	points.forEach(([x, y], index) => {
		if (index === 0) context.moveTo(x, y);
		else context.lineTo(x, y);
	});
	context.closePath();
	context.fill();
}
