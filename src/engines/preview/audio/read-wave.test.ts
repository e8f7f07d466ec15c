import { expect, test } from "vitest";
import { readWave } from "./read-wave.ts";
import { waveFile } from "./testing/wave-file.ts";

const ramp = Float32Array.from({ length: 50 }, (_, at) => at / 50 - 0.5);
const both = [ramp, ramp.map((sample) => -sample)] as const;

test.each([
	[8, "integer"],
	[16, "integer"],
	[24, "integer"],
	[32, "integer"],
	[32, "float"],
	[64, "float"],
] as const)("%i bit %s samples are read, channel by channel", (bits, kind) => {
	const { channels, sampleRate } = readWave(waveFile(both, { sampleRate: 22_050, bits, kind }));
	expect(sampleRate).toBe(22_050);
	expect(channels).toHaveLength(2);
	for (const [channel, wanted] of both.entries()) {
		expect(channels[channel]).toHaveLength(50);
		for (const [at, sample] of wanted.entries()) {
			expect(channels[channel]![at]).toBeCloseTo(sample, bits === 8 ? 1 : 4);
		}
	}
});

test("other parts of the file are passed over, and a sound that was cut short is read as far as it goes", () => {
	const file = waveFile([ramp], { sampleRate: 8000, bits: 16, kind: "integer", before: "LIST" });
	expect(readWave(file).channels[0]).toHaveLength(50);
	expect(readWave(file.subarray(0, file.length - 20)).channels[0]).toHaveLength(40);
});

test.each([
	["nothing", new Uint8Array(0), "not a WAV file"],
	["other bytes", new Uint8Array(100), "not a WAV file"],
	["a header alone", waveFile([ramp], { sampleRate: 8000, bits: 16, kind: "integer" }).subarray(0, 36), "no sound"],
	["no rate", waveFile([ramp], { sampleRate: 0, bits: 16, kind: "integer" }), "0 samples a second"],
	["odd samples", waveFile([ramp], { sampleRate: 8000, bits: 32, kind: "law" }), "kind 7"],
])("%s is refused with a reason", (_, bytes, reason) => {
	expect(() => readWave(bytes)).toThrow(reason);
});
