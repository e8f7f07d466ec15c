import type { BlobAge, BlobStore } from "../core/ports/blob-store.ts";
import type { UploadStore } from "../core/ports/upload-store.ts";
import type { Task } from "../core/task.ts";
import { callEngine } from "./call-engine.ts";
import { createLoop, type WakingLoop } from "./loop.ts";
import { engineOf, type LoopNeeds } from "./needs.ts";
import { storeProgress } from "./store-progress.ts";

export interface ReaperNeeds extends LoopNeeds {
	readonly blobs: BlobStore;
	readonly uploads: UploadStore;
}

const EVERY_MS = 1_000;
const RETENTION_EVERY_MS = 60_000;
const AT_ONCE = 500;
const CANCEL_LIMIT_MS = 10_000;
/** How long a deleted task's number and request key are remembered. */
export const TOMBSTONE_MS = 30 * 24 * 3_600_000;
/** Younger bytes may belong to a request that is still being read. */
export const BLOB_GRACE_MS = 3_600_000;

/** Ends what has lasted too long, and takes away what nobody may want any more: tasks, uploads, then their bytes. */
export function createReaper(needs: ReaperNeeds): WakingLoop {
	const { store, uploads, blobs, clock } = needs;
	let retentionDueAt = 0;

	async function round(): Promise<number> {
		for (const task of await store.overdue(clock.now(), AT_ONCE)) await endOverdue(task);
		if (clock.now() >= retentionDueAt) {
			retentionDueAt = clock.now() + RETENTION_EVERY_MS;
			await removeExpired();
			await removeBlobs();
		}
		return EVERY_MS;
	}

	async function endOverdue(task: Task): Promise<void> {
		try {
			const stopped = task.status === "running" && (await tellEngine(task));
			await storeProgress(needs, task.id);
			await store.apply(task.id, { type: "deadline-passed", stopped }, task.owner ?? "anybody");
		} catch (error) {
			// One that cannot be ended must not keep the others from their end.
			needs.log.error({ err: error, task: task.id }, "a task that is overdue could not be ended yet");
		}
	}

	/** The work is not wanted any more. True when the engine confirmed its end; one that cannot be told may finish for nobody. */
	async function tellEngine(task: Task): Promise<boolean> {
		try {
			const engine = engineOf(needs, task.engine);
			const call = async (signal: AbortSignal) => engine.cancel?.(task.handle, { signal });
			return (await callEngine(needs, CANCEL_LIMIT_MS, call)) === "stopped";
		} catch (error) {
			needs.log.warn({ err: error, task: task.id }, "an engine could not be told that a task is over");
			return false;
		}
	}

	async function removeExpired(): Promise<void> {
		for (const task of await store.expired(clock.now(), AT_ONCE))
			await store.apply(task.id, { type: "deleted" }, "anybody");
		await store.sweepTombstones(clock.now() - TOMBSTONE_MS, AT_ONCE);
		await uploads.sweepUploads(clock.now(), AT_ONCE);
	}

	async function removeBlobs(): Promise<void> {
		const age = { olderThanMs: BLOB_GRACE_MS, now: clock.now() };
		let batch: string[] = [];
		for await (const sha256 of blobs.listOld(age)) {
			batch.push(sha256);
			if (batch.length < AT_ONCE) continue;
			await removeUnreferred(batch, age);
			batch = [];
		}
		await removeUnreferred(batch, age);
	}

	async function removeUnreferred(hashes: readonly string[], age: BlobAge): Promise<void> {
		const referred = await uploads.referredBlobs(hashes);
		for (const sha256 of hashes) if (!referred.has(sha256)) await blobs.remove(sha256, age);
	}

	return createLoop({ ...needs, name: "reaper", round });
}
