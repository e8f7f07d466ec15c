import { expect, test } from "vitest";
import { createPacketDecoder } from "./packet-decoder.ts";
import { type EncodedSound, encodeStereo, type Stereo } from "./stereo-encoder.ts";

const sampleRate = 48_000;
const seconds = 1;

/** Silence, with two tones from 0.5 s on, one on each side. */
function tones(): Stereo {
	const tone = (hertz: number) =>
		Float32Array.from({ length: seconds * sampleRate }, (_, index) =>
			index < sampleRate / 2 ? 0 : 0.5 * Math.sin((2 * Math.PI * hertz * index) / sampleRate),
		);
	return { left: tone(440), right: tone(1_000), sampleRate };
}

async function decode({ packets, description }: EncodedSound): Promise<readonly [Float32Array, Float32Array]> {
	const decoder = await createPacketDecoder("aac", description);
	const timed = packets.map((data, index) => ({ data, timestamp: (index * 1024) / sampleRate }));
	const frames = [...(await decoder.decode(timed as never)), ...(await decoder.finish())];
	const channel = (side: number) =>
		Float32Array.from(frames.flatMap(({ data }) => [...(data as Float32Array[])[side]!]));
	return [channel(0), channel(1)];
}

test("what went in comes out, each side its own, one packet later", async () => {
	const sound = tones();
	const encoded = await encodeStereo(sound, 128_000);
	expect(encoded.packets).toHaveLength(Math.ceil((seconds * sampleRate) / 1024) + 1);
	const heard = await decode(encoded);
	for (const [side, wanted] of [sound.left, sound.right].entries()) {
		const got = heard[side]!.subarray(1024, 1024 + wanted.length);
		expect(Math.max(...got.subarray(0, sampleRate / 2 - 2048).map(Math.abs))).toBeLessThan(0.01);
		const worst = got.subarray(26_000, 46_000).map((value, index) => Math.abs(value - wanted[26_000 + index]!));
		expect(Math.max(...worst)).toBeLessThan(0.05);
	}
});

test("a sound is the same whatever was encoded before it", async () => {
	const first = await encodeStereo(tones(), 128_000);
	const noise = Float32Array.from({ length: sampleRate }, (_, index) => ((index * 7_919) % 1_000) / 1_000 - 0.5);
	await encodeStereo({ left: noise, right: noise, sampleRate }, 128_000);
	expect(await encodeStereo(tones(), 128_000)).toEqual(first);
});

test("a sound of a few samples is one that is filled up with silence", async () => {
	const few = new Float32Array(10).fill(0.5);
	const { packets, description } = await encodeStereo({ left: few, right: few, sampleRate }, 128_000);
	expect(packets).toHaveLength(2);
	// AAC LC, 48 kHz, two channels.
	expect([...description.subarray(0, 2)]).toEqual([0x11, 0x90]);
});
