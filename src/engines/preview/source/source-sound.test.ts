import { EncodedPacketSink, FilePathSource, Input, MP4 } from "mediabunny";
import { afterAll, beforeAll, expect, test } from "vitest";
import { plainOrder, type RenderOrder } from "../render-order.ts";
import { createRenderProcess } from "../render/render-process.ts";
import { jobOf } from "../render/testing/render-fixture.ts";
import { keepSourceSound } from "./source-sound.ts";
import { type MovingDisc, renderMovingDisc, sourceOrder } from "./testing.ts";

let film: MovingDisc;
let silent: MovingDisc;
beforeAll(async () => {
	[film, silent] = [await renderMovingDisc({ sound: true }), await renderMovingDisc()];
});
afterAll(() => Promise.all([film.remove(), silent.remove()]));

const settings = (keepSound: boolean | null): RenderOrder["settings"] => ({
	...plainOrder({ prompt: "" }).settings,
	keepSound,
});

async function soundOf(path: string): Promise<{ bytes: Uint8Array[]; seconds: number }> {
	const input = new Input({ source: new FilePathSource(path), formats: [MP4] });
	const track = await input.getPrimaryAudioTrack();
	const bytes: Uint8Array[] = [];
	if (track === null) return { bytes, seconds: 0 };
	for await (const packet of new EncodedPacketSink(track).packets()) bytes.push(packet.data);
	return { bytes, seconds: await track.computeDuration() };
}

test("a film that keeps its source's sound has the very packets, as many as it lasts", async () => {
	const renderer = createRenderProcess({ niceness: 0 });
	try {
		const order = { operation: "restyle", seconds: 1, sound: true, settings: settings(true) } as const;
		const { filmPath, hasSound } = await renderer.render(jobOf(sourceOrder(film.path, order)));
		const [before, after] = [await soundOf(film.path), await soundOf(filmPath)];
		expect(hasSound).toBe(true);
		expect(after.bytes.length).toBeGreaterThan(40);
		expect(after.bytes).toEqual(before.bytes.slice(0, after.bytes.length));
		expect(after.seconds).toBeCloseTo(1, 2);
	} finally {
		await renderer.close();
	}
});

test("a silent source stays silent", async () => {
	expect(await keepSourceSound(sourceOrder(silent.path, { settings: settings(true) }))).toEqual({ track: null });
});

test.each([
	["nobody said so", { operation: "restyle", settings: settings(null) }],
	["new sound comes on top", { operation: "sound-effect", settings: settings(true) }],
] as const)("sound is made when %s", async (_, changes) => {
	expect(await keepSourceSound(sourceOrder(film.path, changes))).toBeNull();
});
