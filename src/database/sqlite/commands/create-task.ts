import type { Mode } from "../../../core/account.ts";
import { FilmgateError } from "../../../core/errors.ts";
import type { Task } from "../../../core/task.ts";
import type { Connection } from "../connection.ts";
import { INSERT_TASK, readStored, SELECT_BY_REQUEST } from "../rows.ts";
import { countMade } from "./count-usage.ts";
import { countInFlight, roomFor } from "./model-limits.ts";
import { joinQueue } from "./turns.ts";

/** A draft with its columns written already, by the thread that has the task: what crosses over is flat. */
export interface CreateTask {
	/** As `insertValues` made it. */
	readonly values: (string | number | null)[];
	/** Null when the request came without a key; else what names it beside account and mode. */
	readonly request: { readonly wire: string; readonly key: string } | null;
	/** Distinct blobs that the order reads. */
	readonly inputs: readonly string[];
	readonly account: string;
	readonly mode: Mode;
	/** As the client named it. */
	readonly model: string;
	readonly operation: string;
	readonly engine: string;
	readonly notBeforeAt: number;
	readonly price: number;
	readonly maxInFlight: number;
	readonly at: number;
}

export type CreateTaskResult =
	| { readonly kind: "created"; readonly id: number }
	| { readonly kind: "known"; readonly task: Task; readonly hash: string }
	| { readonly kind: "insufficient-credits" }
	| { readonly kind: "too-many-tasks" }
	| { readonly kind: "too-many-of-model"; readonly limit: number };

/** The request key first, then the limits and the money, then the row: a refusal has written nothing. */
export function createTask(connection: Connection, payload: CreateTask): CreateTaskResult {
	const known = findKnown(connection, payload);
	if (known !== null) return known;
	const room = roomFor(connection, payload);
	if (room.kind === "full") return { kind: "too-many-of-model", limit: room.limit };
	if (!hold(connection, payload)) return refusal(connection, payload);
	const id = insert(connection, payload.values);
	joinQueue(connection, payload);
	if (room.kind === "free") countInFlight(connection, payload, 1);
	countMade(connection, payload);
	connection
		.sql("INSERT INTO ledger (account, mode, kind, amount, task_id, at) VALUES (?, ?, 'hold', ?, ?, ?)")
		.run(payload.account, payload.mode, payload.price, id, payload.at);
	for (const sha256 of payload.inputs) connection.sql("INSERT INTO task_inputs VALUES (?, ?)").run(sha256, id);
	return { kind: "created", id };
}

function findKnown(connection: Connection, { request, account, mode }: CreateTask): CreateTaskResult | null {
	if (request === null) return null;
	const row = connection.sql(SELECT_BY_REQUEST).get(account, mode, request.wire, request.key);
	if (row === undefined) return null;
	const { task, hash } = readStored(row);
	return { kind: "known", task, hash: hash ?? "" };
}

function hold(connection: Connection, { account, mode, price, maxInFlight }: CreateTask): boolean {
	const { changes } = connection
		.sql(`UPDATE purses SET balance = balance - ?, held = held + ?, in_flight = in_flight + 1
			WHERE account = ? AND mode = ? AND balance >= ? AND in_flight < ?`)
		.run(price, price, account, mode, price, maxInFlight);
	return changes === 1;
}

function refusal(connection: Connection, { account, mode, price }: CreateTask): CreateTaskResult {
	const balance = connection
		.sql("SELECT balance FROM purses WHERE account = ? AND mode = ?")
		.pluck()
		.get(account, mode);
	if (typeof balance !== "number") throw new FilmgateError("not_found", "There is no such account.");
	return { kind: balance < price ? "insufficient-credits" : "too-many-tasks" };
}

/** Ids rise, so a taken one is rare and its neighbour is most likely free. */
function insert(connection: Connection, [wanted, ...rest]: CreateTask["values"]): number {
	const statement = connection.sql(INSERT_TASK);
	let id = Number(wanted);
	while (statement.run(id, ...rest).changes === 0) id += 1;
	return id;
}
