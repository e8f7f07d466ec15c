import { expect, it } from "vitest";
import { planPassage } from "./passage.ts";

const stretches = [
	{ seconds: 2, prompt: "" },
	{ seconds: 3, prompt: "" },
];
const film = { seconds: 5, fps: 24 };

it("goes from the first picture to the last without turning back, at whole frames exactly", () => {
	const whereAt = planPassage(stretches, film);
	const way = Array.from({ length: 120 }, (_, frame) => {
		const { stretch, share } = whereAt(frame / 24);
		return stretch + share;
	});
	expect([way[0], way[48], way[119]]).toEqual([0, 1, 2]);
	expect(way).toEqual([...way].sort((one, other) => one - other));
});

it("rests at both ends and passes the picture between them", () => {
	const whereAt = planPassage(stretches, film);
	const paceAt = (frame: number): number => {
		const [one, other] = [whereAt(frame / 24), whereAt((frame + 1) / 24)];
		return other.stretch + other.share - one.stretch - one.share;
	};
	expect(paceAt(0)).toBeLessThan(0.002);
	expect(paceAt(118)).toBeLessThan(0.002);
	expect(paceAt(47)).toBeGreaterThan(0.006);
	expect(whereAt(2).zoom).toBeCloseTo(0);
});
