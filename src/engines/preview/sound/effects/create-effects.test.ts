import { describe, expect, test } from "vitest";
import { plainOrder } from "../../render-order.ts";
import { createEffects } from "./create-effects.ts";
import { effectWords } from "./effect-words.ts";
import { explosion } from "./impacts.ts";
import { footsteps } from "./people.ts";
import { readEffects } from "./read-effects.ts";

const order = plainOrder({ prompt: "", seconds: 1, seed: 11 });
const bytesOf = (samples: Float32Array) => Buffer.from(samples.buffer);

function effectiveValue(samples: Float32Array, from = 0, to = 1): number {
	const part = samples.subarray(from * samples.length, to * samples.length);
	return Math.sqrt(part.reduce((sum, sample) => sum + sample * sample, 0) / part.length);
}

describe.each(effectWords.map(({ english, meaning }) => [english.split(",")[0] as string, meaning] as const))(
	"%s",
	(word, meaning) => {
		test("is what its word asks for, and is heard", () => {
			expect(readEffects(word)).toEqual([[meaning]]);
			const { left, right } = createEffects(order, word);
			for (const side of [left, right]) {
				expect(side).toHaveLength(48_000);
				expect(side.every((sample) => Math.abs(sample) <= 0.708)).toBe(true);
				expect(effectiveValue(side)).toBeGreaterThan(0.004);
			}
		});
	},
);

test("words are understood in sentences, in Chinese and not after a no", () => {
	expect(readEffects("The footsteps of a man in an empty hall, no explosion")).toEqual([[footsteps]]);
	expect(readEffects("远处传来爆炸声和脚步声")).toEqual([[explosion, footsteps]]);
	expect(readEffects("quixotic")).toEqual([]);
});

test("what follows with a then is heard later", () => {
	expect(readEffects("footsteps, then an explosion")).toEqual([[footsteps], [explosion]]);
	const { left } = createEffects({ ...order, seconds: 3 }, "silence, then an explosion");
	expect(effectiveValue(left, 0.5, 1)).toBeGreaterThan(4 * effectiveValue(left, 0, 0.5));
});

test("the same words, length and seed give the same samples, another seed others", () => {
	const once = bytesOf(createEffects(order, "dog barking and glass breaking").left);
	expect(bytesOf(createEffects(order, "dog barking and glass breaking").left).equals(once)).toBe(true);
	const other = createEffects({ ...order, seed: 12 }, "dog barking and glass breaking");
	expect(bytesOf(other.left).equals(once)).toBe(false);
});

test("empty and unknown words leave it to the picture", () => {
	const sea = createEffects({ ...order, prompt: "the sea at dawn" }, "");
	expect(bytesOf(createEffects({ ...order, prompt: "the sea at dawn" }, "quixotic").left)).toHaveLength(
		bytesOf(sea.left).length,
	);
	expect(bytesOf(sea.left).equals(bytesOf(createEffects({ ...order, prompt: "a forest" }, "").left))).toBe(false);
});

test("a film of a minute has its sounds to the end", () => {
	const { left } = createEffects({ ...order, seconds: 60 }, "a clock");
	expect(effectiveValue(left, 0.9, 0.95)).toBeGreaterThan(0.004);
});
