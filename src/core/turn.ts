import type { Task } from "./task.ts";

/**
 * Whether a task takes one of its engine's slots: the engine was asked, or works. Films that are being archived take
 * none, for the engine is done with them; nor does work that is stuck because a test key asked for it, and stays so for an hour.
 */
export function occupiesEngine({ status, order }: Pick<Task, "status" | "order">): boolean {
	if (order.script?.outcome === "stuck") return false;
	return status === "starting" || status === "unclear" || status === "running";
}

/** Where an account stands in a lane (one engine, one mode). */
export interface Standing {
	readonly account: string;
	/** How many of its tasks occupy the engine. */
	readonly working: number;
	/** Rises with every claim in the lane: the number of this account's latest one, 0 when it never had one. */
	readonly served: number;
}

/**
 * Whose turn it is when a slot is free: negative when `one` goes before `other`. The account with the fewest tasks at the
 * engine; among equals the one that was served longest ago. Within an account, tasks start in the order in which they
 * may start. So every account that waits comes to its share of the slots as they become free, whatever the length of
 * the others' queues, and one that has nothing at work gets the next slot.
 */
export function compareTurns(one: Standing, other: Standing): number {
	return one.working - other.working || one.served - other.served || (one.account < other.account ? -1 : 1);
}

/**
 * How many tasks of another account are claimed before a task that has `before` of its own account's tasks ahead of it,
 * if every slot that becomes free meanwhile is given out by turns and nothing ends: at most so many, fewer when the other
 * account's queue is shorter.
 */
export function turnsAhead(own: Standing, before: number, other: Standing): number {
	const level = own.working + before;
	const goesFirst = other.working > own.working || (other.working === own.working && compareTurns(other, own) < 0);
	return Math.max(0, level - other.working + (goesFirst ? 1 : 0));
}
