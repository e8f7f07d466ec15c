import { expect, test } from "vitest";
import { readEvents, type ServerSentEvent } from "./read-events.ts";

async function* cutInto(size: number, text: string): AsyncGenerator<Uint8Array> {
	const bytes = new TextEncoder().encode(text);
	for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size);
}

async function read(text: string, size = 1_000): Promise<ServerSentEvent[]> {
	const events: ServerSentEvent[] = [];
	for await (const event of readEvents(cutInto(size, text))) events.push(event);
	return events;
}

const STREAM = [
	": hello",
	"retry: 2500",
	"id: 1",
	"event: task",
	"data: {",
	'data:   "prompt": "ein Füchslein 🦊"',
	"data: }",
	"",
	": beat",
	"",
	"data:second",
	"",
	"id: 3",
	"data",
	"",
	"data: cut off",
].join("\n");

const EVENTS = [
	{ event: "task", data: '{\n  "prompt": "ein Füchslein 🦊"\n}', id: "1", retryMs: 2_500 },
	{ event: "message", data: "second", id: "1", retryMs: 2_500 },
	{ event: "message", data: "", id: "3", retryMs: 2_500 },
];

test.each([1, 2, 3, 5, 7, 1_000])("events are the same when their bytes come in pieces of %d", async (size) => {
	expect(await read(STREAM, size)).toEqual(EVENTS);
});

test.each([
	["CR LF", "\r\n"],
	["CR", "\r"],
])("lines may end with %s, wherever the pieces end", async (_name, end) => {
	for (const size of [1, 2, 3, 1_000]) expect(await read(STREAM.replaceAll("\n", end), size)).toEqual(EVENTS);
});

test("a line that ends with CR is told before anything follows", async () => {
	let asked = 0;
	async function* live(): AsyncGenerator<Uint8Array> {
		for (const text of ["data: a\r\n\r", "\ndata: b\n\n"]) {
			asked += 1;
			yield new TextEncoder().encode(text);
		}
	}
	const events = readEvents(live());
	expect((await events.next()).value).toMatchObject({ data: "a" });
	expect(asked).toBe(1);
	expect((await events.next()).value).toMatchObject({ data: "b" });
});

test("a byte order mark is no part of the first line", async () => {
	expect(await read("\ufeffdata: a\n\n", 1)).toMatchObject([{ data: "a" }]);
});

test("what is no id, no time to wait and no field is passed over", async () => {
	const text = "id: a\0b\nretry: soon\nwhatever: 1\ndatum: x\ndata: a: b\n\n";
	expect(await read(text)).toEqual([{ event: "message", data: "a: b", id: "", retryMs: null }]);
});

test("an event that has no data is none, but its id counts", async () => {
	expect(await read("event: task\nid: 7\n\ndata: a\n\n")).toEqual([
		{ event: "message", data: "a", id: "7", retryMs: null },
	]);
});
