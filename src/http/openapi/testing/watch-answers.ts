import { subscribe, unsubscribe } from "node:diagnostics_channel";
import type { IncomingMessage, ServerResponse } from "node:http";

/** What a server of this process answered. */
export interface SeenAnswer {
	readonly method: string;
	/** Without its query. */
	readonly path: string;
	readonly status: number;
	/** Without its parameters; null where there is none. */
	readonly type: string | null;
	/** The text of JSON; null of all else. */
	readonly json: string | null;
}

export interface AnswerWatch {
	/** What was answered since this was last called. */
	take(): readonly SeenAnswer[];
	stop(): void;
}

/** Looks on at every HTTP server of this process. What it sees is what left: no part of a server knows of it. */
export function watchAnswers(): AnswerWatch {
	const seen: SeenAnswer[] = [];
	const onStart = (message: unknown) => {
		const { request, response } = message as { request: IncomingMessage; response: ServerResponse };
		record(request, response, (answer) => seen.push(answer));
	};
	subscribe("http.server.request.start", onStart);
	return {
		take: () => seen.splice(0),
		stop: () => unsubscribe("http.server.request.start", onStart),
	};
}

function record(request: IncomingMessage, response: ServerResponse, tell: (answer: SeenAnswer) => void): void {
	const chunks: Buffer[] = [];
	let type: string | null = null;
	const { writeHead, write, end } = response;
	const keep = (chunk: unknown) => {
		if (typeof chunk === "string" || chunk instanceof Uint8Array) chunks.push(Buffer.from(chunk as string));
	};
	response.writeHead = ((...given: unknown[]) => {
		const head = given.findLast((each) => typeof each === "object");
		type = typeIn(head) ?? type;
		return Reflect.apply(writeHead, response, given) as ServerResponse;
	}) as typeof writeHead;
	response.write = ((...given: unknown[]) => {
		if (isJson(type ?? typeIn(response.getHeaders()))) keep(given[0]);
		return Reflect.apply(write, response, given) as boolean;
	}) as typeof write;
	response.end = ((...given: unknown[]) => {
		type ??= typeIn(response.getHeaders());
		if (isJson(type)) keep(given[0]);
		const [path = ""] = (request.url ?? "").split("?", 1);
		const json = isJson(type) ? Buffer.concat(chunks).toString() : null;
		tell({ method: request.method ?? "", path, status: response.statusCode, type, json });
		return Reflect.apply(end, response, given) as ServerResponse;
	}) as typeof end;
}

/** Headers by name, or names and values in turn. */
function typeIn(head: unknown): string | null {
	const entries = Array.isArray(head)
		? head.flatMap((name, index) => (index % 2 === 0 ? [[name, head[index + 1]] as const] : []))
		: Object.entries(head ?? {});
	const found = entries.find(([name]) => String(name).toLowerCase() === "content-type")?.[1];
	return found === undefined ? null : (String(found).split(";", 1)[0] as string).trim();
}

function isJson(type: string | null): boolean {
	return type !== null && /[/+]json$/.test(type);
}
