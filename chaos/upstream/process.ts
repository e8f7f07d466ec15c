import { readFileSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { json } from "node:stream/consumers";
import { setTimeout as pause } from "node:timers/promises";
import { type Fault, planCall, planStart } from "./faults.ts";
import { filmOf } from "./film-of.ts";
import { type Kind, type StartCall, Works } from "./works.ts";

/**
 * An upstream in a process of its own, which outlives the servers that use it, counts every start and bills every work.
 * How it answers follows from its seed. Run with `{seed, film}`; prints its address.
 */
const { seed, film: path } = JSON.parse(process.argv[2] as string) as { seed: number; film: string };
const film = readFileSync(path);
const books = new Works(seed);
const faults: Record<string, number> = {};
const calls = new Map<string, number>();
const calm = new AbortController();

const LATE_MS = 2_000;
const HANG_MS = 6_000;

process.once("disconnect", () => process.exit());
const server = createServer((request, response) => void answer(request, response).catch(() => response.destroy()));
server.listen(0, "127.0.0.1", () => {
	process.stdout.write(`http://127.0.0.1:${(server.address() as AddressInfo).port}\n`);
});

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
	const { pathname, searchParams } = new URL(request.url ?? "/", "http://upstream");
	const [, kind, action] = pathname.split("/") as [string, Kind, string];
	switch (action) {
		case "starts":
			return await start(kind, (await json(request)) as Pick<StartCall, "token" | "prompt">, response);
		case "find":
			return await find(searchParams.get("token") ?? "", response);
		case "work":
			return await look(Number(searchParams.get("id")), response);
		case "film":
			return await deliver(Number(searchParams.get("id")), response);
		case "calm":
			calm.abort();
			return void response.end();
		case "report":
			return void response.end(JSON.stringify({ works: books.works, starts: books.starts, faults }));
	}
	response.writeHead(404).end();
}

async function start(kind: Kind, asked: Pick<StartCall, "token" | "prompt">, response: ServerResponse): Promise<void> {
	const call: StartCall = { kind, ...asked, taken: false };
	const before = books.noteStart(call);
	const plan = calm.signal.aborted
		? { fault: null, takes: true, refuses: false }
		: planStart(seed, asked.prompt, before);
	// Repeating a start cannot be refused: what it repeats may have been taken.
	if (plan.refuses && before === 0) return say(response, 422, { refused: true });
	if (plan.fault === "late") await pause(LATE_MS);
	const work = plan.takes || plan.refuses ? books.take(call) : null;
	if (plan.takes && work === null) return say(response, 409, { fenced: true });
	if (plan.fault !== null) return await play(plan.fault, response, { work: work?.id ?? null });
	// The client learns that there is an answer a moment before it learns which.
	response.writeHead(200).flushHeaders();
	await pause(5);
	response.end(JSON.stringify({ work: work?.id }));
}

async function find(token: string, response: ServerResponse): Promise<void> {
	const fault = nextFault(`find ${books.starts.find((each) => each.token === token)?.prompt ?? ""}`);
	if (fault === "late") await pause(LATE_MS);
	const work = books.find(token);
	if (fault !== null) return await play(fault, response, { work: work?.id ?? null });
	say(response, 200, { work: work?.id ?? null });
}

async function look(id: number, response: ServerResponse): Promise<void> {
	const work = books.works[id];
	if (work === undefined) return say(response, 200, { state: "unknown" });
	const fault = nextFault(`look ${work.prompt}`);
	if (fault === "late") await pause(LATE_MS);
	const ready = Date.now() >= work.readyAt;
	const state = ready ? (work.fails ? "failed" : "done") : "working";
	if (fault !== null) return await play(fault, response, { state });
	say(response, 200, { state });
}

async function deliver(id: number, response: ServerResponse): Promise<void> {
	const work = books.works[id];
	if (work === undefined) return say(response, 404, {});
	const bytes = filmOf(film, work.token);
	const fault = nextFault(`film ${work.prompt}`);
	if (fault === "garbage") return void response.end(bytes.subarray(0, bytes.length / 2));
	if (fault === "cut") {
		note("cut");
		response.writeHead(200, { "content-length": bytes.length }).write(bytes.subarray(0, bytes.length / 2));
		await pause(20);
		return void response.destroy();
	}
	if (fault !== null && fault !== "late" && fault !== "twice") return await play(fault, response, {});
	response.end(bytes, () => {
		work.delivered += 1;
	});
}

function nextFault(name: string): Fault | null {
	const before = calls.get(name) ?? 0;
	calls.set(name, before + 1);
	return calm.signal.aborted ? null : planCall(seed, name, before);
}

/** Answers in the way of the fault. */
async function play(fault: Fault, response: ServerResponse, body: object): Promise<void> {
	note(fault);
	switch (fault) {
		case "late":
			return say(response, 200, body);
		case "twice": {
			const text = JSON.stringify(body);
			const whole = `HTTP/1.1 200 OK\r\ncontent-length: ${text.length}\r\n\r\n${text}`;
			response.socket?.write(whole + whole);
			return;
		}
		case "busy":
			return say(response, 429, {});
		case "broken":
			return say(response, 500, {});
		case "garbage":
			return void response.end("<html><body>It works!</body></html>");
		case "hang":
			await pause(HANG_MS, null, { signal: calm.signal }).catch(() => {});
	}
	response.destroy();
}

function note(fault: Fault): void {
	faults[fault] = (faults[fault] ?? 0) + 1;
}

function say(response: ServerResponse, status: number, body: object): void {
	response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}
