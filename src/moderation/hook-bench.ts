import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export interface ReceivedQuestion {
	readonly headers: IncomingMessage["headers"];
	/** As it was sent. */
	readonly text: string;
	// biome-ignore lint/suspicious/noExplicitAny: each test reads what it knows to be there, and fails when it is not.
	readonly body: any;
}

export interface HookBench {
	readonly url: string;
	readonly received: ReceivedQuestion[];
	/** What it does with the next questions, until told otherwise. */
	answer(as: HookAnswer): void;
	close(): Promise<void>;
}

export type HookAnswer = (response: ServerResponse, question: ReceivedQuestion) => void;

export function say(answer: unknown, status = 200): HookAnswer {
	return (response) => {
		response.writeHead(status, { "content-type": "application/json" });
		response.end(typeof answer === "string" ? answer : JSON.stringify(answer));
	};
}

/** For tests: an operator's service on a loopback socket, which says yes until it is told otherwise. */
export async function openHookBench(): Promise<HookBench> {
	const received: ReceivedQuestion[] = [];
	let answer = say({ allow: true });
	const server = createServer(async (request, response) => {
		response.on("error", () => {});
		const chunks: Buffer[] = [];
		for await (const chunk of request) chunks.push(chunk as Buffer);
		const text = Buffer.concat(chunks).toString("utf8");
		const question = { headers: request.headers, text, body: JSON.parse(text) };
		received.push(question);
		answer(response, question);
	});
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/review?key=1`,
		received,
		answer(as) {
			answer = as;
		},
		async close() {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}
