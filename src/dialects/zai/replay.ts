import type { JsonObject } from "../../core/json.ts";
import type { Task } from "../../core/task.ts";
import type { RequestIdentity } from "../../core/use-cases/use-cases.ts";
import { ZAI_TEXT_LIMITS } from "../../wire/zai/models.ts";
import type { DialectRequest, DialectServices } from "../dialect.ts";
import { readObject, readText } from "./fields.ts";

/** A request of which nothing is known yet but its name. */
export interface Asked {
	readonly body: JsonObject;
	/** The client's `request_id`; null when it sent none. */
	readonly reference: string | null;
	readonly identity: RequestIdentity | null;
}

/** @returns the task that the same request made before, else what there is to make a new one from. */
export async function replayOrRead(
	request: DialectRequest,
	{ tasks }: Pick<DialectServices, "tasks">,
): Promise<{ readonly first: Task } | { readonly first: null; readonly asked: Asked }> {
	const body = readObject(request.json());
	const reference = readText(body, "request_id", ZAI_TEXT_LIMITS.request_id);
	const identity: RequestIdentity | null =
		reference === null ? null : { wire: "zai", key: reference, hash: request.bodyHash() };
	const first = identity === null ? null : await tasks.replay(request.caller, identity);
	return first === null ? { first, asked: { body, reference, identity } } : { first };
}
