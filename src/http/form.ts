import type { MultipartFile, MultipartValue } from "@fastify/multipart";
import type { FastifyRequest } from "fastify";
import { FilmgateError } from "../core/errors.ts";
import type { FormPart } from "../dialects/dialect.ts";

/** Files beyond this are cut off by their field's own cap long before. */
const FILE_BYTES = 128 * 1024 * 1024;
/** Also of fields in an urlencoded body, where each costs a great deal more memory and time than the byte that it takes. */
const PARTS = 50;

/**
 * The parts of a multipart body as they arrive, or those of an urlencoded or JSON one that was read already.
 * @param fieldBytes of all fields together, which are held in memory as other bodies are; files are not.
 */
export async function* readForm(request: FastifyRequest, fieldBytes: number): AsyncGenerator<FormPart> {
	if (!request.isMultipart()) {
		yield* readFields(request);
		return;
	}
	const limits = { fileSize: FILE_BYTES, fieldSize: fieldBytes, parts: PARTS };
	let left = fieldBytes;
	try {
		for await (const part of request.parts({ limits })) {
			if (part.type === "field") {
				const value = textOf(part);
				left -= Buffer.byteLength(value);
				if (part.valueTruncated || left < 0) throw tooLarge(fieldBytes);
				yield { kind: "field", name: part.fieldname, value };
			} else yield { kind: "file", ...described(part), bytes: readable(part.file) };
		}
	} catch (cause) {
		throw unreadable(cause);
	} finally {
		// What nobody wanted to read still stands between this request and the next one on its connection.
		request.raw.unpipe().resume();
	}
}

function described(file: MultipartFile): { name: string; fileName: string; mime: string } {
	return { name: file.fieldname, fileName: file.filename, mime: file.mimetype };
}

function textOf({ value }: MultipartValue): string {
	// A field that calls itself JSON was parsed on its way.
	return typeof value === "string" ? value : JSON.stringify(value);
}

function tooLarge(fieldBytes: number): FilmgateError {
	const allowed = `at most ${fieldBytes} bytes`;
	return new FilmgateError("body_too_large", `The fields of the form are too long: ${allowed} are allowed.`, {
		allowed,
	});
}

/** A file that breaks off is the client's mistake, also to those who read it. */
async function* readable(file: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
	try {
		yield* file;
	} catch (cause) {
		throw unreadable(cause);
	}
}

function unreadable(cause: unknown): FilmgateError {
	if (cause instanceof FilmgateError) return cause;
	if (cause instanceof Error && "code" in cause && cause.code === "FST_PARTS_LIMIT") return tooMany();
	return new FilmgateError("malformed_body", "The multipart body cannot be read.", { cause });
}

function* readFields(request: FastifyRequest): Generator<FormPart> {
	const text = Buffer.isBuffer(request.body) ? request.body.toString("utf8") : "";
	if (text === "") throw new FilmgateError("no_body", "The request has no body: a form is expected.");
	for (const [name, value] of text.trimStart().startsWith("{") ? jsonFields(text) : urlencodedFields(text)) {
		yield { kind: "field", name, value };
	}
}

function urlencodedFields(text: string): URLSearchParams {
	if (text.split("&", PARTS + 1).length <= PARTS) return new URLSearchParams(text);
	throw tooMany();
}

function tooMany(): FilmgateError {
	return new FilmgateError("malformed_body", `The form has too many fields: at most ${PARTS} are allowed.`);
}

function jsonFields(text: string): [string, string][] {
	try {
		const entries = Object.entries(JSON.parse(text) as Record<string, unknown>);
		return entries.filter((entry): entry is [string, string] => typeof entry[1] === "string");
	} catch (cause) {
		throw new FilmgateError("malformed_body", "The body is neither a form nor valid JSON.", { cause });
	}
}
