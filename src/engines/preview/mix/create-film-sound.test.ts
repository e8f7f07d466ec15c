import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { waveFile } from "../audio/testing/wave-file.ts";
import { plainOrder, type RenderInput, type RenderOrder } from "../render-order.ts";
import { emptyFolder } from "../render/testing/render-fixture.ts";
import { speak } from "../speech/speak.ts";
import { SPEAKERS } from "../speech/speakers.ts";
import { measureVoice } from "../speech/voice-measure.ts";
import { createFilmSound } from "./create-film-sound.ts";

type Changes = Partial<Omit<RenderOrder, "settings">> & { settings?: Partial<RenderOrder["settings"]> };

function orderOf({ settings, ...changes }: Changes): RenderOrder {
	const plain = plainOrder({ prompt: "", seconds: 2, ...changes });
	return { ...plain, settings: { ...plain.settings, ...settings } };
}

const input = (role: RenderInput["role"], path: string): RenderInput => {
	return { role, path, mime: "video/mp4", width: null, height: null, seconds: 1 };
};
/** One second of 440 Hz beside its pictures. */
const source = input("source", fileURLToPath(new URL("../../../media/fixtures/fast-start.mp4", import.meta.url)));

function soundFile(samples: Float32Array): string {
	const path = join(emptyFolder(), "sound.wav");
	writeFileSync(path, waveFile([samples], { sampleRate: 48_000, bits: 16, kind: "integer" }));
	return path;
}

function loudness(samples: Float32Array, fromSeconds: number, toSeconds: number): number {
	const part = samples.subarray(fromSeconds * 48_000, toSeconds * 48_000);
	return Math.sqrt(part.reduce((sum, sample) => sum + sample * sample, 0) / part.length);
}

test("lip sync by words says them and nothing else", async () => {
	const settings = { speech: { text: "Good day.", voice: "7" } };
	const { left } = await createFilmSound(orderOf({ operation: "lip-sync", inputs: [source], settings }));
	expect(left).toHaveLength(96_000);
	expect(loudness(left, 0.3, 0.7)).toBeGreaterThan(0.03);
	expect(loudness(left, 1.5, 2)).toBe(0);
});

test("lip sync by a recording is that recording, cut or followed by silence", async () => {
	const tone = Float32Array.from({ length: 48_000 }, (_, at) => 0.3 * Math.sin(at / 9));
	const inputs = [source, input("audio", soundFile(tone))];
	const { left } = await createFilmSound(orderOf({ operation: "lip-sync", inputs }));
	expect(loudness(left, 0.1, 0.9)).toBeCloseTo(0.212, 2);
	expect(loudness(left, 1.1, 2)).toBe(0);
	const short = await createFilmSound(orderOf({ operation: "lip-sync", inputs, seconds: 1 }));
	expect(short.left).toHaveLength(48_000);
});

test("the source's sound goes on under effects when it is to be kept", async () => {
	const order = { operation: "sound-effect", inputs: [source] } as const;
	const plain = await createFilmSound(orderOf({ ...order, settings: { soundWords: "a clock" } }));
	const kept = await createFilmSound(orderOf({ ...order, settings: { soundWords: "a clock", keepSound: true } }));
	const difference = kept.left.map((sample, at) => sample - (plain.left[at] as number));
	expect(loudness(difference, 0.1, 0.9)).toBeGreaterThan(0.05);
	expect(loudness(difference, 1.2, 1.9)).toBeLessThan(0.001);
});

test("an ambience gives way to who speaks in it", async () => {
	const film = { prompt: "the sea at noon", seconds: 4 };
	const alone = await createFilmSound(orderOf(film));
	const settings = { speech: { text: "What a fine day to be out at sea.", voice: "auto" } };
	const spoken = await createFilmSound(orderOf({ ...film, settings }));
	expect(loudness(spoken.left, 0.5, 1.5)).toBeGreaterThan(1.3 * loudness(alone.left, 0.5, 1.5));
	const words = await createFilmSound(orderOf({ ...film, operation: "lip-sync", inputs: [source], settings }));
	const ground = spoken.left.map((sample, at) => sample - (words.left[at] as number));
	expect(loudness(ground, 0.8, 1.6)).toBeLessThan(0.6 * loudness(alone.left, 0.8, 1.6));
});

test("a custom voice speaks at its sample's pitch", async () => {
	const adrian = SPEAKERS.find(({ name }) => name === "Adrian");
	const { samples } = await speak({ text: "This is how I sound every day.", manner: adrian!, mostSeconds: 5 });
	const inputs = [source, input("audio", soundFile(samples))];
	const settings = { speech: { text: "The film is ready now.", voice: "custom:12" } };
	const { left } = await createFilmSound(orderOf({ operation: "lip-sync", inputs, settings, seconds: 3 }));
	const [wanted, heard] = [measureVoice(samples, 48_000)!.pitch, measureVoice(left, 48_000)!.pitch];
	expect(Math.abs(12 * Math.log2(heard / wanted))).toBeLessThan(2.5);
});
