import { hash } from "node:crypto";
import { FilmgateError, invalidField } from "../../core/errors.ts";
import type { JsonObject, JsonValue } from "../../core/json.ts";
import type { Medium } from "../../core/medium.ts";
import type { MediumLimits } from "../../core/ports/media-intake.ts";
import type { DialectRequest, DialectServices } from "../dialect.ts";
import { createFields, type Fields, isObject } from "./fields.ts";
import { nest } from "./nest.ts";

/** A request's body, however it came. */
export interface Body {
	readonly fields: Fields;
	/** What came as a file of a form, taken in. */
	readonly files: ReadonlyMap<string, Medium>;
	/** Tells a repeated request from another one: of JSON its bytes, of a form its parts, whose boundary is new each time. */
	readonly hash: string;
}

/** The files that a call takes, by field. */
export type FileRules = Readonly<Record<string, Omit<MediumLimits, "field" | "signal">>>;

/** What a handler reads its request with. */
export interface Reading {
	readonly request: DialectRequest;
	readonly services: DialectServices;
}

/**
 * Reads multipart, urlencoded and JSON alike. Files are stored as they come by, ahead of fields that may stand behind them;
 * what no order comes to use is taken away with other stray bytes.
 */
export async function readBody(reading: Reading, rules: FileRules = {}): Promise<Body> {
	const { request } = reading;
	const type = [request.headers["content-type"] ?? ""].flat()[0]?.toLowerCase() ?? "";
	if (type.startsWith("multipart/form-data")) return await readMultipart(reading, rules);
	if (type.startsWith("application/x-www-form-urlencoded")) return await readUrlencoded(request);
	const json = request.json();
	if (!isObject(json)) throw new FilmgateError("malformed_body", "The body is not a JSON object.");
	return whole(createFields(json, true), request);
}

/** Some clients call JSON a form, because they say nothing else. */
async function readUrlencoded(request: DialectRequest): Promise<Body> {
	const json = jsonOf(request);
	if (json !== null) return whole(createFields(json, true), request);
	const fields: [string, string][] = [];
	for await (const part of request.form()) if (part.kind === "field") fields.push([part.name, part.value]);
	return whole(createFields(nest(fields), false), request);
}

async function readMultipart({ request, services }: Reading, rules: FileRules): Promise<Body> {
	const fields: [string, string][] = [];
	const files = new Map<string, Medium>();
	for await (const part of request.form()) {
		if (part.kind === "field") {
			fields.push([part.name, part.value]);
			continue;
		}
		const limits = rules[part.name];
		if (limits === undefined) throw misplaced(part.name, Object.keys(rules));
		if (files.has(part.name)) throw twice(part.name);
		const rulesOfField = { ...limits, field: part.name, signal: request.signal };
		files.set(part.name, await services.media.fromStream(part.bytes, rulesOfField));
	}
	const said = [...fields, ...[...files].map(([name, { sha256 }]) => [name, "file", sha256])];
	const text = JSON.stringify(said.map((part) => JSON.stringify(part)).sort());
	return { fields: createFields(nest(fields), false), files, hash: hash("sha256", text, "hex") };
}

function whole(fields: Fields, request: DialectRequest): Body {
	return { fields, files: new Map(), hash: request.bodyHash() };
}

function jsonOf(request: DialectRequest): JsonObject | null {
	let json: JsonValue = null;
	try {
		json = request.json();
	} catch (error) {
		if (!(error instanceof FilmgateError) || error.code !== "malformed_body") throw error;
	}
	return isObject(json) ? json : null;
}

/** Nobody sends a file for nothing: without it, what is made and paid for would be something else. */
function misplaced(field: string, taken: readonly string[]): FilmgateError {
	const allowed = taken.length === 0 ? "no file in this call" : `a file as ${taken.join(", ")} only`;
	return invalidField(field, allowed);
}

function twice(field: string): FilmgateError {
	return new FilmgateError("conflicting_fields", `${field} was sent twice: allowed is one file.`, { field });
}
