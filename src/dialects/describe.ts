import type { z } from "zod";
import type { JsonObject } from "../core/json.ts";

/** How a wire describes itself, for `/openapi.json` and the page that is made from it. */
export interface WireDescription {
	/** As a reader knows it: `Z.AI`, `PixVerse`. */
	readonly title: string;
	/** Markdown: how to reach it, what its keys look like, what all its answers have in common. */
	readonly text: string;
	/** An OpenAPI security scheme. */
	readonly security: JsonObject;
	/** What every refusal looks like. */
	readonly error: Described;
	/** By method and path, as in http/routes.ts: `GET /api/v1/tasks/:id`. */
	readonly operations: Readonly<Record<string, OperationDescription>>;
}

export interface OperationDescription {
	readonly summary: string;
	/** Markdown. */
	readonly text?: string;
	readonly parameters?: readonly ParameterDescription[];
	readonly request?: RequestDescription;
	/** By HTTP status. Refusals need not be named: they all look like the wire's error. */
	readonly answers: Readonly<Record<number, Described>>;
}

export interface ParameterDescription {
	readonly in: "path" | "query" | "header";
	readonly name: string;
	readonly text: string;
	readonly required?: true;
	/** Of its text; any text if left out. */
	readonly schema?: z.ZodType | JsonObject;
	readonly example?: string;
}

export interface RequestDescription {
	/** What the body may be, by content type. */
	readonly content: Readonly<Record<string, z.ZodType | JsonObject>>;
	/** Of JSON. */
	readonly example?: JsonObject;
	/** False where the request may come without one. */
	readonly required?: false;
}

/** One answer: JSON by a schema, or other content types. */
export interface Described {
	readonly text: string;
	readonly schema?: z.ZodType | JsonObject;
	/** Of what the schema describes; `application/json` unless said. */
	readonly type?: string;
	/** Content types of an answer that is not JSON. */
	readonly files?: readonly string[];
	readonly headers?: Readonly<Record<string, string>>;
}

/** What may be asked of a file that takes ranges and conditions. */
export const FILE_PARAMETERS: readonly ParameterDescription[] = [
	{ in: "header", name: "Range", text: "Only this part of it.", example: "bytes=0-1023" },
	{
		in: "header",
		name: "If-Range",
		text: "The `ETag` of what is there already: all of it, if it is another one by now.",
	},
	{ in: "header", name: "If-None-Match", text: "The `ETag` of what is there already: 304, if that is still it." },
];

/** What a file answers that takes ranges and conditions. */
export function fileAnswers(files: readonly string[]): Readonly<Record<number, Described>> {
	const headers = { etag: "Names these bytes.", "accept-ranges": "`bytes`." };
	return {
		200: { text: "Its bytes.", files, headers },
		206: {
			text: "The part that was asked for.",
			files,
			headers: { ...headers, "content-range": "Which part that is, and of how many bytes." },
		},
		304: { text: "It is as it was." },
		412: { text: "It is not what the condition says." },
		416: { text: "It has no such part." },
	};
}

/**
 * Schemas for every field of a body that is typed elsewhere: what is missing, too much or of another type does not compile.
 * To be used as `z.object({...} satisfies ShapeOf<Body>)`.
 */
export type ShapeOf<Body> = { readonly [Name in keyof Body]-?: z.ZodType<Body[Name]> };
