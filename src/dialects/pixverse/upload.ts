import { missingField } from "../../core/errors.ts";
import type { Medium } from "../../core/medium.ts";
import type { MediumLimits } from "../../core/ports/media-intake.ts";
import type { ImageUploaded } from "../../wire/pixverse/bodies.ts";
import { IMAGE_LIMITS } from "../../wire/pixverse/models.ts";
import type { DialectRequest, DialectServices, Handler } from "../dialect.ts";
import { success } from "./envelope.ts";
import { wrongType } from "./fields.ts";

const FILE = "image";
const LINK = "image_url";

/**
 * `POST /openapi/v2/image/upload`: a file or a link to one, as multipart, urlencoded or JSON. An empty file beside a
 * link is no file; a file wins over a link.
 */
export const uploadImage: Handler = async (request, services) => {
	const medium = await receive(request, services);
	const upload = await services.tasks.addUpload(request.caller, medium);
	const resp: ImageUploaded = { img_id: upload.id, img_url: request.links.upload(upload) };
	return success(resp);
};

async function receive(request: DialectRequest, services: DialectServices): Promise<Medium> {
	const { file, link } = await readForm(request, services);
	if (file !== null) return file;
	if (link === "") throw missingField(FILE, `a file, or a link in ${LINK}`);
	return await services.media.fromLink(link, limits(LINK, request));
}

interface Received {
	readonly file: Medium | null;
	readonly link: string;
}

/** Reads to the end before anything is believed: a form that breaks off leaves no upload. */
async function readForm(request: DialectRequest, { media }: DialectServices): Promise<Received> {
	let file: Medium | null = null;
	let link = "";
	for await (const part of request.form()) {
		if (part.kind === "field") {
			if (part.name === LINK) link = part.value.trim();
			else if (part.name === FILE && part.value !== "") throw wrongType(FILE, "a file");
			continue;
		}
		const bytes = part.name === FILE && file === null ? await unlessEmpty(part.bytes) : part.bytes;
		if (part.name === FILE && file === null && bytes !== null)
			file = await media.fromStream(bytes, limits(FILE, request));
		else if (bytes !== null) await skip(bytes);
	}
	return { file, link };
}

/** The same bytes, or null when there are none. */
async function unlessEmpty(bytes: AsyncIterable<Uint8Array>): Promise<AsyncIterable<Uint8Array> | null> {
	const rest = bytes[Symbol.asyncIterator]();
	let first = await rest.next();
	while (first.done !== true && first.value.length === 0) first = await rest.next();
	return first.done === true ? null : startingWith(first.value, rest);
}

async function* startingWith(first: Uint8Array, rest: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
	try {
		yield first;
		for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value;
	} finally {
		await rest.return?.();
	}
}

async function skip(bytes: AsyncIterable<Uint8Array>): Promise<void> {
	for await (const _ of bytes);
}

function limits(field: string, request: DialectRequest): MediumLimits {
	return { field, kind: "image", ...IMAGE_LIMITS, signal: request.signal };
}
