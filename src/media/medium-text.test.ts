import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readMediumText } from "./medium-text.ts";

async function decode(text: string): Promise<Buffer> {
	const medium = readMediumText(text);
	if (medium.kind !== "bytes") throw new Error("taken for a link");
	const chunks: Uint8Array[] = [];
	for await (const chunk of medium.bytes) chunks.push(chunk);
	return Buffer.concat(chunks);
}

describe("readMediumText", () => {
	test.each(["https://a.example/b.png", "HTTP://a.example", "  https://a.example/b.png\n"])("%j is a link", (text) => {
		expect(readMediumText(text)).toEqual({ kind: "link", link: text.trim() });
	});

	test.each(["ftp://a.example/b", "file:///etc/passwd", "blob:https://a.example/1", "s3://bucket/key"])(
		"%j is a link that is refused",
		(text) => {
			expect(() => readMediumText(text)).toThrow(expect.objectContaining({ code: "link_refused" }));
		},
	);

	test.each([
		["data:image/png;base64,aGVsbG8=", "hello"],
		["data:image/png;base64, aGVsbG8=", "hello"],
		["DATA:image/png;charset=utf-8;BASE64,aGVsbG8=", "hello"],
		["data:;base64,aGVsbG8=", "hello"],
		["\n data:image/png;base64,aGVs\r\nbG8=\n", "hello"],
		["aGVsbG8=", "hello"],
		["aGVsbG8", "hello"],
		["  aGVs bG8\t= \n", "hello"],
		["/9j/", "\xff\xd8\xff"],
		["_9j_", "\xff\xd8\xff"],
		["aGVsbA==", "hell"],
		["aGVsbA", "hell"],
		["data:image/png;base64,", ""],
	])("%j is decoded", async (text, expected) => {
		expect((await decode(text)).toString("latin1")).toBe(expected);
	});

	test.each(["a", "aGVsb", "aGVs=bG8=", "aGVsbG8=aGVs", "aGVs!bG8=", "img/photo.png?x", "{}", "aGVsbG8=\0", "héllo"])(
		"%j is refused",
		async (text) => {
			await expect(decode(text)).rejects.toMatchObject({ code: "medium_unreadable" });
		},
	);

	test("a data URL that is no base64 is refused", () => {
		for (const text of ["data:image/svg+xml,%3Csvg/%3E", "data:,hello", "data:image/png;base64;x=y,aGVsbG8="]) {
			expect(() => readMediumText(text)).toThrow(expect.objectContaining({ code: "medium_unreadable" }));
		}
	});

	test("a text of any length and any folding gives its bytes back", async () => {
		const bytes = Buffer.from(Array.from({ length: 200_003 }, (_, index) => (index * 31) % 251));
		const text = bytes.toString("base64");
		expect(await decode(text)).toEqual(bytes);
		await fc.assert(
			fc.asyncProperty(
				fc.integer({ min: 1, max: 100_000 }),
				fc.constantFrom("\n", "\r\n", " "),
				async (width, fold) => {
					const folded = Array.from({ length: Math.ceil(text.length / width) }, (_, line) =>
						text.slice(line * width, (line + 1) * width),
					).join(fold);
					expect((await decode(folded)).equals(bytes)).toBe(true);
				},
			),
			{ numRuns: 10 },
		);
	});

	test("is decoded step by step: the first bytes come before the last are looked at", async () => {
		const medium = readMediumText(`${"AAAA".repeat(1_000_000)}!`);
		if (medium.kind !== "bytes") throw new Error("taken for a link");
		const iterator = medium.bytes[Symbol.asyncIterator]();
		const first = await iterator.next();
		expect(first.value.length).toBeLessThan(100_000);
		await iterator.return?.();
	});
});
