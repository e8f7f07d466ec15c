import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { ZaiGeneration, ZaiImageGeneration } from "../../../wire/zai/bodies.ts";
import { findZaiImageModel } from "../../../wire/zai/image-models.ts";
import { findZaiModel, ZAI_MODELS, ZAI_TEXT_LIMITS } from "../../../wire/zai/models.ts";

/** The vendor as recordings show it, on a loopback socket. */
export interface FakeZai {
	/** Where an engine is to be pointed at. */
	readonly baseUrl: string;
	readonly key: string;
	/** Every body of a submit, in order, whatever became of it; of one for a picture too, whose fields are fewer. */
	readonly starts: readonly ZaiGeneration[];
	/** The headers of the latest request for a film. */
	readonly filmHeaders: IncomingMessage["headers"] | null;
	/** Accepted work by id. Change what its next looks say. */
	readonly works: ReadonlyMap<string, FakeWork>;
	/** What the next calls of the API get instead of the vendor's ordinary answer. */
	answerNext(...answers: FakeAnswer[]): void;
	close(): Promise<void>;
}

export interface FakeWork {
	readonly body: ZaiGeneration;
	/** How many looks find it under way before it is done. */
	looksLeft: number;
	/** In place of the vendor's own success. */
	result: object | null;
}

export type FakeAnswer =
	| { readonly status: number; readonly body: unknown; readonly headers?: Readonly<Record<string, string>> }
	/** The work is taken on, and then: no word at all, half an answer, or a connection that ends without one. */
	| "hang"
	| "cut"
	| "drop"
	/** The ordinary answer, once this has come about. */
	| Promise<void>;

export interface FakeZaiOptions {
	/** Gives the first answer again to a `request_id` that it knows; the vendor does not say that it does. */
	readonly replays?: boolean;
	/** Where films lie; on this server unless told. */
	readonly filmsAt?: string;
}

export const FILM = Buffer.from("a film");
export const COVER = Buffer.from("a cover");
export const PICTURE = Buffer.from("a picture");

export async function startFakeZai(options: FakeZaiOptions = {}): Promise<FakeZai> {
	const vendor = new Vendor(options);
	const server = createServer((request, response) => void vendor.answer(request, response));
	await once(server.listen(0, "127.0.0.1"), "listening");
	vendor.origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	return {
		baseUrl: `${vendor.origin}/api/paas/v4`,
		key: vendor.key,
		starts: vendor.starts,
		get filmHeaders() {
			return vendor.filmHeaders;
		},
		works: vendor.works,
		answerNext: (...answers) => void vendor.answers.push(...answers),
		async close() {
			server.closeAllConnections();
			server.close();
			await once(server, "close");
		},
	};
}

interface Reply {
	readonly status: number;
	readonly body: unknown;
}

class Vendor {
	origin = "";
	readonly key = `${randomBytes(16).toString("hex")}.${randomBytes(8).toString("hex")}`;
	readonly starts: ZaiGeneration[] = [];
	readonly works = new Map<string, FakeWork>();
	readonly answers: FakeAnswer[] = [];
	filmHeaders: IncomingMessage["headers"] | null = null;
	readonly #options: FakeZaiOptions;
	readonly #firstReplies = new Map<string, Reply>();

	constructor(options: FakeZaiOptions) {
		this.#options = options;
	}

	async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const { pathname } = new URL(request.url ?? "/", this.origin);
		if (pathname.startsWith("/films/")) return this.#sendFilm(request, response);
		const body = request.method === "POST" ? ((await readJson(request)) as ZaiGeneration) : null;
		if (body !== null) this.starts.push(body);
		const scripted = this.answers.shift();
		if (typeof scripted === "object" && "status" in scripted) return send(response, scripted);
		await scripted;
		const reply = this.#reply(pathname, body, request.headers.authorization);
		if (scripted === "drop") response.destroy();
		else if (scripted === "cut") cut(response, reply);
		else if (scripted !== "hang") send(response, reply);
	}

	#reply(pathname: string, body: ZaiGeneration | null, authorization: string | undefined): Reply {
		if (authorization !== `Bearer ${this.key}`) return fault(401, "401", "token expired or incorrect");
		if (body !== null && pathname === "/api/paas/v4/videos/generations") return this.#submit(body);
		if (body !== null && pathname === "/api/paas/v4/async/images/generations") return this.#submitImage(body);
		if (body !== null && pathname === "/api/paas/v4/images/generations") return this.#makeImage(body);
		const id = pathname.match(/^\/api\/paas\/v4\/async-result\/([^/]+)$/)?.[1];
		if (body === null && id !== undefined) return this.#look(decodeURIComponent(id));
		return fault(404, "1222", `API ${pathname} does not exist`);
	}

	#submit(body: ZaiGeneration): Reply {
		const known = this.#firstReplies.get(body.request_id ?? "");
		if (known !== undefined && this.#options.replays) return known;
		const wrong = complaintAbout(body);
		if (wrong !== null) return wrong;
		const id = `20260818102501${randomBytes(8).toString("hex")}`;
		const reply = {
			status: 200,
			body: { id, request_id: body.request_id ?? id, model: body.model, task_status: "PROCESSING" },
		};
		this.works.set(id, { body, looksLeft: 1, result: null });
		if (body.request_id) this.#firstReplies.set(body.request_id, reply);
		return reply;
	}

	#submitImage(body: ZaiImageGeneration): Reply {
		if (body.model !== "glm-image") return fault(400, "1211", "Unknown Model, please check the model code.");
		const id = randomBytes(8).toString("hex");
		const result = { task_status: "SUCCESS", image_result: [{ url: `${this.origin}/films/${id}_0.png` }] };
		this.works.set(id, { body, looksLeft: 1, result });
		const { model, request_id } = body;
		return { status: 200, body: { id, request_id, model, task_status: "PROCESSING" } };
	}

	#makeImage({ model }: ZaiImageGeneration): Reply {
		if (findZaiImageModel(model ?? "") === null) return fault(400, "1214", "modelCode: does not exist");
		const url = `${this.origin}/films/${randomBytes(8).toString("hex")}_0.png`;
		return { status: 200, body: { created: 1_767_225_600, data: [{ url }], content_filter: [] } };
	}

	#look(id: string): Reply {
		const work = this.works.get(id);
		if (work === undefined) return fault(400, "1214", "id: not found");
		const { model, request_id } = work.body;
		if (work.looksLeft-- > 0) return { status: 200, body: { model, request_id, task_status: "PROCESSING" } };
		if (work.result !== null) return { status: 200, body: { model, request_id, ...work.result } };
		const at = `${this.#options.filmsAt ?? this.origin}/films/${id}`;
		const video_result = [{ url: `${at}_0.mp4`, cover_image_url: `${at}_cover_0.jpeg` }];
		// As a live run answered: another spelling of the model, an id, and a usage of nothing.
		const usage = { prompt_tokens: 0, completion_tokens: 0, total_tokens: 0 };
		return { status: 200, body: { id, task_status: "SUCCESS", model: "CogVideoX-3", usage, video_result } };
	}

	#sendFilm({ url = "", headers }: IncomingMessage, response: ServerResponse): void {
		this.filmHeaders = headers;
		if (url.includes("/gone/")) response.writeHead(404).end();
		else if (url.includes("/moved/")) response.writeHead(302, { location: url.replace("/moved/", "/") }).end();
		else if (url.includes("/away/")) response.writeHead(302, { location: "http://127.0.0.1:1/elsewhere.mp4" }).end();
		else if (url.includes("/round/")) response.writeHead(302, { location: url }).end();
		else response.writeHead(200).end(url.endsWith(".mp4") ? FILM : url.endsWith(".png") ? PICTURE : COVER);
	}
}

function complaintAbout({ model, prompt, image_url, request_id, size }: ZaiGeneration): Reply | null {
	const known = findZaiModel(model ?? "");
	if (known === null) return fault(400, "1214", "modelCode: does not exist");
	if (!prompt && !image_url) return fault(400, "1213", "Parameter prompt was not received.");
	if (Array.from(prompt ?? "").length > ZAI_TEXT_LIMITS.prompt.max) return fault(400, "1261", "Prompt too long");
	const { min, max } = ZAI_TEXT_LIMITS.request_id;
	const length = request_id?.length ?? min;
	if (length < min || length > max) return fault(400, "1214", "Parameter request_id is invalid.");
	const sizes = ZAI_MODELS[known].size.allowed;
	return size && !sizes.includes(size) ? fault(400, "1214", `size: must be one of ${sizes.join(", ")}`) : null;
}

export function fault(status: number, code: string, message: string): Reply {
	return { status, body: { error: { code, message } } };
}

function send(response: ServerResponse, { status, body, headers }: Exclude<FakeAnswer, string | Promise<void>>): void {
	const own = { "content-type": "application/json; charset=UTF-8", "x-log-id": randomBytes(16).toString("hex") };
	response.writeHead(status, { ...own, ...headers }).end(typeof body === "string" ? body : JSON.stringify(body));
}

function cut(response: ServerResponse, { status, body }: Reply): void {
	const text = JSON.stringify(body);
	response.writeHead(status, { "content-length": text.length });
	response.write(text.slice(0, text.length / 2), () => response.destroy());
}

async function readJson(request: IncomingMessage): Promise<unknown> {
	const chunks: Buffer[] = [];
	for await (const chunk of request) chunks.push(chunk);
	return JSON.parse(Buffer.concat(chunks).toString());
}
