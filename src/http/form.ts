import type {} from "@fastify/multipart";
import type { FastifyRequest } from "fastify";
import { FilmgateError } from "../core/errors.ts";
import type { FormPart } from "../dialects/dialect.ts";

/** Files beyond this are cut off by their field's own cap long before. */
const FILE_BYTES = 128 * 1024 * 1024;
const FIELD_BYTES = 1024 * 1024;
const PARTS = 50;

/** The parts of a multipart body as they arrive, or those of an urlencoded or JSON one that was read already. */
export async function* readForm(request: FastifyRequest): AsyncGenerator<FormPart> {
	if (!request.isMultipart()) {
		yield* readFields(request);
		return;
	}
	const limits = { fileSize: FILE_BYTES, fieldSize: FIELD_BYTES, parts: PARTS };
	try {
		for await (const part of request.parts({ limits })) {
			if (part.type === "field") yield { kind: "field", name: part.fieldname, value: String(part.value) };
			else yield { kind: "file", name: part.fieldname, fileName: part.filename, mime: part.mimetype, bytes: part.file };
		}
	} catch (cause) {
		if (cause instanceof FilmgateError) throw cause;
		throw new FilmgateError("malformed_body", "The multipart body cannot be read.", { cause });
	}
}

function* readFields(request: FastifyRequest): Generator<FormPart> {
	const text = Buffer.isBuffer(request.body) ? request.body.toString("utf8") : "";
	if (text === "") throw new FilmgateError("no_body", "The request has no body: a form is expected.");
	for (const [name, value] of text.trimStart().startsWith("{") ? jsonFields(text) : new URLSearchParams(text)) {
		yield { kind: "field", name, value };
	}
}

function jsonFields(text: string): [string, string][] {
	try {
		const entries = Object.entries(JSON.parse(text) as Record<string, unknown>);
		return entries.filter((entry): entry is [string, string] => typeof entry[1] === "string");
	} catch (cause) {
		throw new FilmgateError("malformed_body", "The body is neither a form nor valid JSON.", { cause });
	}
}
