import { describe, expect, test } from "vitest";
import { addEcho } from "./echo.ts";
import { finishMix } from "./master.ts";
import { addNoise } from "./noise-band.ts";
import { createRoom, scattered } from "./room.ts";
import { addDrone, addPing, addTone } from "./tones.ts";
import { addWhistle } from "./whistle.ts";

function effectiveValue(samples: Float32Array): number {
	return Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length);
}

/** Rising zero crossings a second. */
function pitchOf(samples: Float32Array): number {
	let crossings = 0;
	for (let index = 1; index < samples.length; index++) {
		if ((samples[index - 1] as number) < 0 && (samples[index] as number) >= 0) crossings++;
	}
	return (crossings * 48_000) / samples.length;
}

describe("a band of noise", () => {
	test.each([
		[60, 400],
		[400, 2000],
		[2000, 9000],
	])("from %i to %i Hz has about the loudness it was given", (low, high) => {
		const room = createRoom(2, 1);
		addNoise(room, { name: "noise", low, high, gain: 0.1 });
		expect(effectiveValue(room.left)).toBeGreaterThan(0.05);
		expect(effectiveValue(room.left)).toBeLessThan(0.2);
		expect(effectiveValue(room.echo)).toBe(0);
	});

	test("is one in the middle at width 0, and two at width 1", () => {
		const [narrow, wide] = [createRoom(1, 1), createRoom(1, 1)];
		addNoise(narrow, { name: "noise", low: 100, high: 2000, gain: 0.1, width: 0 });
		addNoise(wide, { name: "noise", low: 100, high: 2000, gain: 0.1 });
		expect(Buffer.from(narrow.left.buffer).equals(Buffer.from(narrow.right.buffer))).toBe(true);
		const product = wide.left.reduce((sum, sample, index) => sum + sample * (wide.right[index] as number), 0);
		expect(Math.abs(product / wide.left.length)).toBeLessThan(0.2 * effectiveValue(wide.left) ** 2);
	});

	test("goes where it is panned and is silent where its gain is 0", () => {
		const room = createRoom(1, 1);
		addNoise(room, { name: "noise", low: 100, high: 2000, gain: (at) => (at < 0.5 ? 0 : 0.1), pan: -0.9 });
		expect(effectiveValue(room.left.subarray(0, 23_000))).toBe(0);
		expect(effectiveValue(room.left)).toBeGreaterThan(5 * effectiveValue(room.right));
	});
});

test("a whistle stays finite while its centre leaps about", () => {
	const room = createRoom(1, 1);
	addWhistle(room, { name: "gap", centre: (at) => (at % 0.02 < 0.01 ? 80 : 9000), sharpness: 12, gain: 0.1 });
	expect(room.left.every((sample) => Math.abs(sample) < 2)).toBe(true);
	expect(effectiveValue(room.left)).toBeGreaterThan(0.01);
});

test("a tone has its pitch, keeps to its time, and what lies outside the film is left out", () => {
	const room = createRoom(1, 1);
	addTone(room, { atSeconds: -0.5, seconds: 1, pitch: () => 440, gain: () => 0.5 });
	expect(pitchOf(room.left.subarray(0, 24_000))).toBeCloseTo(440, -1);
	expect(effectiveValue(room.left.subarray(24_000))).toBe(0);
});

test("a ping rings at its pitch and is 60 dB down at its end", () => {
	const room = createRoom(1, 1);
	addPing(room, { atSeconds: 0.1, hertz: 1000, ringSeconds: 0.5, gain: 1 });
	const loudest = (from: number, to: number) => Math.max(...room.left.subarray(from * 48_000, to * 48_000));
	expect(loudest(0.1, 0.11)).toBeGreaterThan(0.6);
	expect(loudest(0.59, 0.6)).toBeLessThan(0.002);
	expect(pitchOf(room.left.subarray(4800, 9600))).toBeCloseTo(1000, -2);
});

test("a drone keeps its pitch to the end of a long film, a little apart on the two sides", () => {
	const room = createRoom(15, 1);
	addDrone(room, { hertz: 220, gain: () => 0.1, partials: [1], detune: 0.002 });
	expect(pitchOf(room.left)).toBeCloseTo(220, 0);
	expect(room.left.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0)).toBeLessThan(0.13);
	expect(Buffer.from(room.left.buffer).equals(Buffer.from(room.right.buffer))).toBe(false);
});

test("an echo comes after its sound, on both sides, and dies away", () => {
	const room = createRoom(4, 1);
	room.echo[100] = 1;
	addEcho(room, 0.8);
	for (const side of [room.left, room.right]) {
		expect(effectiveValue(side.subarray(0, 1700))).toBe(0);
		expect(effectiveValue(side.subarray(4800, 24_000))).toBeGreaterThan(20 * effectiveValue(side.subarray(168_000)));
	}
	expect(Buffer.from(room.left.buffer).equals(Buffer.from(room.right.buffer))).toBe(false);
});

test("the last stage holds even a wild mix under -3 dBFS and fades both ends", () => {
	const [left, right] = [0, 1].map((side) =>
		Float32Array.from({ length: 48_000 }, (_, at) => Math.sin(at * (0.1 + side)) * (at % 4000 === 0 ? 300 : 1)),
	) as [Float32Array, Float32Array];
	finishMix(left, right, { loudness: 0.4, seconds: 1 });
	for (const side of [left, right]) {
		expect(side.every((sample) => Math.abs(sample) <= 0.708)).toBe(true);
		expect([Math.abs(side[0] as number), Math.abs(side.at(-1) as number)]).toEqual([0, 0]);
		expect(effectiveValue(side)).toBeGreaterThan(0.05);
	}
});

test("layers draw their own dice, and what is scattered stays within the film", () => {
	const room = createRoom(10, 3);
	expect(room.seedFor("one")).not.toBe(room.seedFor("other"));
	const instants = scattered(room, room.randomFor("one"), 0.8);
	expect(instants.length).toBeGreaterThan(8);
	expect(instants.every((at) => at >= 0 && at < 10)).toBe(true);
});
