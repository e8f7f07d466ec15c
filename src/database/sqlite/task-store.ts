import type { Clock } from "../../core/clock.ts";
import type { Creation, TaskDraft, TaskStore } from "../../core/ports/task-store.ts";
import type { Task } from "../../core/task.ts";
import type { CreateMadeResult } from "./commands/create-made.ts";
import type { CreateTask, CreateTaskResult } from "./commands/create-task.ts";
import type { Heard } from "./commands/hear-others.ts";
import type { Connection } from "./connection.ts";
import { insertValues } from "./rows.ts";
import { createTaskReader } from "./task-reader.ts";
import { asItIs, type Writer, type Written } from "./writer.ts";

/** The task store of the embedded database. */
export function createTaskStore(options: { reader: Connection; writer: Writer; clock: Clock }): TaskStore {
	const { reader, writer, clock } = options;
	const readGeneration = () => Number(reader.sql("SELECT value FROM meta WHERE name = 'generation'").pluck().get());
	let heard = readGeneration();
	return {
		...createTaskReader(reader, clock),
		create: async (draft) =>
			writer.write("createTask", toCommand(draft), {
				read: (result) => readCreation(draft.task, result),
				refusable: true,
			}),
		createMade: async (draft, life) =>
			writer.write("createMade", { create: toCommand(draft), life }, { read: readMade, refusable: true }),
		apply: (id, event, by) =>
			writer.write(
				"applyEvent",
				{ id, event, by, now: clock.now() },
				{
					read: (result) => ({ value: result, changed: result.kind === "moved" ? [result.task] : [] }),
					refusable: by === "anybody",
				},
			),
		claim: ({ mintToken, limit, engine, mode, owner, longestJobMs }) => {
			const tokens = Array.from({ length: limit }, mintToken);
			const payload = { engine, mode, owner, longestJobMs, tokens, now: clock.now() };
			return writer.write("claimTasks", payload, { read: readTasks, refusable: false });
		},
		adopt: (owner) => writer.write("adoptTasks", { owner, now: clock.now() }, { read: readTasks, refusable: false }),
		sweepTombstones: (before, limit) =>
			writer.write("sweepTombstones", { before, limit }, { read: asItIs, refusable: false }),
		async hearOthers() {
			if (readGeneration() === heard) return;
			const read = (result: Heard): Written<Heard> => ({ value: result, changed: result.tasks });
			heard = (await writer.write("hearOthers", { after: heard }, { read, refusable: false })).generation;
		},
		onCommit: (listener) => writer.onCommit(listener),
	};
}

function toCommand(draft: TaskDraft): CreateTask {
	const { task, request, maxInFlight } = draft;
	return {
		values: insertValues(draft),
		request: request === null ? null : { wire: request.key.wire, key: request.key.key },
		inputs: [...new Set(task.order.inputs.map(({ medium }) => medium.sha256))],
		account: task.account,
		mode: task.mode,
		model: task.order.model,
		operation: task.order.operation,
		engine: task.engine,
		notBeforeAt: task.notBeforeAt,
		price: task.price,
		maxInFlight,
		at: task.createdAt,
	};
}

/** The task that was stored is the one that was sent, but for its id: so it need not come back. */
function readCreation(sent: Task, result: CreateTaskResult): Written<Creation> {
	if (result.kind !== "created") return { value: result, changed: [] };
	const task = result.id === sent.id ? sent : { ...sent, id: result.id };
	return { value: { kind: "created", task }, changed: [task] };
}

function readMade(result: CreateMadeResult): Written<Creation> {
	if (result.kind !== "made") return { value: result, changed: [] };
	return { value: { kind: "created", task: result.task }, changed: [result.task] };
}

function readTasks(tasks: readonly Task[]): Written<readonly Task[]> {
	return { value: tasks, changed: tasks };
}
