import * as sdk from "@filmgate/sdk";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestServer, type TestServer } from "../../contracts/test-server.ts";

/** The published client against the whole server. */
let server: TestServer;
let filmgate: sdk.Filmgate;

beforeAll(async () => {
	server = await openTestServer();
	filmgate = sdk.createFilmgate({ url: server.url, key: server.liveKey });
});

afterAll(() => server.close());

test("a film is ordered, waited for and fetched, byte for byte", async () => {
	const { id, status } = await filmgate.tasks.submit({ prompt: "a fox", seconds: 2, clientReference: "mine" });
	expect(sdk.isFinished({ status })).toBe(false);
	const task = await filmgate.tasks.wait(id);
	expect(task).toMatchObject({ id, status: "succeeded", clientReference: "mine", price: { settlement: "charged" } });
	const [film] = task.films;
	const bytes = await filmgate.films.download(film!);
	expect(bytes.byteLength).toBe(film!.bytes);
	expect(Buffer.from(await crypto.subtle.digest("SHA-256", bytes)).toString("hex")).toBe(film!.sha256);
});

test("a download that is cut goes on by Range where it stopped", async () => {
	const { id } = await filmgate.tasks.submit({ prompt: "a fox" });
	const [film] = (await filmgate.tasks.wait(id)).films;
	const ranges: (string | null)[] = [];
	const cutting: typeof fetch = async (input, init) => {
		const range = new Headers(init?.headers).get("range");
		ranges.push(range);
		const response = await fetch(input, init);
		const whole = new Uint8Array(await response.arrayBuffer());
		return range === null ? new Response(cut(whole, 1_000), response) : new Response(whole, response);
	};
	const unlucky = sdk.createFilmgate({ url: server.url, key: server.liveKey, fetch: cutting, sleep: async () => {} });
	const bytes = await unlucky.films.download(film!);
	expect(ranges).toEqual([null, "bytes=1000-"]);
	expect(Buffer.from(await crypto.subtle.digest("SHA-256", bytes)).toString("hex")).toBe(film!.sha256);
});

test("an order whose answer was lost is made once (I8)", async () => {
	let lost = false;
	const losing: typeof fetch = async (input, init) => {
		const response = await fetch(input, init);
		if (lost || init?.method !== "POST") return response;
		lost = true;
		throw new TypeError("terminated");
	};
	const unlucky = sdk.createFilmgate({ url: server.url, key: server.liveKey, fetch: losing, sleep: async () => {} });
	const { id } = await unlucky.tasks.submit({ prompt: "only once" });
	const { data } = await filmgate.tasks.list({ limit: 100 });
	expect(lost).toBe(true);
	expect(data.filter(({ prompt }) => prompt === "only once").map((task) => task.id)).toEqual([id]);
});

test("an error has the server's own words", async () => {
	const error = await filmgate.tasks.submit({ prompt: "a", seconds: 99 }).catch((thrown: unknown) => thrown);
	expect(error).toBeInstanceOf(sdk.FilmgateApiError);
	const said = { status: 422, code: "invalid_field", field: "seconds", allowed: "a whole number, 1 to 15" };
	expect(error).toMatchObject({ ...said, retryable: false });
	await expect(filmgate.tasks.status("task_1")).rejects.toMatchObject({ status: 404, code: "not_found" });
	const stranger = sdk.createFilmgate({ url: server.url, key: "1.wrong" });
	await expect(stranger.tasks.list()).rejects.toMatchObject({ status: 401, code: "bad_key" });
});

/** The first bytes, then a broken connection. */
function cut(whole: Uint8Array, after: number): ReadableStream<Uint8Array> {
	let given = false;
	return new ReadableStream({
		pull(controller) {
			if (given) controller.error(new Error("the connection was lost"));
			else controller.enqueue(whole.slice(0, after));
			given = true;
		},
	});
}
