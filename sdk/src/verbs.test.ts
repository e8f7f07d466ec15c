import { expect, test } from "vitest";
import type { Filmgate } from "./client.ts";
import { FilmgateConnectionError } from "./errors.ts";
import { drop, json, openScriptedServer, type Step } from "./test/scripted-server.ts";

const thing = json(200, { id: "x" });
const list = json(200, { data: [{ id: "x" }] });
const nothing: Step = (response) => response.writeHead(204).end();

/** What each verb asks for, and what it makes of the answer. */
const VERBS: [
	string,
	(filmgate: Filmgate) => Promise<unknown>,
	{ step: Step; asks: string; body?: object; gives?: unknown },
][] = [
	[
		"films.link",
		({ films }) => films.link("film_1", { expiresIn: 60 }),
		{ step: thing, asks: "POST /films/film_1/link", body: { expiresIn: 60 } },
	],
	[
		"films.link without an end",
		({ films }) => films.link("film_1"),
		{ step: thing, asks: "POST /films/film_1/link", body: {} },
	],
	[
		"uploads.create of a link",
		({ uploads }) => uploads.create({ link: "https://a.example/b.png" }),
		{ step: thing, asks: "POST /uploads", body: { link: "https://a.example/b.png" } },
	],
	["uploads.get", ({ uploads }) => uploads.get("upload_1"), { step: thing, asks: "GET /uploads/upload_1" }],
	[
		"uploads.delete",
		({ uploads }) => uploads.delete("upload_1"),
		{ step: nothing, asks: "DELETE /uploads/upload_1", gives: undefined },
	],
	[
		"uploads.list",
		({ uploads }) => uploads.list({ limit: 5, cursor: "c" }),
		{ step: list, asks: "GET /uploads?limit=5&cursor=c", gives: { data: [{ id: "x" }] } },
	],
	[
		"webhooks.create",
		({ webhooks }) => webhooks.create({ url: "https://a.example" }),
		{ step: thing, asks: "POST /webhooks", body: { url: "https://a.example" } },
	],
	["webhooks.list", ({ webhooks }) => webhooks.list(), { step: list, asks: "GET /webhooks", gives: [{ id: "x" }] }],
	["webhooks.get", ({ webhooks }) => webhooks.get("wh_1"), { step: thing, asks: "GET /webhooks/wh_1" }],
	[
		"webhooks.delete",
		({ webhooks }) => webhooks.delete("wh_1"),
		{ step: nothing, asks: "DELETE /webhooks/wh_1", gives: undefined },
	],
	[
		"webhooks.rotate",
		({ webhooks }) => webhooks.rotate("wh_1", { graceSeconds: 60 }),
		{ step: thing, asks: "POST /webhooks/wh_1/rotate", body: { graceSeconds: 60 } },
	],
	[
		"webhooks.disable",
		({ webhooks }) => webhooks.disable("wh_1"),
		{ step: thing, asks: "POST /webhooks/wh_1/disable" },
	],
	["webhooks.enable", ({ webhooks }) => webhooks.enable("wh_1"), { step: thing, asks: "POST /webhooks/wh_1/enable" }],
	["webhooks.test", ({ webhooks }) => webhooks.test("wh_1"), { step: thing, asks: "POST /webhooks/wh_1/test" }],
	[
		"webhooks.deliveries",
		({ webhooks }) => webhooks.deliveries("wh_1", { limit: 2 }),
		{ step: list, asks: "GET /webhooks/wh_1/deliveries?limit=2", gives: { data: [{ id: "x" }] } },
	],
	[
		"webhooks.redeliver",
		({ webhooks }) => webhooks.redeliver("wh_1", "evt_1"),
		{ step: thing, asks: "POST /webhooks/wh_1/deliveries/evt_1/redeliver" },
	],
	["models", (filmgate) => filmgate.models(), { step: list, asks: "GET /models", gives: [{ id: "x" }] }],
	["balance", (filmgate) => filmgate.balance(), { step: thing, asks: "GET /balance" }],
	["usage", (filmgate) => filmgate.usage({ from: "2026-11-01" }), { step: thing, asks: "GET /usage?from=2026-11-01" }],
	["ledger.list", ({ ledger }) => ledger.list(), { step: list, asks: "GET /ledger", gives: { data: [{ id: "x" }] } }],
];

test.each(VERBS)("%s", async (_name, call, { step, asks, body, ...rest }) => {
	const { filmgate, received } = await openScriptedServer([step]);
	const { gives } = { gives: { id: "x" }, ...rest };
	expect(await call(filmgate)).toEqual(gives);
	const [request] = received;
	expect(`${request?.method} ${request?.path}`).toBe(asks.replace(" ", " /api/v1"));
	expect(request?.body).toBe(body === undefined ? "" : JSON.stringify(body));
});

test.each([
	["a blob", new Blob(["film"])],
	["an array", new TextEncoder().encode("film")],
	["a buffer", new TextEncoder().encode("film").buffer as ArrayBuffer],
])("%s is uploaded as it is, again if need be", async (_what, bytes) => {
	const { filmgate, received } = await openScriptedServer([json(503, {}), thing]);
	expect(await filmgate.uploads.create(bytes)).toEqual({ id: "x" });
	expect(received.map(({ body, headers }) => [body, headers["content-type"]])).toEqual(
		Array(2).fill(["film", "application/octet-stream"]),
	);
});

test.each<[string, (filmgate: Filmgate, options?: { idempotencyKey: string }) => Promise<unknown>]>([
	["an upload", ({ uploads }, options) => uploads.create(new Uint8Array(3), options)],
	["an upload of a link", ({ uploads }, options) => uploads.create({ link: "https://a.example/b.png" }, options)],
	["a webhook", ({ webhooks }, options) => webhooks.create({ url: "https://a.example" }, options)],
])("%s is made once, however often it is sent", async (_what, make) => {
	const { filmgate, received } = await openScriptedServer([drop, thing]);
	expect(await make(filmgate)).toEqual({ id: "x" });
	await make(filmgate);
	await make(filmgate, { idempotencyKey: "mine" });
	const [first, again, second, mine] = received.map(({ headers }) => headers["idempotency-key"]);
	expect(first).toMatch(/^[\x21-\x7e]{16,255}$/);
	expect(again).toBe(first);
	expect(second).not.toBe(first);
	expect(mine).toBe("mine");
});

test("whoever wants all of a list gets it page by page, as far as it is read", async () => {
	const page = (ids: string[], nextCursor: string | null) => json(200, { data: ids.map((id) => ({ id })), nextCursor });
	const script = [page(["a", "b"], "b"), page(["c"], "c"), page([], null)];
	const { filmgate, received } = await openScriptedServer([...script, ...script]);
	const ids: string[] = [];
	for await (const { id } of filmgate.tasks.all({ limit: 2, status: "failed", order: "oldest-first" })) ids.push(id);
	expect(ids).toEqual(["a", "b", "c"]);
	expect(received.map(({ path }) => path.split("?")[1])).toEqual([
		"limit=2&status=failed&order=oldest-first",
		"limit=2&cursor=b&status=failed&order=oldest-first",
		"limit=2&cursor=c&status=failed&order=oldest-first",
	]);
	for await (const { id } of filmgate.ledger.all()) if (id === "a") break;
	expect(received).toHaveLength(4);
});

test("what was deleted by a try whose answer was lost is deleted", async () => {
	const gone = json(404, { code: "not_found" });
	const { filmgate, received } = await openScriptedServer([drop, gone, gone]);
	expect(await filmgate.uploads.delete("upload_1")).toBeUndefined();
	await expect(filmgate.uploads.delete("upload_1")).rejects.toMatchObject({ status: 404 });
	expect(received).toHaveLength(3);
});

test("what would do harm a second time is sent again only after a no", async () => {
	const { filmgate, received } = await openScriptedServer([json(503, {}), drop, thing]);
	await expect(filmgate.webhooks.rotate("wh_1")).rejects.toBeInstanceOf(FilmgateConnectionError);
	expect(received).toHaveLength(2);
});

test("headers of one's own go to the server, and never along with a film's link", async () => {
	const headers = { "X-Team": "blue", Authorization: "Bearer mine" };
	const { filmgate, received } = await openScriptedServer([thing], { headers });
	await filmgate.balance();
	await filmgate.films.download({ url: "/films/1", bytes: 10 }).catch(() => {});
	expect(received[0]?.headers).toMatchObject({ "x-team": "blue", authorization: "Bearer 12.secret" });
	expect(received[1]?.headers).not.toHaveProperty("x-team");
});

test("an error has the answer's headers and body, and when to come back", async () => {
	const body = { code: "rate_limited", detail: "Slower." };
	const refusal = json(429, body, { "retry-after": "90", "x-request-id": "r1" });
	const { filmgate } = await openScriptedServer([refusal]);
	const error = await filmgate.balance().catch((thrown: unknown) => thrown);
	expect(error).toMatchObject({
		code: "rate_limited",
		retryable: true,
		retryAfterMs: 90_000,
		body: JSON.stringify(body),
	});
	expect((error as { headers: Headers }).headers.get("x-request-id")).toBe("r1");
});

test.each<[string, (filmgate: Filmgate, options: { signal: AbortSignal }) => Promise<unknown>]>([
	["films.link", ({ films }, options) => films.link("film_1", options)],
	["uploads.create", ({ uploads }, options) => uploads.create(new Uint8Array(3), options)],
	["uploads.list", ({ uploads }, options) => uploads.list(options)],
	["uploads.delete", ({ uploads }, options) => uploads.delete("upload_1", options)],
	["webhooks.rotate", ({ webhooks }, options) => webhooks.rotate("wh_1", options)],
	["webhooks.list", ({ webhooks }, options) => webhooks.list(options)],
	["webhooks.redeliver", ({ webhooks }, options) => webhooks.redeliver("wh_1", "evt_1", options)],
	["usage", (filmgate, options) => filmgate.usage(options)],
	["ledger.list", ({ ledger }, options) => ledger.list(options)],
	["tasks.delete", ({ tasks }, options) => tasks.delete("task_1", options)],
])("a signal ends %s, and keeps it from beginning", async (_name, call) => {
	const controller = new AbortController();
	const reason = new Error("enough");
	const { filmgate, received } = await openScriptedServer([() => controller.abort(reason)]);
	await expect(call(filmgate, { signal: controller.signal })).rejects.toBe(reason);
	await expect(call(filmgate, { signal: controller.signal })).rejects.toBe(reason);
	expect(received).toHaveLength(1);
});
