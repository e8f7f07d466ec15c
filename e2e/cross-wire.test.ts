import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { createFakeClock } from "../src/contracts/fake-clock.ts";
import { openTestServer, type TestServer } from "../src/contracts/test-server.ts";
import { type Door, type Reading, WIRES } from "./wires.ts";

/** What each wire says of one task, in the order of the wires. */
async function readAll(door: Door, id: string): Promise<Reading[]> {
	return await Promise.all(WIRES.map((wire) => wire.read(door, id)));
}

async function readEnd(door: Door, id: string): Promise<Reading[]> {
	return await vi.waitFor(
		async () => {
			const readings = await readAll(door, id);
			if (readings.some(({ state }) => state === "working")) throw new Error("It has not ended.");
			return readings;
		},
		{ interval: 5, timeout: 10_000 },
	);
}

async function bytesOf({ key }: Door, link: string | null): Promise<Buffer> {
	const headers = { authorization: `Bearer ${key}` };
	return Buffer.from(await (await fetch(link ?? "", { headers })).arrayBuffer());
}

const all = <Value>(value: Value) => WIRES.map(() => value);

describe.each(WIRES)("what the wire $name made (I10)", (wire) => {
	let server: TestServer;
	let live: Door;
	let test_: Door;

	beforeAll(async () => {
		server = await openTestServer({ engine: { finish: "by-hand" } });
		live = { url: server.url, key: server.liveKey };
		test_ = { url: server.url, key: server.testKey };
	});

	afterAll(() => server.close());

	const startOf = (prompt: string) =>
		vi.waitUntil(() => server.engine.starts.find(({ order }) => order.prompt === prompt), { interval: 2 });

	test("every wire reads: the same id, the same end, the same film", async () => {
		const id = await wire.submit(live, "a fox");
		const { startToken } = await startOf("a fox");
		expect(await readAll(live, id)).toEqual(all({ id, state: "working", film: null }));
		server.engine.finish(startToken);
		const ends = await readEnd(live, id);
		expect(ends).toEqual(all({ id, state: "succeeded", film: expect.stringMatching(/^http/) }));
		const [first, ...others] = await Promise.all(ends.map(({ film }) => bytesOf(live, film)));
		expect(first?.subarray(4, 8).toString()).toBe("ftyp");
		for (const other of others) expect(other.equals(first as Buffer)).toBe(true);
	});

	test("keys of the other mode do not see (I9)", async () => {
		const own = await wire.submit(live, "a live fox");
		const other = await wire.submit(test_, "a fox for trying");
		expect(await readAll(test_, own)).toEqual(all({ id: null, state: "unknown", film: null }));
		expect(await readAll(live, other)).toEqual(all({ id: null, state: "unknown", film: null }));
		expect(await readAll(test_, other)).toEqual(all({ id: other, state: "working", film: null }));
	});

	test.each([
		["[[fail]]", "failed"],
		["[[reject]]", "rejected"],
	])("%s ends as %s for a test key", async (words, state) => {
		const id = await wire.submit(test_, `a fox ${words}`);
		expect(await readEnd(test_, id)).toEqual(all({ id, state, film: null }));
	});

	test("words in brackets are words for a live key", async () => {
		const prompt = `a fox [[fail]] by ${wire.name}`;
		const id = await wire.submit(live, prompt);
		server.engine.finish((await startOf(prompt)).startToken);
		expect((await readEnd(live, id)).map(({ state }) => state)).toEqual(all("succeeded"));
	});
});

describe.each(WIRES)("[[slow 2s]] by the wire $name", (wire) => {
	test("makes the work last two seconds longer, and no less", async () => {
		const clock = createFakeClock();
		const server = await openTestServer({ clock });
		try {
			const door = { url: server.url, key: server.testKey };
			const id = await wire.submit(door, "a fox [[slow 2s]]");
			await vi.waitUntil(() => server.engine.starts.length === 1, { interval: 2 });
			await clock.advance(1_999);
			await server.filmgate.loops.poller.runOnce();
			expect((await readAll(door, id)).map(({ state }) => state)).toEqual(all("working"));
			// The engine was not even asked, although it has been done all along.
			expect(server.engine.looks).toBe(0);
			await vi.waitUntil(
				async () => {
					await clock.advance(1_000);
					return (await readAll(door, id)).every(({ state }) => state === "succeeded");
				},
				{ interval: 5, timeout: 10_000 },
			);
		} finally {
			await server.close();
		}
	});
});
