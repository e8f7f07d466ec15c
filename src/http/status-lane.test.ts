import type { IncomingMessage, ServerResponse } from "node:http";
import { beforeEach, expect, test } from "vitest";
import { FilmgateError } from "../core/errors.ts";
import { StatusLane } from "./status-lane.ts";
import type { StatusRoute } from "./status-route.ts";

const asked: string[] = [];
let sent: unknown[];
let lane: StatusLane;

beforeEach(() => {
	asked.length = 0;
	sent = [];
	lane = new StatusLane();
	lane.add("/wire/tasks/:id", { fromMemory } as StatusRoute);
});

function fromMemory(_headers: object, id: string) {
	asked.push(id);
	if (id === "limited") throw new FilmgateError("rate_limited", "Slowly.");
	return id === "known" ? { status: 200, head: ["etag", "1"], body: "{}" } : null;
}

function poll(url: string, method = "GET"): boolean {
	const response = { writeHead: (...head: unknown[]) => sent.push(...head), end: (body: string) => sent.push(body) };
	return lane.answer({ method, url, headers: {} } as IncomingMessage, response as unknown as ServerResponse);
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
