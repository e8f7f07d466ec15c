import { readFile } from "node:fs/promises";
import type { Caller } from "../core/account.ts";
import type { Film } from "../core/film.ts";
import type { Order } from "../core/order.ts";
import type { Task } from "../core/task.ts";

/** What the operator's service is asked; docs/moderation.md shows it as JSON. */
export interface HookQuestion {
	readonly stage: "input" | "output";
	readonly account: string;
	readonly mode: "live" | "test";
	/** In bare digits; null before there is one. */
	readonly task: string | null;
	readonly operation: string;
	readonly model: string;
	readonly prompt: string;
	readonly negativePrompt: string | null;
	readonly media: readonly HookMedium[];
}

export interface HookMedium {
	/** An input's role, or `film`, or `cover`. */
	readonly role: string;
	readonly sha256: string;
	readonly mime: string;
	readonly bytes: number;
}

/** `prompt` is the order's without what a test key scripted in it. */
export function questionOfOrder({ account, mode }: Caller, order: Order, prompt: string): HookQuestion {
	const media = order.inputs.map(({ role, medium }) => mediumOf(role, medium));
	return { stage: "input", account: account.id, mode, task: null, ...wishes(order), prompt, media };
}

export function questionOfFilms(task: Task, films: readonly Film[], prompt: string): HookQuestion {
	const media = films.flatMap((film) => [
		...(film.cover === null ? [] : [mediumOf("cover", film.cover)]),
		mediumOf("film", film),
	]);
	const { id, account, mode, order } = task;
	return { stage: "output", account, mode, task: String(id), ...wishes(order), prompt, media };
}

/** The question as it is sent: media come along in base64, in their order, as long as all of them stay below `inlineBytes`. */
export async function writeQuestion(
	question: HookQuestion,
	{ inlineBytes, localPath }: { readonly inlineBytes: number; localPath(sha256: string): Promise<string> },
): Promise<string> {
	let left = inlineBytes;
	const media: object[] = [];
	for (const medium of question.media) {
		const fits = medium.bytes <= left;
		if (fits) left -= medium.bytes;
		media.push({ ...medium, base64: fits ? await readFile(await localPath(medium.sha256), "base64") : null });
	}
	return JSON.stringify({ ...question, media });
}

function wishes({ operation, model, negativePrompt }: Order) {
	return { operation, model, negativePrompt };
}

function mediumOf(role: string, { sha256, mime, bytes }: Omit<HookMedium, "role">): HookMedium {
	return { role, sha256, mime, bytes };
}
