import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { CALLS } from "../../../wire/pixverse/calls.ts";
import { findModel } from "../../../wire/pixverse/models.ts";

/** The platform as its pages and one captured run show it, on a loopback socket. */
export interface FakePixverse {
	/** Where an engine is to be pointed at. */
	readonly baseUrl: string;
	readonly key: string;
	/** Every body of a generate call, in order, whatever became of it, with its path and trace id. */
	readonly starts: readonly FakeStart[];
	/** The bodies of uploads as they came, with their path and trace id. */
	readonly uploads: readonly { readonly path: string; readonly trace: string; readonly body: string }[];
	/** Accepted work by id: change what its next looks say. */
	readonly works: ReadonlyMap<string, { status: number; looksLeft: number }>;
	/** What the next calls get instead of the platform's ordinary answer. */
	answerNext(...answers: FakeAnswer[]): void;
	close(): Promise<void>;
}

export interface FakeStart {
	readonly path: string;
	readonly trace: string;
	/** As it came. */
	readonly text: string;
	readonly body: Readonly<Record<string, unknown>>;
}

export type FakeAnswer =
	| { readonly status: number; readonly body: unknown; readonly headers?: Readonly<Record<string, string>> }
	/** The work is taken on, and then: no word at all, or a connection that ends without one. */
	| "hang"
	| "drop";

export const FILM = Buffer.from("a film of PixVerse");

/** As the platform says no: HTTP 200. */
export function fault(ErrCode: number, ErrMsg: string, status = 200): Exclude<FakeAnswer, string> {
	return { status, body: { ErrCode, ErrMsg, Resp: null } };
}

export async function startFakePixverse(options: { readonly replays?: boolean } = {}): Promise<FakePixverse> {
	const platform = new Platform(options.replays === true);
	const server = createServer((request, response) => void platform.answer(request, response));
	await once(server.listen(0, "127.0.0.1"), "listening");
	platform.origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	const { key, starts, uploads, works } = platform;
	return {
		...{ key, starts, uploads, works },
		baseUrl: `${platform.origin}/openapi/v2`,
		answerNext: (...answers) => void platform.answers.push(...answers),
		async close() {
			server.closeAllConnections();
			server.close();
			await once(server, "close");
		},
	};
}

class Platform {
	origin = "";
	readonly key = `${randomBytes(16).toString("hex")}.${randomBytes(8).toString("hex")}`;
	readonly starts: FakeStart[] = [];
	readonly uploads: { path: string; trace: string; body: string }[] = [];
	readonly works = new Map<string, { status: number; looksLeft: number }>();
	readonly answers: FakeAnswer[] = [];
	readonly #replays: boolean;
	readonly #byTrace = new Map<string, object>();
	#lastId = 425_918_148_159_560;

	constructor(replays: boolean) {
		this.#replays = replays;
	}

	async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const { pathname } = new URL(request.url ?? "/", this.origin);
		if (pathname.startsWith("/films/")) return void response.writeHead(200).end(FILM);
		const path = pathname.replace("/openapi/v2", "");
		const text = await readText(request);
		const scripted = this.answers.shift();
		const reply = typeof scripted === "object" ? scripted : this.#reply(request, path, text);
		if (scripted === "drop") response.destroy();
		else if (scripted !== "hang") {
			response.writeHead(reply.status, { "content-type": "application/json", ...reply.headers });
			response.end(typeof reply.body === "string" ? reply.body : JSON.stringify(reply.body));
		}
	}

	#reply({ headers, method }: IncomingMessage, path: string, text: string): Exclude<FakeAnswer, string> {
		if (headers["api-key"] !== this.key) return fault(10_001, "token is invalid");
		const trace = String(headers["ai-trace-id"] ?? "");
		const upload = { path, trace, body: text };
		if (path === "/image/upload") return this.#take(upload, (id) => ({ img_id: id, img_url: "" }));
		if (path === "/media/upload") return this.#take(upload, (id) => ({ media_id: id, media_type: "video", url: "" }));
		const video = /^\/video\/result\/(\d+)$/.exec(path)?.[1];
		if (video !== undefined) return this.#look(video);
		const call = Object.values(CALLS).find((each) => each.path === path);
		if (call === undefined || method !== "POST") return { status: 404, body: "404 page not found" };
		return this.#start({ path, trace, text, body: JSON.parse(text) });
	}

	#take(upload: Platform["uploads"][number], render: (id: number) => object): Exclude<FakeAnswer, string> {
		this.uploads.push(upload);
		return success(render(++this.#lastId));
	}

	#start(start: FakeStart): Exclude<FakeAnswer, string> {
		this.starts.push(start);
		const known = this.#byTrace.get(start.trace);
		if (known !== undefined && this.#replays) return success(known);
		if (findModel(String(start.body.model)) === null) return fault(400_017, "model is invalid");
		const created = { video_id: ++this.#lastId, credits: 45 };
		this.works.set(String(created.video_id), { status: 1, looksLeft: 1 });
		this.#byTrace.set(start.trace, created);
		return success(created);
	}

	#look(id: string): Exclude<FakeAnswer, string> {
		const work = this.works.get(id);
		if (work === undefined) return fault(500_008, "The requested data does not exist");
		const status = work.looksLeft-- > 0 ? 5 : work.status;
		const url = status === 1 ? `${this.origin}/films/${id}.mp4` : "";
		return success({ id: Number(id), status, url, prompt: "", seed: 1, outputWidth: 1280, outputHeight: 720, size: 5 });
	}
}

function success(Resp: object): Exclude<FakeAnswer, string> {
	return { status: 200, body: { ErrCode: 0, ErrMsg: "Success", Resp } };
}

async function readText(request: IncomingMessage): Promise<string> {
	const chunks: Buffer[] = [];
	for await (const chunk of request) chunks.push(chunk);
	return Buffer.concat(chunks).toString("latin1");
}
