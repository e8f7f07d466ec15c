import type { AccountStore } from "../ports/account-store.ts";
import type { AnnouncementStore } from "../ports/announcements.ts";
import { foldTimeline } from "../timeline.ts";
import { type CancelNeeds, createCancel } from "./cancel.ts";
import { createCheckWebhook } from "./check-webhook.ts";
import { createDelete } from "./delete.ts";
import { createFindFilm, createFindPicture, createReadFilm } from "./find-film.ts";
import { createList, createRead, createReadEvenDeleted, type LiveProgress } from "./read.ts";
import { createScriptedSubmit } from "./scripted-submit.ts";
import { createReplay, createSubmit, type SubmitNeeds } from "./submit.ts";
import { createSubmitMade } from "./submit-made.ts";
import { createUploadCases, type UploadNeeds } from "./uploads.ts";
import type { UseCases } from "./use-cases.ts";
import { createWait } from "./wait.ts";
import { WaitingPlaces } from "./waiting-places.ts";
import { createWatch, type WatchNeeds } from "./watch.ts";

export interface UseCaseNeeds extends SubmitNeeds, CancelNeeds, UploadNeeds {
	readonly accounts: AccountStore;
	readonly announcements: Pick<AnnouncementStore, "findWebhook">;
	readonly liveProgress: LiveProgress;
	readonly onProgress: WatchNeeds["onProgress"];
	/** Most answers that an account may hold open at a time, in each mode: waits and streams. */
	readonly waitsAtOnce: number;
	readonly operations: UseCases["operationsOf"];
	/** Evenly spread in [0, 1). */
	random(): number;
}

const SEEDS = 2 ** 31;

export function createUseCases(needs: UseCaseNeeds): UseCases {
	const { store, accounts } = needs;
	const read = createRead(store, needs.liveProgress);
	const waiting = { ...needs, read, places: new WaitingPlaces(needs.waitsAtOnce) };
	return {
		replay: createReplay(store, needs.liveProgress),
		submit: createScriptedSubmit(createSubmit(needs)),
		submitMade: createSubmitMade(needs),
		read,
		readEvenDeleted: createReadEvenDeleted(store),
		wait: createWait(waiting),
		watch: createWatch(waiting),
		list: createList(store, needs.liveProgress),
		cancel: createCancel(needs, read),
		queuePosition: (task) => store.queuePosition(task),
		timeline: async (task) => foldTimeline(await store.timeline(task.id), "owner"),
		delete: createDelete(store, read),
		findFilm: createFindFilm(store),
		findPicture: createFindPicture(store),
		readFilm: createReadFilm(store),
		...createUploadCases(needs),
		checkWebhook: createCheckWebhook(needs.announcements),
		readPurse: (caller) => accounts.readPurse(caller.account.id, caller.mode),
		listLedger: ({ account, mode }, page) => accounts.listLedger({ ...page, account: account.id, mode }),
		readUsage: ({ account, mode }, days) => accounts.readUsage(account.id, mode, days),
		operationsOf: needs.operations,
		mintSeed: () => Math.floor(needs.random() * SEEDS),
	};
}
