import { afterAll, beforeAll, expect, test } from "vitest";
import type { Painter } from "../painter.ts";
import { plainOrder } from "../render-order.ts";
import { choosePainter } from "../render/choose-painter.ts";
import { frameOf, meanDifference } from "../scene/testing.ts";
import { type MovingDisc, renderMovingDisc, sourceOrder } from "../source/testing.ts";
import { createPainter } from "../source/testing-artist.ts";
import { chooseFilter, RESTYLES } from "./choose-filter.ts";

let film: MovingDisc;
beforeAll(async () => {
	film = await renderMovingDisc();
});
afterAll(() => film.remove());

const styles = Object.keys(RESTYLES);
const look = (style: string | null) => ({ style, camera: null, movement: null });
const restyled = (style: string | null, prompt = ""): Promise<Painter> =>
	choosePainter(sourceOrder(film.path, { operation: "restyle", look: look(style), prompt }));

/** How much the upper left corner, where nothing moves, changes from frame to frame. */
function flicker(painter: Painter): number {
	const corner = (frame: Uint8ClampedArray) =>
		Uint8ClampedArray.from(
			{ length: 30 * 40 * 4 },
			(_, at) => frame[(Math.floor(at / 120) * 192 + (at % 120)) | 0] as number,
		);
	const frames = [4, 5, 6, 7].map((frame) => corner(frameOf(painter, frame / 12)));
	return Math.max(...frames.slice(1).map((frame, index) => meanDifference(frame, frames[index]!)));
}

test("the wire's eleven styles are there", () => {
	expect(styles).toEqual([
		...["simpson", "barbie", "ghibli", "felt", "origami", "ukiyo_e"],
		...["cyberpunk", "clay", "baroque", "van_gogh", "animal_world"],
	]);
});

test.each(styles)(
	"%s changes the film plainly, holds still where it does, and is the same in every thread",
	async (style) => {
		const painter = await restyled(style);
		const frame = frameOf(painter, 0.5);
		expect(meanDifference(frame, frameOf(await createPainter(film.order), 0.5))).toBeGreaterThan(12);
		expect(flicker(painter)).toBeLessThan(6);
		expect(frameOf(await restyled(style), 0.5)).toEqual(frame);
		painter.close?.();
	},
);

test("no two styles look alike", async () => {
	const frames = await Promise.all(styles.map(async (style) => frameOf(await restyled(style), 0.5)));
	for (const [index, frame] of frames.entries())
		for (const other of frames.slice(index + 1)) expect(meanDifference(frame, other)).toBeGreaterThan(6);
});

test("what moves still moves", async () => {
	const painter = await restyled("ghibli");
	expect(meanDifference(frameOf(painter, 0), frameOf(painter, 1.5))).toBeGreaterThan(4);
});

test.each([
	["turn it into origami", "origami"],
	["Van Gogh style, swirling", "van_gogh"],
	["a claymation film", "clay"],
	["变成浮世绘风格", "ukiyo_e"],
	["an oil painting", "van_gogh"],
	["something nice", "ghibli"],
])("without a style word the prompt chooses: %s", (prompt, style) => {
	expect(chooseFilter(plainOrder({ prompt }))).toBe(RESTYLES[style]);
});

test.each(["a comic book", "watercolour", "a pencil sketch", "film noir", "pixel art", "vintage super 8"])(
	"prompts may name more than the wire lists: %s",
	async (prompt) => {
		const frame = frameOf(await restyled(null, prompt), 0.5);
		expect(meanDifference(frame, frameOf(await createPainter(film.order), 0.5))).toBeGreaterThan(8);
	},
);
