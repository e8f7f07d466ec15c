import { type Announcement, type Payload, taskWhenAnnounced } from "../core/announcement.ts";
import type { AnnouncementStore, AttemptRecord } from "../core/ports/announcements.ts";
import type { Log } from "../core/ports/log.ts";
import type { Reached } from "../core/ports/step.ts";
import type { TaskStore } from "../core/ports/task-store.ts";
import type { Loop } from "../core/service.ts";
import type { Task } from "../core/task.ts";
import { eventOfChange } from "../core/webhook.ts";
import { attemptDelivery, type DeliveryNeeds } from "./attempt-delivery.ts";
import { DeliveryLane } from "./delivery-lane.ts";
import { createLoop } from "./loop.ts";
import { UnderWay } from "./under-way.ts";

export interface DelivererNeeds extends DeliveryNeeds {
	readonly store: Pick<TaskStore, "find" | "onCommit">;
	readonly announcements: AnnouncementStore;
	readonly log: Log;
	/** Attempts under way at one time over all webhooks; 2,048 if left out. */
	readonly atOnce?: number;
	readonly reached?: Reached | undefined;
}

export interface Deliverer extends Loop {
	/** Webhooks were changed, or deliveries asked for, by another process: looks at everything again. */
	refresh(): Promise<void>;
}

const AT_ONCE = 2_048;
/** The part of them that receivers which were slow or failed at their last attempt may not take. */
const KEPT_FOR_QUICK = 0.25;
const AFTER_ERROR_MS = 1_000;
/** How long `stop` lets attempts end by themselves; what it cuts off is sent again by the next server. */
const STOP_WITHIN_MS = 3_000;
const SWEEP_EVERY_MS = 3_600_000;
const SWEEP_MORE_MS = 1_000;
const SWEEP_AT_ONCE = 500;
/** How long settled announcements and their log are kept. */
export const ANNOUNCEMENT_RETENTION_MS = 30 * 24 * 3_600_000;

/**
 * Tells webhooks what was announced to them: at least once, in order per task, each by the schedule of its form. Woken by
 * commits. A crash between sending and recording sends the same bytes under the same id again.
 */
export function createDeliverer(needs: DelivererNeeds): Deliverer {
	const rounds = new DeliveryRounds(needs);
	const loop = createLoop({ ...needs, name: "deliverer", round: () => rounds.go(), settled: () => rounds.settled() });
	rounds.wakeLoop = () => loop.wake();
	const endListening = needs.store.onCommit((tasks) => rounds.see(tasks));
	return {
		start: () => loop.start(),
		runOnce: () => loop.runOnce(),
		refresh: () => rounds.refresh(),
		async stop() {
			endListening();
			const end = needs.clock.after(STOP_WITHIN_MS, () => rounds.cutOff());
			await loop.stop();
			end();
		},
	};
}

class DeliveryRounds {
	wakeLoop: () => void = () => {};
	readonly #needs: DelivererNeeds;
	readonly #underWay = new UnderWay();
	readonly #cutOff = new AbortController();
	/** In the order of their turns: one that was served goes to the end. */
	readonly #lanes = new Map<string, DeliveryLane>();
	/** Webhooks in use by account and mode; null until they were read. */
	#hearers: ReadonlyMap<string, readonly string[]> | null = null;
	#busy = 0;
	#sweepDueAt = 0;

	constructor(needs: DelivererNeeds) {
		this.#needs = needs;
	}

	/** Committed tasks of which somebody may have to be told. */
	see(tasks: readonly Task[]): void {
		if (this.#hearers === null || this.#hearers.size === 0) return;
		let some = false;
		for (const task of tasks) {
			if (eventOfChange("queued", task.status) === null) continue;
			for (const webhook of this.#hearers.get(laneKey(task)) ?? []) {
				this.#touch(webhook);
				some = true;
			}
		}
		if (some) this.wakeLoop();
	}

	async refresh(): Promise<void> {
		const { announcements } = this.#needs;
		const hearers = new Map<string, string[]>();
		const webhooks = await announcements.listWebhooks();
		for (const webhook of webhooks) {
			const key = laneKey(webhook);
			const others = hearers.get(key);
			if (others === undefined) hearers.set(key, [webhook.id]);
			else others.push(webhook.id);
		}
		this.#hearers = hearers;
		const known = new Set(webhooks.map(({ id }) => id));
		for (const id of this.#lanes.keys()) if (!known.has(id)) this.#lanes.delete(id);
		for (const webhook of await announcements.waiting()) this.#touch(webhook);
		this.wakeLoop();
	}

	async go(): Promise<number | null> {
		if (this.#hearers === null) await this.refresh();
		const { clock } = this.#needs;
		await this.#sweep(clock.now());
		for (const lane of [...this.#lanes.values()]) {
			if (lane.isDue(clock.now())) await this.#serve(lane);
		}
		return this.#restMs(clock.now());
	}

	settled(): Promise<void> {
		return this.#underWay.settled();
	}

	cutOff(): void {
		this.#cutOff.abort(new Error("The server is shutting down."));
	}

	/** There may be something for this webhook now. */
	#touch(webhook: string): void {
		const lane = this.#lanes.get(webhook);
		if (lane === undefined) this.#lanes.set(webhook, new DeliveryLane(webhook, 0));
		else lane.nextAt = 0;
	}

	async #serve(lane: DeliveryLane): Promise<void> {
		const begins = Math.min(lane.free, this.#freeFor(lane));
		if (begins <= 0) return;
		const now = this.#needs.clock.now();
		lane.nextAt = Number.POSITIVE_INFINITY;
		const limit = lane.underWay.size + begins + 1;
		const upcoming = await this.#needs.announcements.upcoming(lane.webhook, limit);
		const waiting = upcoming.filter(({ id }) => !lane.underWay.has(id));
		const due = waiting.filter(({ nextAt }) => nextAt !== null && nextAt <= now).slice(0, begins);
		const next = waiting[due.length];
		if (next !== undefined) lane.nextAt = Math.min(lane.nextAt, next.nextAt ?? Number.POSITIVE_INFINITY);
		this.#lanes.delete(lane.webhook);
		this.#lanes.set(lane.webhook, lane);
		for (const announcement of due) {
			lane.underWay.add(announcement.id);
			this.#busy += 1;
			this.#underWay.add(this.#deliver(lane, announcement));
		}
	}

	#freeFor(lane: DeliveryLane): number {
		const all = this.#needs.atOnce ?? AT_ONCE;
		return (lane.slow ? Math.floor(all * (1 - KEPT_FOR_QUICK)) : all) - this.#busy;
	}

	async #deliver(lane: DeliveryLane, announcement: Announcement): Promise<void> {
		try {
			await this.#tell(lane, announcement);
		} catch (error) {
			lane.pauseUntil(this.#needs.clock.now() + AFTER_ERROR_MS);
			if (!this.#cutOff.signal.aborted) {
				this.#needs.log.error({ err: error, announcement: announcement.id }, "an announcement could not be handled");
			}
		}
		lane.underWay.delete(announcement.id);
		lane.nextAt = 0;
		this.#busy -= 1;
		this.wakeLoop();
	}

	/** Rejects when it could not be recorded: then it is told again. */
	async #tell(lane: DeliveryLane, announcement: Announcement): Promise<void> {
		const { announcements } = this.#needs;
		const webhook = await announcements.findWebhook(announcement.webhook);
		if (webhook === null) return;
		const payload = announcement.payload ?? (await this.#render(announcement, webhook.form));
		this.#needs.reached?.("before-announcement-send");
		const { attempt, outcome } =
			typeof payload === "string"
				? this.#giveUp(payload)
				: await attemptDelivery(this.#needs, { webhook, announcement, payload, signal: this.#cutOff.signal });
		this.#needs.reached?.("after-send-before-record");
		await announcements.recordAttempt({ id: announcement.id, attempt, outcome });
		lane.learn({ delivered: outcome.kind === "delivered", ms: attempt.ms });
		if (outcome.kind === "dead" || outcome.kind === "gone") {
			const { id, taskId: task } = announcement;
			this.#needs.log.warn(
				{ announcement: id, webhook: webhook.id, task, error: attempt.error },
				"an announcement is dead",
			);
		}
	}

	/** What all attempts send, kept before the first; or in words why it cannot be said. */
	async #render(announcement: Announcement, form: keyof DelivererNeeds["forms"]): Promise<Payload | string> {
		const task = announcement.taskId === null ? null : await this.#needs.store.find(announcement.taskId);
		if (task === null || task.deletedAt !== null) return "its task is gone";
		let payload: Payload;
		try {
			payload = this.#needs.forms[form].render(announcement, taskWhenAnnounced(task, announcement));
		} catch (error) {
			this.#needs.log.error({ err: error, announcement: announcement.id }, "an announcement could not be written");
			return "it could not be put into words";
		}
		await this.#needs.announcements.keepPayload(announcement.id, payload);
		return payload;
	}

	/** No later attempt would do better. */
	#giveUp(error: string): Omit<AttemptRecord, "id"> {
		const attempt = { at: this.#needs.clock.now(), ms: 0, status: null, error, head: "" };
		return { attempt, outcome: { kind: "dead" } };
	}

	async #sweep(now: number): Promise<void> {
		if (now < this.#sweepDueAt) return;
		this.#sweepDueAt = now + SWEEP_MORE_MS;
		const before = now - ANNOUNCEMENT_RETENTION_MS;
		const swept = await this.#needs.announcements.sweepAnnouncements(before, SWEEP_AT_ONCE);
		if (swept < SWEEP_AT_ONCE) this.#sweepDueAt = now + SWEEP_EVERY_MS;
	}

	/** Lanes that are full, or find all connections taken, are woken by the next attempt that ends. */
	#restMs(now: number): number {
		let next = this.#sweepDueAt;
		for (const lane of this.#lanes.values()) {
			if (lane.free > 0 && (lane.turnAt > now || this.#freeFor(lane) > 0)) next = Math.min(next, lane.turnAt);
		}
		return Math.max(0, next - now);
	}
}

function laneKey({ account, mode }: Pick<Task, "account" | "mode">): string {
	return `${account} ${mode}`;
}
