import type { Handler, LiveStatusReader, StatusReader } from "../dialects/dialect.ts";

/** One URL of one wire. */
export type Route =
	| {
			readonly method: "GET" | "HEAD" | "POST" | "DELETE";
			readonly path: string;
			readonly handle: Handler;
			readonly body: BodyKind;
	  }
	| { readonly method: "GET"; readonly path: string; readonly status: StatusReader | LiveStatusReader };

/**
 * `form` bodies are read part by part, `any` as what they say they are: a form, JSON, or else bytes that are read as they
 * arrive. The others are held in memory under the wire's cap.
 */
export type BodyKind = "none" | "json" | "form" | "any";

export function get(path: string, handle: Handler): Route {
	return { method: "GET", path, handle, body: "none" };
}

export function poll(path: string, status: StatusReader | LiveStatusReader): Route {
	return { method: "GET", path, status };
}

export function remove(path: string, handle: Handler): Route {
	return { method: "DELETE", path, handle, body: "none" };
}

/** A GET that answers HEAD too: what it answers is a file. */
export function file(path: string, handle: Handler): readonly Route[] {
	return [get(path, handle), { method: "HEAD", path, handle, body: "none" }];
}

export function post(path: string, handle: Handler, body: BodyKind = "json"): Route {
	return { method: "POST", path, handle, body };
}
