import { expect, test } from "vitest";
import { createOutFile } from "./out-file.ts";
import { runFlite } from "./run-flite.ts";

test("a file can be returned to, written over and read as one", () => {
	const file = createOutFile();
	file.write(Uint8Array.of(1, 2, 3, 4));
	expect(file.seek(1, 0)).toBe(1);
	file.write(Uint8Array.of(9));
	expect(file.seek(0, 2)).toBe(4);
	file.write(new Uint8Array(1 << 17));
	expect(file.bytes()).toHaveLength(4 + (1 << 17));
	expect([...file.bytes().subarray(0, 5)]).toEqual([1, 9, 3, 4, 0]);
	expect(file.seek(-1, 1)).toBe(3 + (1 << 17));
});

test("speaking says nothing on standard error", async () => {
	const warnings: unknown[] = [];
	const listen = (warning: unknown) => warnings.push(warning);
	process.on("warning", listen);
	await runFlite({ text: "Hi." }, { voice: "kal16", pitch: 100, stretch: 1 });
	await new Promise(setImmediate);
	process.off("warning", listen);
	expect(warnings).toEqual([]);
});

test("the words cannot be taken for Flite's own options", async () => {
	const { phonemes } = await runFlite({ text: "-lv" }, { voice: "kal16", pitch: 100, stretch: 1 });
	expect(phonemes.length).toBeGreaterThan(3);
});
