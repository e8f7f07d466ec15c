import { expect, test } from "vitest";
import { createStereoTape } from "./stereo-tape.ts";

const ones = (length: number) => new Float32Array(length).fill(1);

test("what is before instant 0 is not heard, and a gap is silence", () => {
	const tape = createStereoTape(10);
	tape.add({ atSeconds: -0.002, channels: [Float32Array.of(9, 9, 1, 1)], rate: 1000 });
	tape.add({ atSeconds: 0.1, channels: [ones(10)], rate: 1000 });
	const { left, right } = tape.finish()!;
	expect([...left.subarray(0, 4)]).toEqual([1, 1, 0, 0]);
	expect([left[99], left[100], left.length]).toEqual([0, 1, 110]);
	expect(right).toBe(left);
});

test("instants that are rounded leave no gap", () => {
	const tape = createStereoTape(10);
	tape.add({ atSeconds: 0, channels: [ones(100)], rate: 1000 });
	tape.add({ atSeconds: 0.104, channels: [ones(100)], rate: 1000 });
	expect(tape.finish()!.left).toEqual(ones(200));
});

test("a far instant costs no more than what is asked for", () => {
	const tape = createStereoTape(2);
	tape.add({ atSeconds: 1e9, channels: [ones(100)], rate: 1000 });
	expect(tape.finish()!.left).toHaveLength(2000);
	expect(createStereoTape(1).finish()).toBeNull();
});
