import type { FailureCode, Task } from "../../src/core/task.ts";
import type { UpstreamReport, Work } from "../upstream/works.ts";

/** Failures after which the upstream may bill what no client pays. */
const MAY_COST: readonly (FailureCode | undefined)[] = [
	"outcome_unknown",
	"engine_failed",
	"finish_deadline",
	"engine_lost",
	"archive_failed",
];

/** No token was started twice, no order was made twice, and what clients paid for is what the upstream made. */
export function compareStarts(tasks: readonly Task[], { works, starts }: UpstreamReport): string[] {
	const violations: string[] = [];
	const tokens = new Map<string, number>();
	for (const { kind, token } of starts) {
		if (kind === "repeater") continue;
		tokens.set(token, (tokens.get(token) ?? 0) + 1);
	}
	for (const [token, times] of tokens) if (times > 1) violations.push(`I3: token ${token} was started ${times} times`);
	const byPrompt = Map.groupBy(works, ({ prompt }) => prompt);
	for (const task of tasks) violations.push(...compareBill(task, byPrompt.get(task.order.prompt) ?? []));
	return violations;
}

function compareBill(task: Task, made: readonly Work[]): string[] {
	if (made.length > 1) return [`I3: task ${task.id} was made ${made.length} times by the ${task.engine}`];
	const [work] = made;
	if (task.status === "succeeded") {
		if (task.settlement !== "charged") return [`I4: task ${task.id} succeeded and is ${task.settlement}`];
		if (work === undefined || work.delivered === 0)
			return [`I4: task ${task.id} was charged, and the upstream delivered nothing`];
		return work.fails ? [`I4: task ${task.id} succeeded, and the upstream failed to make it`] : [];
	}
	if (task.settlement !== "released") return [`I4: task ${task.id} is ${task.status} and ${task.settlement}`];
	if (work === undefined || MAY_COST.includes(task.failure?.code)) return [];
	return [`I4: task ${task.id} failed as ${task.failure?.code}, and the upstream made it`];
}
