import type * as wire from "@filmgate/sdk";
import type { JsonValue } from "../../core/json.ts";
import { isTerminal, type Task } from "../../core/task.ts";
import type { UseCases } from "../../core/use-cases/use-cases.ts";
import type { Handler, Links, ServerEvent } from "../dialect.ts";
import { readTaskId } from "./task-id.ts";
import { viewTask } from "./view-task.ts";

/**
 * GET /api/v1/tasks/{id}/events: the task as it is, and again whenever it has changed, until it has ended. Each event is
 * the whole task, so whoever comes back with a `Last-Event-ID` is simply told how it is now; one that has seen the end
 * gets 204, which tells an EventSource to come back no more.
 */
export const events: Handler = async (request, { tasks }) => {
	const { caller, links, headers, signal } = request;
	const id = readTaskId(request.params);
	const seen = headers["last-event-id"];
	if (seen !== undefined) {
		const task = await tasks.read(caller, id);
		if (isTerminal(task.status) && seen === String(task.version)) return { status: 204, body: null };
	}
	const snapshots = await tasks.watch(caller, id, signal);
	return { events: toEvents(snapshots, { links, tasks, origin: String(headers.host) }) };
};

interface View {
	readonly links: Links;
	readonly tasks: UseCases;
	/** What links depend on. */
	readonly origin: string;
}

async function* toEvents(snapshots: AsyncIterable<Task>, view: View): AsyncGenerator<ServerEvent> {
	let last = "";
	for await (const snapshot of snapshots) {
		const { event, text } = await render(snapshot, view);
		// A task that waits is looked at again although nothing may have moved.
		if (text === last) continue;
		last = text;
		yield event;
	}
}

interface Rendered {
	readonly event: ServerEvent;
	readonly text: string;
}

/** Everybody who watches a task is given the same snapshots, so each is rendered once, whatever the number of clients. */
const rendered = new WeakMap<Task, Map<string, Promise<Rendered>>>();

function render(task: Task, view: View): Promise<Rendered> {
	const byOrigin = rendered.get(task) ?? new Map<string, Promise<Rendered>>();
	rendered.set(task, byOrigin);
	const known = byOrigin.get(view.origin) ?? renderAnew(task, view);
	byOrigin.set(view.origin, known);
	return known;
}

async function renderAnew(task: Task, { links, tasks }: View): Promise<Rendered> {
	const data: wire.TaskEvent = await viewTask(task, links, tasks);
	const event = { id: String(task.version), event: "task", data: data as unknown as JsonValue };
	return { event, text: JSON.stringify(data) };
}
