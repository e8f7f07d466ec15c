import { createHash } from "node:crypto";
import type * as wire from "@filmgate/sdk";
import { FilmgateError, invalidField, missingField } from "../../core/errors.ts";
import type { Medium, Upload } from "../../core/medium.ts";
import type { MediumLimits } from "../../core/ports/media-intake.ts";
import type { DialectRequest, DialectServices, Handler, Links } from "../dialect.ts";
import { MEDIA } from "./models.ts";
import { CURSOR_ALLOWED, readLimit, rfc3339 } from "./query.ts";
import { readBody, readKey } from "./request.ts";
import { parseUploadId, readUploadId, spellUploadId } from "./task-id.ts";

const INPUT = "input";

/** POST /api/v1/uploads: a form with one file, `{"link"}`, or the bytes themselves. 201 with the upload. */
export const addUpload: Handler = async (request, services) => {
	const body = renderUpload(await takeUpload(request, services), request.links);
	return { status: 201, headers: { location: `/api/v1/uploads/${body.id}` }, body };
};

/** Whether it was sent before is asked before a link is followed, or any of its bytes are kept. */
async function takeUpload(request: DialectRequest, services: DialectServices): Promise<Upload> {
	const { caller } = request;
	const key = readKey(request);
	const known = key === null ? null : await services.tasks.replayUpload(caller, key, () => hashOf(request));
	if (known !== null) return known;
	const medium = await receive(request, services);
	const about = key === null ? {} : { request: { key, hash: isJson(request) ? request.bodyHash() : medium.sha256 } };
	return await services.tasks.addUpload(caller, medium, about);
}

/** A link is the same one whatever it leads to by now; anything else is its bytes. */
async function hashOf(request: DialectRequest): Promise<string> {
	if (isJson(request)) return request.bodyHash();
	return await receiveBytes(request, async (bytes) => {
		const digest = createHash("sha256");
		for await (const chunk of bytes) digest.update(chunk);
		return digest.digest("hex");
	});
}

/** GET /api/v1/uploads: those that orders may name, newest first. */
export const listUploads: Handler = async ({ caller, query, links }, { tasks }) => {
	const limit = readLimit(query.limit);
	const before = query.cursor === undefined ? null : parseUploadId(query.cursor);
	if (query.cursor !== undefined && before === null) throw invalidField("cursor", CURSOR_ALLOWED);
	const page = { purpose: INPUT, limit, ...(before === null ? {} : { before }) } as const;
	const uploads = await tasks.listUploads(caller, page);
	const last = uploads.length < limit ? undefined : uploads.at(-1);
	const body: wire.UploadPage = {
		data: uploads.map((upload) => renderUpload(upload, links)),
		nextCursor: last === undefined ? null : spellUploadId(last.id),
	};
	return { status: 200, body };
};

/** GET /api/v1/uploads/{id} */
export const readUpload: Handler = async ({ caller, params, links }, { tasks }) => {
	const upload = await tasks.readUpload(caller, readUploadId(params));
	return { status: 200, body: renderUpload(upload, links) };
};

/** DELETE /api/v1/uploads/{id}: 204; orders that were accepted keep what they were given of it. */
export const deleteUpload: Handler = async ({ caller, params }, { tasks }) => {
	// What other wires keep as characters, voices or masks is no upload here.
	const { id } = await tasks.readUpload(caller, readUploadId(params));
	await tasks.deleteUpload(caller, id);
	return { status: 204, body: null };
};

function renderUpload(upload: Upload, links: Links): wire.Upload {
	const { id, medium, createdAt, expiresAt } = upload;
	return {
		id: spellUploadId(id),
		url: links.upload(upload),
		mime: medium.mime,
		bytes: medium.bytes,
		sha256: medium.sha256,
		width: medium.width,
		height: medium.height,
		seconds: medium.seconds,
		createdAt: rfc3339(createdAt),
		expiresAt: rfc3339(expiresAt),
	};
}

function receive(request: DialectRequest, { media }: DialectServices): Promise<Medium> {
	if (!isJson(request))
		return receiveBytes(request, (bytes, field) => media.fromStream(bytes, limitsOf(field, request)));
	const { link = null } = readBody(request);
	if (link === null) throw missingField("link", "an http or https link");
	if (typeof link !== "string") throw invalidField("link", "an http or https link");
	return media.fromLink(link, limitsOf("link", request));
}

/** What is made of the one file that a body has, or is; `field` is what the client calls it. */
type Taking<Taken> = (bytes: AsyncIterable<Uint8Array>, field: string) => Promise<Taken>;

function receiveBytes<Taken>(request: DialectRequest, take: Taking<Taken>): Promise<Taken> {
	return typeOf(request).startsWith("multipart/") ? receiveForm(request, take) : take(request.stream(), "file");
}

function isJson(request: DialectRequest): boolean {
	return typeOf(request).startsWith("application/json");
}

function typeOf({ headers }: DialectRequest): string {
	return String(headers["content-type"] ?? "").toLowerCase();
}

/** Reads to the end before anything is believed: a form that breaks off leaves no upload. */
async function receiveForm<Taken>(request: DialectRequest, take: Taking<Taken>): Promise<Taken> {
	const taken: Taken[] = [];
	for await (const part of request.form()) {
		if (part.kind === "field") continue;
		if (taken.length > 0) throw new FilmgateError("conflicting_fields", "One file at a time.", { field: part.name });
		taken.push(await take(part.bytes, part.name));
	}
	const [first] = taken;
	if (first === undefined) throw missingField("file", "one file, whatever its part is called");
	return first;
}

/** What any role takes: what one of them refuses is found out when an order names the upload. */
function limitsOf(field: string, { signal }: DialectRequest): MediumLimits {
	const kinds = Object.values(MEDIA);
	return {
		field,
		kind: "any",
		formats: kinds.flatMap(({ formats }) => formats),
		maxBytes: Math.max(...kinds.map(({ maxBytes }) => maxBytes)),
		signal,
	};
}
