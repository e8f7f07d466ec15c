import type { Loop } from "../core/service.ts";
import { type ArchiverNeeds, createArchiver } from "./archiver.ts";
import { createDispatcher, type DispatcherNeeds } from "./dispatcher.ts";
import { Halt } from "./halt.ts";
import type { WakingLoop } from "./loop.ts";
import { forgetAtEngine } from "./forget-at-engine.ts";
import { createLatecomers } from "./latecomers.ts";
import { createPoller } from "./poller.ts";
import { createReaper, type ReaperNeeds } from "./reaper.ts";
import { createReconciler } from "./reconciler.ts";

/** Everything that moves tasks on, wired to what was committed. */
export interface Loops {
	readonly dispatcher: WakingLoop;
	readonly poller: Loop;
	readonly reconciler: Loop;
	readonly archiver: Loop;
	readonly reaper: Loop;
	readonly latecomers: Loop;
	/** Takes over what a dead server left behind, then starts all loops. */
	start(): Promise<void>;
	/** Begins nothing new; resolves once what is under way has been recorded. */
	stop(): Promise<void>;
	/** While `stop` waits: engines are waited for no longer. A start under way becomes unclear, unless its engine knows better. */
	hurry(): void;
}

export function createLoops(given: Omit<ArchiverNeeds & ReaperNeeds & DispatcherNeeds, "halt">): Loops {
	const halt = new Halt();
	const needs = { ...given, halt };
	const poller = createPoller(needs);
	const wakePoller = (id: number) => poller.wakeTask(id);
	const dispatcher = createDispatcher(needs, wakePoller);
	const reconciler = createReconciler(needs, wakePoller);
	const archiver = createArchiver(needs);
	const reaper = createReaper(needs);
	const latecomers = createLatecomers(needs);
	const all = [dispatcher, poller, reconciler, archiver, reaper, latecomers];
	const endListening = needs.store.onCommit((tasks) => {
		needs.desk.see(tasks);
		if (tasks.some((task) => task.status !== "starting")) dispatcher.wake();
	});
	needs.desk.onDeparture((task) => {
		if (!task.late) void forgetAtEngine(needs, task);
	});

	return {
		dispatcher,
		poller,
		reconciler,
		archiver,
		reaper,
		latecomers,
		async start() {
			halt.begin();
			await needs.store.adopt(needs.owner);
			for (const loop of all) loop.start();
		},
		async stop() {
			halt.stop();
			await Promise.all(all.map((loop) => loop.stop()));
			endListening();
		},
		hurry: () => halt.hurry(),
	};
}
