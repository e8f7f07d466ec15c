import type { LoopNeeds } from "./needs.ts";

/**
 * Stores the latest figure of a task, which readers were told before. To be called before it ends, too, so that its end
 * shows no smaller one. The next figure is as good as this one: a database that cannot write keeps nobody from going on.
 */
export async function storeProgress({ desk, store, owner, log }: LoopNeeds, id: number): Promise<void> {
	const progress = desk.get(id)?.progress ?? null;
	if (progress === null) return;
	try {
		await store.apply(id, { type: "progressed", progress }, owner);
	} catch (error) {
		log.warn({ err: error, task: id }, "progress could not be stored");
	}
}
