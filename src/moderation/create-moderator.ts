import type { Clock } from "../core/clock.ts";
import type { Order } from "../core/order.ts";
import type { Log } from "../core/ports/log.ts";
import { ALLOWED, type Moderator, type ModerationVerdict } from "../core/ports/moderator.ts";
import { withoutScript } from "../core/script.ts";
import type { Hook } from "./hook.ts";
import { questionOfFilms, questionOfOrder } from "./hook-question.ts";
import type { ModerationSettings } from "./settings.ts";
import { createWordFilter, type WordFinder } from "./word-filter.ts";

export interface ModeratorNeeds {
	readonly settings: ModerationSettings;
	readonly clock: Clock;
	readonly log: Log;
	/** A file with a blob's bytes. */
	localPath(sha256: string): Promise<string>;
}

/** Asks the lists of words first, then the operator's own service; loads what is switched on and nothing else. */
export async function createModerator(needs: ModeratorNeeds): Promise<Moderator> {
	const { settings, log } = needs;
	const findWord = createWordFilter({ ...settings, english: await loadEnglish(settings) });
	const hook = await openHook(needs);
	const stages = settings.hook?.stages ?? [];

	return {
		async reviewOrder(caller, order) {
			const prompt = promptOf(order);
			const word = findWord(prompt);
			if (word !== null) {
				log.info({ account: caller.account.id, mode: caller.mode, word }, "a prompt was refused for a word in it");
				return REFUSED_WORD;
			}
			if (hook === null || !stages.includes("input")) return ALLOWED;
			return await hook.ask(questionOfOrder(caller, order, prompt));
		},
		async reviewFilms(task, films) {
			if (hook === null || !stages.includes("output")) return ALLOWED;
			return await hook.ask(questionOfFilms(task, films, promptOf(task.order)));
		},
		async close() {
			await hook?.close();
		},
	};
}

async function loadEnglish({ words }: ModerationSettings): Promise<WordFinder | null> {
	return words === "on" ? (await import("./english-words.ts")).createEnglishWords() : null;
}

async function openHook(needs: ModeratorNeeds): Promise<Hook | null> {
	const { hook: settings } = needs.settings;
	return settings === null ? null : (await import("./hook.ts")).createHook({ ...needs, settings });
}

/** Without the word: who tries spellings should not be told which one it was. */
const REFUSED_WORD: ModerationVerdict = {
	kind: "refused",
	reason: "The prompt contains words that this server refuses.",
	field: "prompt",
};

/**
 * The negative prompt is not looked at: it names what must not be seen. Nor are the words that script a test task, which
 * are not of the film.
 */
function promptOf(order: Order): string {
	return order.script === null ? order.prompt : withoutScript(order.prompt);
}
