import { hash } from "node:crypto";
import { invalidField } from "../../core/errors.ts";
import type { Submission } from "../../core/new-task.ts";
import type { Task } from "../../core/task.ts";
import type { RequestIdentity } from "../../core/use-cases/use-cases.ts";
import { KEY_HEADER } from "../../wire/openai/codes.ts";
import type { DialectRequest, JsonReply } from "../dialect.ts";
import type { Body, Reading } from "./read-body.ts";
import { openaiReply } from "./reply.ts";
import { lookAgain } from "./status.ts";
import { renderVideo } from "./video.ts";

/** An order that was understood: everything of it but the wire. */
export type Wanted = Pick<Submission, "order" | "price" | "warnings">;

/**
 * Answers with the video that this request made before, if its `Idempotency-Key` says so; else with the one that is made
 * of what `prepare` gives. `call` tells the wire's calls apart: one key is one request of one call.
 */
export async function accept(
	reading: Reading,
	request: { readonly call: string; readonly body: Body },
	prepare: () => Promise<Wanted>,
): Promise<JsonReply> {
	const { caller } = reading.request;
	const { tasks } = reading.services;
	const identity = readIdentity(reading.request, request);
	const first = identity === null ? null : await tasks.replay(caller, identity);
	if (first !== null) return answer(first);
	const submission = { wire: "openai", clientReference: null, startWithinMs: null, ...(await prepare()) } as const;
	return answer((await tasks.submit(caller, submission, identity)).task);
}

function answer(task: Task): JsonReply {
	return openaiReply(200, renderVideo(task), lookAgain(task));
}

export function readIdentity(
	{ headers }: DialectRequest,
	{ call, body }: { readonly call: string; readonly body: Body },
): RequestIdentity | null {
	const key = headers[KEY_HEADER.toLowerCase()];
	if (key === undefined) return null;
	const requestHash = hash("sha256", `${call} ${body.hash}`, "hex");
	if (typeof key === "string" && /^[\x21-\x7e]{1,255}$/.test(key)) return { wire: "openai", key, hash: requestHash };
	throw invalidField(KEY_HEADER, "1 to 255 ASCII characters without spaces");
}
