import { z } from "zod";
import { POSITION_LIMIT } from "../../core/ports/task-store.ts";
import type { Task } from "../../core/task.ts";
import { type Standing, turnsAhead } from "../../core/turn.ts";
import type { Connection } from "./connection.ts";

const standing = z.object({ account: z.string(), working: z.int(), served: z.int(), nextAt: z.int().nullable() });
const standings = z.array(standing);
type Waiting = z.infer<typeof standing>;

const STANDING = `SELECT account, working, served, next_at AS "nextAt" FROM turns`;

/** As the port promises it. Nothing is counted beyond what goes before the task, nor beyond the limit. */
export function queuePosition(connection: Connection, task: Task, now: number): number {
	if (task.status !== "queued") return 0;
	const { engine, mode, account, id, notBeforeAt } = task;
	const before = connection
		.sql(`SELECT count(*) FROM (SELECT 1 FROM tasks WHERE status = 'queued' AND engine = ? AND mode = ?
			AND account = ? AND (not_before_at, id) < (?, ?) LIMIT ?)`)
		.pluck()
		.get(engine, mode, account, notBeforeAt, id, POSITION_LIMIT) as number;
	if (before === POSITION_LIMIT) return POSITION_LIMIT;
	const own = standingOf(connection, task);
	const others = otherAccounts(connection, task, own.working + before);
	const waiting = connection
		.sql(`SELECT count(*) FROM (SELECT 1 FROM tasks WHERE status = 'queued' AND engine = ? AND mode = ?
			AND account = ? AND not_before_at <= ? LIMIT ?)`)
		.pluck();
	const dueAt = Math.max(now, notBeforeAt);
	let position = before;
	for (const other of others) {
		const ahead = Math.min(turnsAhead(own, before, other), POSITION_LIMIT - position);
		if (ahead > 1) position += waiting.get(engine, mode, other.account, dueAt, ahead) as number;
		else if (ahead === 1 && (other.nextAt ?? Number.POSITIVE_INFINITY) <= dueAt) position += 1;
	}
	return position;
}

function standingOf(connection: Connection, { engine, mode, account }: Task): Standing {
	const row = connection.sql(`${STANDING} WHERE engine = ? AND mode = ? AND account = ?`).get(engine, mode, account);
	return row === undefined ? { account, working: 0, served: 0 } : standing.parse(row);
}

/** Those that have something waiting and no more at work than `mostWorking`: one task of each goes first at least, or one draws level. */
function otherAccounts(connection: Connection, { engine, mode, account }: Task, mostWorking: number): Waiting[] {
	const rows = connection
		.sql(`${STANDING} INDEXED BY turns_waiting WHERE engine = ? AND mode = ?
			AND working <= ? AND next_at IS NOT NULL ORDER BY working, served, account LIMIT ?`)
		.all(engine, mode, mostWorking, POSITION_LIMIT + 1);
	return standings.parse(rows).filter((other) => other.account !== account);
}
