import type { LedgerKind, Settlement } from "../../core/money.ts";
import { isTerminal, type TaskStatus } from "../../core/task.ts";
import type { Disagreement, Figures } from "./purse-sums.ts";

/** One line of the ledger. */
export interface TaskEntry {
	readonly taskId: number | null;
	readonly account: string;
	readonly mode: string;
	readonly kind: LedgerKind;
	readonly amount: number;
}

/** What a task's own row says of its money. */
export interface LedgerTask {
	readonly id: number;
	readonly account: string;
	readonly mode: string;
	readonly status: TaskStatus;
	readonly price: number;
	readonly settlement: Settlement | null;
}

const SETTLED_BY: Readonly<Partial<Record<LedgerKind, Settlement>>> = { charge: "charged", release: "released" };

/** Invariant I4, from what was written: one hold of the price, at most one settlement of as much, and a row that says the same. */
export function checkTask(task: LedgerTask | null, entries: readonly TaskEntry[]): Disagreement | null {
	const holds = entries.filter(({ kind }) => kind === "hold");
	const settlements = entries.filter(({ kind }) => SETTLED_BY[kind] !== undefined);
	const [hold] = holds;
	const [settlement] = settlements;
	const owner = task ?? hold ?? entries[0];
	if (owner === undefined) return null;
	const taskId = task?.id ?? entries[0]?.taskId ?? null;
	const say = (about: string, ...figures: Figures): Disagreement => ({
		account: owner.account,
		mode: owner.mode,
		taskId,
		about,
		figures,
	});
	const ledger = (value: number | string | null) => ({ source: "the ledger", value });
	const rule = (value: number | string | null) => ({ source: "a task", value });
	const row = (value: number | string | null) => ({ source: "the task", value });

	if (hold === undefined || holds.length > 1) return say("number of holds", ledger(holds.length), rule(1));
	if (settlements.length > 1) return say("number of settlements", ledger(settlements.length), rule(1));
	const others = entries.length - holds.length - settlements.length;
	if (others > 0) return say("number of grants and adjustments", ledger(others), rule(0));
	if (settlement !== undefined && settlement.amount !== hold.amount) {
		return say(settlement.kind, ledger(settlement.amount), { source: "its hold", value: hold.amount });
	}
	const stranger = entries.find(({ account, mode }) => account !== owner.account || mode !== owner.mode);
	if (stranger !== undefined) {
		return say(`purse of the ${stranger.kind}`, ledger(`${stranger.account} ${stranger.mode}`), {
			source: task === null ? "its hold" : "the task",
			value: `${owner.account} ${owner.mode}`,
		});
	}
	const settled = settlement === undefined ? null : (SETTLED_BY[settlement.kind] ?? null);
	if (task === null) {
		return settled === null ? say("settlement", ledger(null), { source: "a task that is gone", value: "any" }) : null;
	}
	if (task.price !== hold.amount) return say("hold", ledger(hold.amount), row(task.price));
	if (task.settlement !== settled) return say("settlement", ledger(settled), row(task.settlement));
	if (isTerminal(task.status) !== (settled !== null)) return say("settlement", ledger(settled), row(task.status));
	return null;
}
