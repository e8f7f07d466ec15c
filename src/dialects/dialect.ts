import type { Caller } from "../core/account.ts";
import type { FilmgateError } from "../core/errors.ts";
import type { Film } from "../core/film.ts";
import type { Id } from "../core/ids.ts";
import type { JsonValue } from "../core/json.ts";
import type { Upload } from "../core/medium.ts";
import type { MediaIntake } from "../core/ports/media-intake.ts";
import type { PictureMaker } from "../core/ports/picture-maker.ts";
import type { Task, WireName } from "../core/task.ts";
import type { UseCases } from "../core/use-cases/use-cases.ts";
import type { WebhookCases } from "../core/use-cases/webhooks.ts";

/** How clients speak to us in one vendor's wire. Knows words and shapes; knows no HTTP server, no store and no engine. */
export interface Dialect {
	readonly name: WireName;
	/** Bytes of a JSON body, and of a form's fields together; one more is the transport's 413, said in this wire's shape. */
	readonly bodyLimit: number;
	/** The key, or token made from one, that these headers present; null when they present none. */
	credential(headers: Headers): string | null;
	/** Any error in this wire's own envelope, number and HTTP status. */
	renderError(error: FilmgateError, headers: Headers): JsonReply;
}

/** Request headers: names in lower case, as Node gives them. */
export type Headers = Readonly<Record<string, string | readonly string[] | undefined>>;

/** One request, after its key was checked. */
export interface DialectRequest {
	readonly params: Readonly<Record<string, string>>;
	readonly query: Readonly<Record<string, string | undefined>>;
	readonly headers: Headers;
	readonly caller: Caller;
	/** Fires when the client went away, or the server closes: there is nothing more to wait for. */
	readonly signal: AbortSignal;
	readonly links: Links;
	/** The body as JSON whatever its content type says. Throws `no_body` or `malformed_body`. */
	json(): JsonValue;
	/** Hex SHA-256 of the body as it was sent: tells a repeated request from another one under the same key. */
	bodyHash(): string;
	/** The parts of a multipart or urlencoded body, as they arrive. Files must be read or skipped before the next part. */
	form(): AsyncIterable<FormPart>;
	/** The body as it arrives, whatever it is, on routes that take any. What is not read of it is passed over. */
	stream(): AsyncIterable<Uint8Array>;
}

export type FormPart =
	| { readonly kind: "field"; readonly name: string; readonly value: string }
	| {
			readonly kind: "file";
			readonly name: string;
			readonly fileName: string;
			/** As the client declared it. */
			readonly mime: string;
			readonly bytes: AsyncIterable<Uint8Array>;
	  };

/** What a dialect answers: JSON as a rule, stored bytes, bytes that were made for this answer, or events as they happen. */
export type DialectReply = JsonReply | FileReply | BytesReply | EventsReply;

interface Reply {
	readonly headers?: Readonly<Record<string, string>>;
}

export interface JsonReply extends Reply {
	readonly status: number;
	/** Sent as JSON; null sends no body. */
	readonly body: JsonValue;
}

/** Stored bytes, as files are served: with Range, conditions and HEAD. */
export interface FileReply extends Reply {
	readonly file: ServedFile & { readonly sha256: string; readonly bytes: number };
}

/** The same of bytes that are at hand. */
export interface BytesReply extends Reply {
	readonly made: ServedFile & { readonly bytes: Uint8Array };
}

interface ServedFile {
	readonly mime: string;
	/** What a browser calls it when it is saved. */
	readonly fileName: string;
	/** Integer ms UTC. */
	readonly modifiedAt: number;
	/** Until when it may be kept, integer ms UTC. */
	readonly expiresAt: number;
}

/** Server-sent events. The stream ends when `events` does, or when the client leaves. */
export interface EventsReply extends Reply {
	readonly events: AsyncIterable<ServerEvent>;
}

export interface ServerEvent {
	readonly id: string;
	readonly event: string;
	readonly data: JsonValue;
}

/** Signed links to finished films and to uploads, as this client can reach them. */
export interface Links {
	/** Ends at `expiresAt`, ms UTC; when `linksEndAt` says, if left out. */
	film(task: Task, film: Film, expiresAt?: number): string;
	/** The same of its cover; null when the film has none. */
	cover(task: Task, film: Film, expiresAt?: number): string | null;
	/** A stored input; ends when the upload expires. */
	upload(upload: Upload): string;
}

/** What handlers may use: the use cases, and the one way in for media. */
export interface DialectServices {
	readonly tasks: UseCases;
	readonly media: MediaIntake;
	readonly pictures: PictureMaker;
	/** The models that this server has a route for, as clients may name them, the embedded one among them. */
	readonly models: readonly string[];
	readonly webhooks: WebhookCases;
	readonly now: () => number;
}

export type Handler<Answer extends DialectReply = DialectReply> = (
	request: DialectRequest,
	services: DialectServices,
) => Promise<Answer>;

/**
 * A status poll. The server reads the task, checks whose it is, and keeps the rendered bytes until the task changes;
 * so `render` sees the task and nothing that may differ between two polls of one version, language and origin.
 */
export interface StatusReader {
	/** Tombstones of deleted tasks are rendered too, instead of answered with `not_found`. */
	readonly readsDeleted?: true;
	/** The id in this route's path, in any spelling that the wire allows. Throws `invalid_id`. */
	readId(params: Readonly<Record<string, string>>): Id;
	/** Names what else the answer depends on (a language); the empty string when nothing does. */
	variant(headers: Headers): string;
	render(task: Task, view: { readonly links: Links; readonly variant: string }): JsonReply;
}

/**
 * A status poll whose answer also shows what moves while its task does not, such as a place in a queue: it says for how
 * long it may be told again.
 */
export interface LiveStatusReader extends Omit<StatusReader, "render" | "readsDeleted"> {
	render(task: Task, view: LiveView): Promise<LiveReply>;
	/** Who handles a request whose headers ask for more than the answer of the moment; null for all others. */
	special(headers: Headers): Handler | null;
}

export interface LiveView {
	readonly links: Links;
	readonly variant: string;
	readonly tasks: UseCases;
}

export interface LiveReply extends JsonReply {
	/** Null: as long as the task does not change. */
	readonly keepMs: number | null;
}
