import { randomBytes, randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { LRUCache } from "lru-cache";
import type { Medium } from "../../core/medium.ts";
import type { UpstreamAnswer, UpstreamHttp } from "../../upstream/http.ts";
import { imageUploadedAnswer, mediaUploadedAnswer } from "../../wire/pixverse/answers.ts";
import { TRACE_HEADER } from "../../wire/pixverse/codes.ts";
import type { PixverseSettings } from "./settings.ts";
import { readAnswer } from "./verdicts.ts";

export interface UploadNeeds {
	readonly settings: Pick<PixverseSettings, "idempotentStart">;
	readonly http: UpstreamHttp;
	localPath(sha256: string): Promise<string>;
}

/** The upstream did not take the medium; its answer says why. Nothing was started, and uploads cost nothing. */
export class UploadRefused extends Error {
	readonly answer: UpstreamAnswer;

	constructor(answer: UpstreamAnswer) {
		super("The upstream did not take an input.");
		this.name = "UploadRefused";
		this.answer = answer;
	}
}

const REMEMBERED = 1_000;

/** Sends inputs ahead of their order. The same bytes go once, as long as this process lives; two orders share the way. */
export class Uploads {
	readonly #needs: UploadNeeds;
	readonly #ids = new LRUCache<string, Promise<string>>({ max: REMEMBERED });

	constructor(needs: UploadNeeds) {
		this.#needs = needs;
	}

	/** The upstream's number for these bytes, and whether it was known before. Rejects with `UploadRefused`, or when no answer came. */
	async send(medium: Medium, signal: AbortSignal): Promise<{ readonly id: string; readonly remembered: boolean }> {
		const known = this.#ids.get(medium.sha256);
		if (known !== undefined) return { id: await known, remembered: true };
		const sent = this.#upload(medium, signal);
		this.#ids.set(medium.sha256, sent);
		sent.catch(() => this.forget(medium));
		return { id: await sent, remembered: false };
	}

	/** The upstream knows it no more. */
	forget({ sha256 }: Medium): void {
		this.#ids.delete(sha256);
	}

	async #upload({ sha256, mime }: Medium, signal: AbortSignal): Promise<string> {
		const isPicture = mime.startsWith("image/");
		const bytes = await readFile(await this.#needs.localPath(sha256));
		const body = toForm(isPicture ? "image" : "file", { mime, bytes });
		const path = isPicture ? "image/upload" : "media/upload";
		// A start that is repeated, maybe by the next process, has to name the same numbers to be the same request.
		const trace = this.#needs.settings.idempotentStart ? sha256 : randomUUID();
		const answer = await this.#needs.http.post(path, body, { signal, headers: { [TRACE_HEADER]: trace } });
		const said = readAnswer(answer);
		if (answer.status === 200 && said?.code === 0) {
			if (isPicture) return imageUploadedAnswer.parse(said.resp).img_id;
			return mediaUploadedAnswer.parse(said.resp).media_id;
		}
		throw new UploadRefused(answer);
	}
}

/** One file as multipart/form-data (RFC 7578). */
function toForm(name: string, { mime, bytes }: { readonly mime: string; readonly bytes: Buffer }) {
	const boundary = `filmgate-${randomBytes(16).toString("hex")}`;
	const extension = mime.replace(/^.*\//, "").replace("quicktime", "mov").replace("mpeg", "mp3");
	const head = `--${boundary}\r\ncontent-disposition: form-data; name="${name}"; filename="input.${extension}"\r\ncontent-type: ${mime}\r\n\r\n`;
	const whole = Buffer.concat([Buffer.from(head), bytes, Buffer.from(`\r\n--${boundary}--\r\n`)]);
	return { bytes: whole, type: `multipart/form-data; boundary=${boundary}` };
}
