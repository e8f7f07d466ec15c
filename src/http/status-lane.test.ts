import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from "node:http";
import { beforeEach, expect, test } from "vitest";
import { FilmgateError } from "../core/errors.ts";
import { StatusLane } from "./status-lane.ts";
import type { Asker, StatusRoute } from "./status-route.ts";

const asked: string[] = [];
let sent: unknown[];
let lane: StatusLane;
let epoch: number;
let recognised: number;

beforeEach(() => {
	asked.length = 0;
	sent = [];
	lane = new StatusLane();
	epoch = 1;
	recognised = 0;
	lane.add("/wire/tasks/:id", route);
});

const route = { recognise, stillKnows: (asker) => asker.epoch === epoch, fromMemory } as StatusRoute;

/** Knows everybody but who says nothing. */
function recognise(headers: IncomingHttpHeaders): Asker | null {
	recognised += 1;
	const lasts = headers.authorization === "token" ? null : epoch;
	return headers.authorization === undefined ? null : ({ headers, epoch: lasts } as Asker);
}

function fromMemory(asker: Asker, id: string) {
	asked.push(id);
	if (id === "who") return { status: 200, head: [], body: asker.headers.authorization ?? "" };
	if (id === "limited") throw new FilmgateError("rate_limited", "Slowly.");
	return id === "known" ? { status: 200, head: ["etag", "1"], body: "{}" } : null;
}

function poll(url: string, method = "GET", from: { socket?: object; key?: string } = {}): boolean {
	const response = { writeHead: (...head: unknown[]) => sent.push(...head), end: (body: string) => sent.push(body) };
	const { socket = {}, key = "key" } = from;
	const headers = key === "" ? {} : { authorization: key };
	const request = { method, url, headers, rawHeaders: Object.entries(headers).flat(), socket };
	return lane.answer(request as unknown as IncomingMessage, response as unknown as ServerResponse);
}

test("answers what memory knows", () => {
	expect(poll("/wire/tasks/known")).toBe(true);
	expect(sent).toEqual([200, ["etag", "1"], "{}"]);
});

test.each(["/wire/tasks/unknown", "/wire/tasks/limited"])("leaves %s to the ordinary way", (url) => {
	expect(poll(url)).toBe(false);
	expect(sent).toEqual([]);
});

test.each([
	["/wire/tasks/known", "POST"],
	["/wire/tasks/known?wait=1", "GET"],
	["/wire/tasks/known/events", "GET"],
	["/wire/tasks/kn%6fwn", "GET"],
	["/wire/tasks/", "GET"],
	["/other/tasks/known", "GET"],
])("does not even look at %s by %s", (url, method) => {
	expect(poll(url, method)).toBe(false);
	expect(asked).toEqual([]);
});

test("is closed before the server is", () => {
	lane.close();
	expect(poll("/wire/tasks/known")).toBe(false);
});

test("serves no route whose id stands elsewhere than at its end", () => {
	expect(() => lane.add("/wire/tasks/:id/events", {} as StatusRoute)).toThrow("does not end in its id");
});

test("leaves to the ordinary way whom memory does not know", () => {
	expect(poll("/wire/tasks/known", "GET", { key: "" })).toBe(false);
	expect(asked).toEqual([]);
});

test("reads the headers of a connection once, as long as they and what is known of them stay the same", () => {
	const socket = {};
	const who = (key: string) => {
		poll("/wire/tasks/who", "GET", { socket, key });
		return [sent.at(-1), recognised];
	};
	expect(who("one")).toEqual(["one", 1]);
	expect(who("one")).toEqual(["one", 1]);
	expect(who("other")).toEqual(["other", 2]);
	expect(who("one")).toEqual(["one", 3]);
	epoch += 1;
	expect(who("one")).toEqual(["one", 4]);
	poll("/wire/tasks/who", "GET", { key: "one" });
	expect(recognised).toBe(5);
	lane.add("/more/tasks/:id", { ...route });
	poll("/more/tasks/who", "GET", { socket, key: "one" });
	expect(recognised).toBe(6);
});

test("looks at a token each time: it ends by itself", () => {
	const socket = {};
	for (const times of [1, 2]) {
		poll("/wire/tasks/who", "GET", { socket, key: "token" });
		expect(recognised).toBe(times);
	}
});
