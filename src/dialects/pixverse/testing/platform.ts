import { readFileSync } from "node:fs";
import { makePng } from "../../../contracts/make-png.ts";
import type { TestServer } from "../../../contracts/test-server.ts";

export interface Envelope {
	readonly ErrCode: number;
	readonly ErrMsg: string;
	// biome-ignore lint/suspicious/noExplicitAny: a test reads what it knows to be there, and fails when it is not.
	readonly Resp: any;
}

export interface Answer {
	readonly status: number;
	readonly headers: Headers;
	readonly body: Envelope;
}

export interface Sent {
	readonly body?: string | FormData | URLSearchParams;
	readonly headers?: Record<string, string>;
	/** The live key unless told otherwise. */
	readonly key?: string;
}

const PREFIX = "/openapi/v2";

/** PixVerse's platform as a plain client sees it, on a test server. */
export class Platform {
	readonly server: TestServer;

	constructor(server: TestServer) {
		this.server = server;
	}

	/** @param path without `/openapi/v2`. */
	async call(method: string, path: string, { body, headers, key = this.server.liveKey }: Sent = {}): Promise<Answer> {
		const response = await fetch(this.server.url + PREFIX + path, {
			method,
			headers: { "API-KEY": key, ...headers },
			...(body === undefined ? {} : { body }),
		});
		return { status: response.status, headers: response.headers, body: (await response.json()) as Envelope };
	}

	get(path: string, sent?: Sent): Promise<Answer> {
		return this.call("GET", path, sent);
	}

	post(path: string, body: unknown, sent: Sent = {}): Promise<Answer> {
		return this.call("POST", path, { body: JSON.stringify(body), ...sent });
	}

	/** The `Resp` of a call that must succeed. */
	async make(path: string, body: unknown, sent: Sent = {}): Promise<Envelope["Resp"]> {
		const answer = await this.post(path, body, sent);
		if (answer.status === 200 && answer.body.ErrCode === 0) return answer.body.Resp;
		throw new Error(`${path} answered ${answer.status} ${JSON.stringify(answer.body)}`);
	}

	async upload(kind: "image" | "media", bytes: Uint8Array, sent: Sent = {}): Promise<Answer> {
		const form = new FormData();
		form.append(kind === "image" ? "image" : "file", new Blob([bytes as Uint8Array<ArrayBuffer>]), "file.bin");
		return await this.call("POST", `/${kind}/upload`, { body: form, ...sent });
	}

	async balance(sent: Sent = {}): Promise<number> {
		return (await this.get("/account/balance", sent)).body.Resp.credit_package;
	}

	/** Polls until a video or picture has ended. */
	async waitFor(id: number, kind: "video" | "image" = "video", sent: Sent = {}): Promise<Envelope["Resp"]> {
		for (;;) {
			const { body } = await this.get(`/${kind}/result/${id}`, sent);
			if (body.ErrCode !== 0) throw new Error(JSON.stringify(body));
			if (body.Resp.status !== 5) return body.Resp;
			await new Promise((resolve) => setImmediate(resolve));
		}
	}

	/** Everything that orders may name: pictures, a sound, an uploaded film and a finished video. */
	async prepare(sent: Sent = {}): Promise<Assets> {
		const image = async (width: number, height: number) =>
			(await this.upload("image", makePng(width, height), sent)).body.Resp.img_id as number;
		const media = async (name: string) =>
			(await this.upload("media", readFixture(name), sent)).body.Resp.media_id as number;
		const order = { prompt: "a heron", model: "v6", duration: 1, quality: "360p", aspect_ratio: "16:9" };
		const { video_id: video } = await this.make("/video/text/generate", order, sent);
		await this.waitFor(video, "video", sent);
		return {
			wide: await image(64, 32),
			tall: await image(32, 64),
			film: await media("fast-start.mp4"),
			sound: await media("tone.wav"),
			video,
		};
	}
}

export interface Assets {
	/** Pictures. */
	readonly wide: number;
	readonly tall: number;
	/** Uploads. */
	readonly film: number;
	readonly sound: number;
	/** A finished video of this account. */
	readonly video: number;
}

export function readFixture(name: string): Buffer {
	return readFileSync(new URL(`../../../media/fixtures/${name}`, import.meta.url));
}

/** A film with the same pictures in other bytes: it has an empty part at its end. */
export function makeOtherFilm(): Buffer {
	return Buffer.concat([readFixture("fast-start.mp4"), Buffer.from("\0\0\0\x08free", "latin1")]);
}

/** A silent WAV of so many seconds, in few bytes. */
export function makeWav(seconds: number): Buffer {
	const rate = 1_000;
	const data = Buffer.alloc(rate * seconds, 0x80);
	const head = Buffer.alloc(44);
	head.write("RIFF", 0, "latin1");
	head.writeUInt32LE(36 + data.length, 4);
	head.write("WAVEfmt ", 8, "latin1");
	head.writeUInt32LE(16, 16);
	head.writeUInt16LE(1, 20);
	head.writeUInt16LE(1, 22);
	head.writeUInt32LE(rate, 24);
	head.writeUInt32LE(rate, 28);
	head.writeUInt16LE(1, 32);
	head.writeUInt16LE(8, 34);
	head.write("data", 36, "latin1");
	head.writeUInt32LE(data.length, 40);
	return Buffer.concat([head, data]);
}
