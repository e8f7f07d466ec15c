import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { setTimeout as pause } from "node:timers/promises";
import { ID_HEADER, SIGNATURE_HEADER, signMessage, TIMESTAMP_HEADER } from "../../src/wire/standard-webhooks.ts";
import { WEBHOOK_TAKEN } from "../../src/wire/pixverse/webhook.ts";
import { numberOf } from "../upstream/faults.ts";

/** Something that a webhook was told. */
export interface Receipt {
	/** The path it came to: one for each webhook. */
	readonly path: string;
	readonly task: string;
	/** As the native wire names it; null where the form has no such word. */
	readonly type: string | null;
	readonly event: string | null;
	/** Whether it was answered as taken. */
	readonly taken: boolean;
}

/** Where webhooks arrive. */
export interface Receiver {
	readonly url: string;
	readonly receipts: readonly Receipt[];
	/** What came that nobody should have sent. */
	readonly violations: string[];
	/** How often it did not take what it was told. */
	readonly failures: number;
	/** The secret of the webhook at a path. */
	expect(path: string, secret: string): void;
	close(): void;
}

export interface ReceiverOptions {
	readonly seed: number;
	/** The first so many times that something is told to `/flaky`, it may fail. */
	readonly badTries: number;
	/** Called for everything that arrives, before it is answered. */
	onReceipt(receipt: Receipt): void;
}

export const FLAKY = "/flaky";
export const STEADY = "/steady";
export const PIXVERSE = "/pixverse";

export async function openReceiver(options: ReceiverOptions): Promise<Receiver> {
	const receipts: Receipt[] = [];
	const violations: string[] = [];
	const secrets = new Map<string, string>();
	const times = new Map<string, number>();
	const state = { failures: 0 };

	async function receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const path = request.url ?? "";
		const body = await text(request);
		if (path !== PIXVERSE && !(await isSigned(request, body, secrets.get(path) ?? ""))) {
			violations.push(`a webhook came to ${path} with a signature that does not fit`);
		}
		const told = readBody(path, body);
		const name = `${path} ${told.task} ${told.type}`;
		const before = times.get(name) ?? 0;
		times.set(name, before + 1);
		const lot = path === FLAKY && before < options.badTries ? numberOf(`${name} ${before}`, options.seed) : 1;
		const receipt = { path, ...told, event: String(request.headers[ID_HEADER] ?? "") || null, taken: lot >= 0.15 };
		receipts.push(receipt);
		options.onReceipt(receipt);
		if (!receipt.taken) state.failures += 1;
		await answer(response, path, lot);
	}

	const server = createServer((request, response) => void receive(request, response).catch(() => response.destroy()));
	server.listen(0, "127.0.0.1");
	await once(server, "listening");
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		receipts,
		violations,
		get failures() {
			return state.failures;
		},
		expect: (path, secret) => void secrets.set(path, secret),
		close() {
			server.close();
			server.closeAllConnections();
		},
	};
}

/** A lot below 0.15 is a failure: an error, a reset, or (rarely) silence until the sender has had enough. */
async function answer(response: ServerResponse, path: string, lot: number): Promise<void> {
	if (lot < 0.001) return;
	if (lot < 0.06) return void response.destroy();
	if (lot < 0.1) return void response.writeHead(503, { "retry-after": "1" }).end();
	if (lot < 0.15) return void response.writeHead(500).end("x".repeat(10_000));
	if (lot < 0.2) await pause(300);
	response.end(path === PIXVERSE ? WEBHOOK_TAKEN : "");
}

async function isSigned({ headers }: IncomingMessage, body: string, secret: string): Promise<boolean> {
	const [id, timestamp] = [String(headers[ID_HEADER]), Number(headers[TIMESTAMP_HEADER])];
	const expected = await signMessage({ id, timestamp, body, secrets: [secret] });
	return expected[SIGNATURE_HEADER] === headers[SIGNATURE_HEADER];
}

const PIXVERSE_ENDS: Readonly<Record<number, string>> = { 1: "task.succeeded", 7: "task.rejected" };

function readBody(path: string, body: string): Pick<Receipt, "task" | "type"> {
	const parsed = JSON.parse(body);
	if (path === PIXVERSE) return { task: String(parsed.id), type: PIXVERSE_ENDS[parsed.status] ?? null };
	return { task: String(parsed.data.id).replace("task_", ""), type: parsed.type };
}
