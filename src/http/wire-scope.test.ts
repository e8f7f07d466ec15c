import { once } from "node:events";
import { type AddressInfo, connect, type Socket } from "node:net";
import { type FastifyInstance, fastify } from "fastify";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { makeAccount } from "../contracts/task-factory.ts";
import type { Caller } from "../core/account.ts";
import { type ErrorCode, FilmgateError } from "../core/errors.ts";
import type { Dialect, Handler } from "../dialects/dialect.ts";
import { BodyBudget } from "./body-budget.ts";
import { get, post, type Route } from "./route.ts";
import type { HttpServices } from "./services.ts";
import { StatusLane } from "./status-lane.ts";
import { addWire } from "./wire-scope.ts";

const LIMIT = 1_000;
const caller: Caller = { account: makeAccount(), mode: "live", keyId: "key", mark: true };
const STATUSES: Partial<Record<ErrorCode, number>> = { missing_key: 401, bad_key: 401, unknown_route: 404, busy: 503 };

/** A wire as small as can be: the key `good` is known, `late` is good once `admit` was called. */
const dialect: Dialect = {
	name: "native",
	bodyLimit: LIMIT,
	credential: ({ authorization }) => (typeof authorization === "string" ? authorization : null),
	renderError: ({ code, message }) => ({ status: STATUSES[code] ?? 400, body: { code, message } }),
};

let app: FastifyInstance;
let budget: BodyBudget;
let logged: object[];
let identified: PromiseWithResolvers<Caller>;
let handled: PromiseWithResolvers<Parameters<Handler>[0]>;
let answer: PromiseWithResolvers<void>;
let sockets: Socket[];

beforeEach(async () => {
	app = fastify({ forceCloseConnections: "idle" });
	budget = new BodyBudget(3 * LIMIT);
	logged = [];
	sockets = [];
	identified = Promise.withResolvers();
	handled = Promise.withResolvers();
	answer = Promise.withResolvers();
	const keyring = {
		known: (key: string) => (key === "good" ? caller : null),
		identify: (key: string) =>
			key === "late" ? identified.promise : Promise.reject(new FilmgateError("bad_key", "No.")),
	};
	const log = { error: (fields: object) => logged.push(fields) };
	const unlimited = { count: () => {}, headers: () => null };
	const limits = { polls: unlimited, submits: unlimited };
	const services = { keyring, log, limits, publicUrl: null, signer: {} } as unknown as HttpServices;
	await addWire(app, { dialect, prefix: "/wire", routes }, { services, budget, lane: new StatusLane() });
	await app.listen({ host: "127.0.0.1", port: 0 });
});

afterEach(async () => {
	answer.resolve();
	for (const socket of sockets) socket.destroy();
	await app.close();
});

const routes: readonly Route[] = [
	post("/wire/echo", async (request) => ({ status: 200, body: { body: request.json(), hash: request.bodyHash() } })),
	post("/wire/none", async () => ({ status: 200, body: null }), "none"),
	get("/wire/query", async ({ query }) => ({ status: 200, body: { ...query } as Record<string, string> })),
	post("/wire/broken", async () => {
		throw new TypeError("a secret of the server");
	}),
	post("/wire/slow", async (request) => {
		handled.resolve(request);
		await answer.promise;
		if (request.signal.aborted) throw request.signal.reason;
		return { status: 200, body: {} };
	}),
	get("/wire/look", async (request) => {
		handled.resolve(request);
		return { status: 200, body: {} };
	}),
	post(
		"/wire/form",
		async (request) => {
			const names: string[] = [];
			for await (const part of request.form()) {
				names.push(part.name);
				if (part.name === "wrong") throw new FilmgateError("invalid_field", "This part is wrong.");
				if (part.kind === "file") for await (const _ of part.bytes);
			}
			return { status: 200, body: names };
		},
		"form",
	),
	post(
		"/wire/any",
		async (request) => {
			handled.resolve(request);
			let bytes = 0;
			for await (const chunk of request.stream()) bytes += chunk.length;
			return { status: 200, body: bytes };
		},
		"any",
	),
];

function inject(path: string, body?: string | Buffer, headers: Record<string, string> = {}) {
	const method = body === undefined ? "GET" : "POST";
	return app.inject({
		method,
		url: `/wire/${path}`,
		headers: { authorization: "good", ...headers },
		...(body === undefined ? {} : { payload: body }),
	});
}

/** A client that sends what it likes. */
function dial(text: string): { socket: Socket; said: () => string; ended: Promise<unknown> } {
	const socket = connect((app.server.address() as AddressInfo).port, "127.0.0.1");
	sockets.push(socket);
	let said = "";
	socket.setEncoding("utf8").on("data", (chunk) => {
		said += chunk;
	});
	const ended = once(socket, "close");
	socket.on("error", () => {});
	socket.write(text);
	return { socket, said: () => said, ended };
}

function head(path: string, headers: readonly string[], key = "good"): string {
	return [`POST /wire/${path} HTTP/1.1`, "Host: x", `Authorization: ${key}`, ...headers, "", ""].join("\r\n");
}

async function until(holds: () => boolean): Promise<void> {
	while (!holds()) await turn();
}

/** Whatever waited for promises alone has gone as far as it can. */
function turn(): Promise<void> {
	return new Promise((resolve) => setImmediate(resolve));
}

describe("bodies", () => {
	test.each([
		["json", "application/json"],
		["nothing known", "foo/bar"],
		["form fields", "application/x-www-form-urlencoded"],
		["text", "text/plain; charset=latin1"],
	])("are read as JSON when the client calls them %s", async (_, type) => {
		const response = await inject("echo", `{"a":"ü"}`, { "content-type": type });
		expect(response.json().body).toEqual({ a: "ü" });
	});

	test("that are empty, or none, are said to be missing; broken ones to be broken", async () => {
		expect((await inject("echo", "")).json()).toMatchObject({ code: "no_body" });
		expect((await inject("echo", "{")).json()).toMatchObject({ code: "malformed_body" });
		const { said } = dial(head("echo", []));
		await until(() => said().includes("no_body"));
	});

	test("may be as long as the wire allows and not a byte longer, declared or not", async () => {
		const longest = JSON.stringify("x".repeat(LIMIT - 2));
		expect((await inject("echo", longest)).statusCode).toBe(200);
		expect((await inject("echo", `${longest} `)).json()).toMatchObject({ code: "body_too_large" });
		const chunk = `${(LIMIT + 1).toString(16)}\r\n${"x".repeat(LIMIT + 1)}\r\n0\r\n\r\n`;
		const { said } = dial(head("echo", ["Transfer-Encoding: chunked"]) + chunk);
		await until(() => said().includes("body_too_large"));
		await until(() => budget.held === 0);
	});
});

describe("the budget of bodies", () => {
	test.each([
		["an answer", "echo", "{}"],
		["a refused body", "echo", "{"],
		["an empty body", "echo", ""],
		["an unexpected error", "broken", "{}"],
		["a body that nobody asked for", "none", "{}"],
		["fields of a form", "form", "a=1"],
	])("is given back after %s", async (_, path, body) => {
		await inject(path, body, { "content-type": "application/x-www-form-urlencoded" });
		await until(() => budget.held === 0);
	});

	test("holds of a body of any kind what is held in memory: JSON and fields, not bytes that are read as they come", async () => {
		dial(`${head("any", ["Content-Type: application/json", "Content-Length: 300"])}{`);
		await until(() => budget.held === 300);
		dial(`${head("any", ["Content-Type: multipart/form-data; boundary=x", "Content-Length: 200"])}-`);
		await until(() => budget.held === 500);
		dial(`${head("any", ["Content-Type: image/png", "Content-Length: 100"])}x`);
		await handled.promise;
		expect(budget.held).toBe(500);
	});

	test("holds what is declared, the cap where nothing is, and nothing where there is no body", async () => {
		dial(`${head("echo", ["Content-Length: 300"])}{`);
		await until(() => budget.held === 300);
		dial(head("echo", ["Transfer-Encoding: chunked"]));
		await until(() => budget.held === 300 + LIMIT);
		expect((await inject("none", "")).statusCode).toBe(200);
		expect((await inject("query?a=1")).statusCode).toBe(200);
		expect(budget.held).toBe(300 + LIMIT);
	});

	test.each(["Content-Length: 300", "Transfer-Encoding: chunked"])(
		"is given back when the client leaves in the middle of its body (%s), which is no failure of ours",
		async (way) => {
			const { socket } = dial(`${head("echo", [way])}2\r\n{`);
			await until(() => budget.held > 0);
			socket.destroy();
			await until(() => budget.held === 0);
			expect(logged).toEqual([]);
		},
	);

	test("is not taken for a client that left while its key was looked up", async () => {
		const left = new Promise((resolve) => app.server.once("request", (_, response) => response.once("close", resolve)));
		const { socket } = dial(head("echo", ["Content-Length: 300"], "late"));
		await once(app.server, "request");
		socket.destroy();
		await left;
		identified.resolve(caller);
		await turn();
		expect(budget.held).toBe(0);
	});

	test("that is used up refuses more, until somebody is done", async () => {
		const first = [1, 2, 3].map(() => dial(head("echo", [`Content-Length: ${LIMIT}`])));
		await until(() => budget.held === 3 * LIMIT);
		expect((await inject("echo", "{}")).json()).toMatchObject({ code: "busy" });
		first[0]?.socket.destroy();
		await until(() => budget.held === 2 * LIMIT);
		expect((await inject("echo", "{}")).statusCode).toBe(200);
	});

	test("is not asked for a client without a good key, of whose body nothing is read", async () => {
		for (const [key, code] of [
			["", "missing_key"],
			["bad", "bad_key"],
		]) {
			const { said } = dial(head("echo", ["Content-Length: 300"], key).replace("Authorization: \r\n", ""));
			await until(() => said().includes(code as string));
			expect(budget.held).toBe(0);
		}
	});
});

describe("errors", () => {
	test("what nobody foresaw is told to the operator and not to the client", async () => {
		const response = await inject("broken", "{}");
		expect(response.json()).toMatchObject({ code: "internal" });
		expect(response.body).not.toContain("secret");
		expect(logged).toMatchObject([{ err: { message: "a secret of the server" }, url: "/wire/broken" }]);
	});

	test.each(["GET", "PUT", "DELETE", "PATCH", "OPTIONS"] as const)(
		"%s where there is no such route gets the wire's own answer, without a key",
		async (method) => {
			for (const url of ["/wire/echo?a=1", "/wire/nowhere", "/wire"]) {
				const response = await app.inject({ method, url });
				expect(response.statusCode).toBe(404);
				expect(response.json()).toEqual({
					code: "unknown_route",
					message: `There is no ${method} ${url.split("?")[0]}.`,
				});
				expect(response.headers["access-control-allow-origin"]).toBeUndefined();
			}
		},
	);

	test("a body that goes nowhere is not waited for", async () => {
		const { said } = dial("POST /wire/nowhere HTTP/1.1\r\nHost: x\r\nContent-Length: 5000000\r\n\r\n");
		await until(() => said().includes("unknown_route"));
	});

	test("a parameter that is sent twice counts once", async () => {
		expect((await inject("query?a=1&a=2&b=&__proto__=3")).json()).toMatchObject({ a: "1", b: "" });
	});
});

describe("forms", () => {
	const boundary = "limit";
	const multipart = { "content-type": `multipart/form-data; boundary=${boundary}` };
	const part = (name: string, content: string, file = "") =>
		`--${boundary}\r\nContent-Disposition: form-data; name="${name}"${file}\r\n\r\n${content}\r\n`;
	const file = (name: string, content: string) => part(name, content, `; filename="a.png"`);

	test("are told part by part, files longer than a JSON body may be among them", async () => {
		const body = `${part("a", "1")}${file("b", "x".repeat(5 * LIMIT))}--${boundary}--\r\n`;
		expect((await inject("form", body, multipart)).json()).toEqual(["a", "b"]);
	});

	test("hold no more in all their fields than a body may", async () => {
		const half = "x".repeat(LIMIT / 2);
		const whole = `${part("a", half)}${part("b", half)}`;
		expect((await inject("form", `${whole}--${boundary}--\r\n`, multipart)).json()).toEqual(["a", "b"]);
		const more = await inject("form", `${whole}${part("c", "x")}--${boundary}--\r\n`, multipart);
		expect(more.json()).toMatchObject({ code: "body_too_large" });
		const long = await inject("form", `${part("a", "x".repeat(LIMIT + 1))}--${boundary}--\r\n`, multipart);
		expect(long.json()).toMatchObject({ code: "body_too_large" });
	});

	test("may come as fields or as JSON as well", async () => {
		const type = { "content-type": "application/x-www-form-urlencoded" };
		expect((await inject("form", "a=1&b=2", type)).json()).toEqual(["a", "b"]);
		expect((await inject("form", `{"a":"1","b":2}`)).json()).toEqual(["a"]);
		expect((await inject("form", "{")).json()).toMatchObject({ code: "malformed_body" });
		expect((await inject("form", "")).json()).toMatchObject({ code: "no_body" });
	});

	test("that are cut off, or say no boundary, cannot be read", async () => {
		const cut = file("b", "x".repeat(100)).slice(0, 120);
		expect((await inject("form", cut, multipart)).json()).toMatchObject({ code: "malformed_body" });
		const unbound = { "content-type": "multipart/form-data" };
		expect((await inject("form", "x", unbound)).json()).toMatchObject({ code: "malformed_body" });
		expect(logged).toEqual([]);
	});

	test("that are refused half-way leave their connection usable", async () => {
		const body = `${part("wrong", "1")}${file("b", "x".repeat(3_000_000))}--${boundary}--\r\n`;
		const headers = [`Content-Type: ${multipart["content-type"]}`, `Content-Length: ${body.length}`];
		const { said } = dial(`${head("form", headers)}${body}${head("echo", ["Content-Length: 4"])}true`);
		await until(() => said().includes("This part is wrong."));
		await until(() => said().includes(`"body":true`));
	});

	test("of a client that leaves end, and are no failure of ours", async () => {
		const headers = [`Content-Type: ${multipart["content-type"]}`, "Content-Length: 5000"];
		const left = new Promise((resolve) => app.server.once("request", (_, response) => response.once("close", resolve)));
		const { socket } = dial(head("form", headers) + file("b", "x".repeat(100)));
		await once(app.server, "request");
		socket.destroy();
		await left;
		await app.close();
		expect(logged).toEqual([]);
	});
});

describe("whoever waits", () => {
	test("is noticed to leave", async () => {
		const { socket } = dial(`${head("slow", ["Content-Length: 2"])}{}`);
		const { signal } = await handled.promise;
		expect(signal.aborted).toBe(false);
		socket.destroy();
		await once(signal, "abort");
		answer.resolve();
		await app.close();
		expect(logged).toEqual([]);
	});

	test("is noticed to have left while the key was looked up", async () => {
		const left = new Promise((resolve) => app.server.once("request", (_, response) => response.once("close", resolve)));
		const { socket } = dial(head("look", [], "late").replace("POST", "GET"));
		await once(app.server, "request");
		socket.destroy();
		await left;
		identified.resolve(caller);
		expect((await handled.promise).signal.aborted).toBe(true);
	});

	test("is not said to have left once it was answered", async () => {
		const { said } = dial(`${head("slow", ["Content-Length: 2"])}{}`);
		const { signal } = await handled.promise;
		answer.resolve();
		await until(() => said().includes("{}"));
		for (const socket of sockets) socket.destroy();
		await app.close();
		expect(signal.aborted).toBe(false);
	});

	test("is told when the server closes, which then waits for nobody who keeps a connection open", async () => {
		const { said, ended } = dial(`${head("slow", ["Content-Length: 2"])}{}`);
		const { signal } = await handled.promise;
		const closed = app.close();
		if (!signal.aborted) await once(signal, "abort");
		// Too late for what ends the connections that are idle at the moment.
		await until(() => !app.server.listening);
		answer.resolve();
		await until(() => said().includes("closing"));
		expect(said()).toContain("busy");
		await Promise.all([closed, ended]);
	});

	test("many at once are no reason for a warning", async () => {
		const warnings: Error[] = [];
		const hear = (warning: Error) => warnings.push(warning);
		process.on("warning", hear);
		const many = Array.from({ length: 30 }, () => inject("slow", "{}"));
		await handled.promise;
		await turn();
		answer.resolve();
		await Promise.all(many);
		process.off("warning", hear);
		expect(warnings).toEqual([]);
	});
});
