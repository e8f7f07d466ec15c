import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";
import { createFilmgate, type Filmgate, type FilmgateOptions } from "../client.ts";
import type { Task, TaskStatus } from "../wire.ts";

/** What came in, kept for the test to look at. */
export interface Received {
	readonly method: string;
	readonly path: string;
	readonly headers: IncomingMessage["headers"];
	readonly body: string;
}

export type Step = (response: ServerResponse, request: Received) => void;

export interface ScriptedServer {
	readonly url: string;
	readonly received: readonly Received[];
	/** The rests that the client took between its tries, ms; none of them took any time. */
	readonly rests: readonly number[];
	readonly filmgate: Filmgate;
}

/** A real HTTP server that does one step per request, in order, the last one for all that follow; and a client of it. */
export async function openScriptedServer(
	steps: Step[],
	options: Partial<FilmgateOptions> = {},
): Promise<ScriptedServer> {
	const received: Received[] = [];
	const rests: number[] = [];
	const server = createServer(async (request, response) => {
		const chunks: Buffer[] = [];
		for await (const chunk of request) chunks.push(chunk);
		const { method = "", url: path = "", headers } = request;
		const one = { method, path, headers, body: Buffer.concat(chunks).toString("utf8") };
		received.push(one);
		steps[Math.min(received.length, steps.length) - 1]?.(response, one);
	});
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	onTestFinished(async () => {
		server.closeAllConnections();
		await new Promise((resolve) => server.close(resolve));
	});
	const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	const sleep: FilmgateOptions["sleep"] = async (ms, signal) => {
		rests.push(ms);
		signal?.throwIfAborted();
	};
	return { url, received, rests, filmgate: createFilmgate({ url, key: "12.secret", sleep, ...options }) };
}

export function json(status: number, body: object, headers: Record<string, string> = {}): Step {
	return (response) => {
		response.writeHead(status, { "content-type": "application/json", ...headers });
		response.end(JSON.stringify(body));
	};
}

export function problem(status: number, body: object, headers: Record<string, string> = {}): Step {
	return json(status, body, { "content-type": "application/problem+json", ...headers });
}

/** Cuts the connection instead of answering. */
export const drop: Step = (response) => response.destroy();

/** Says nothing, ever. */
export const silence: Step = () => {};

export function makeTask(status: TaskStatus, overrides: Partial<Task> = {}): Task {
	const at = "2026-11-21T09:30:00.000Z";
	const none = { startingAt: null, runningAt: null, archivingAt: null, endedAt: null, expiresAt: null };
	return {
		id: "task_244813135937536",
		status,
		progress: null,
		operation: "text-to-video",
		model: "preview",
		prompt: "a fox",
		negativePrompt: null,
		seed: 7,
		width: 1280,
		height: 720,
		seconds: 5,
		fps: 24,
		sound: true,
		warnings: [],
		failure: null,
		films: [],
		price: { microDollars: 150_000, settlement: null },
		livemode: true,
		wire: "native",
		clientReference: null,
		timestamps: { createdAt: at, updatedAt: at, ...none },
		queuePosition: null,
		timeline: [],
		...overrides,
	};
}
