import type { Task } from "../../core/task.ts";
import { runBatch, toError } from "./batch.ts";
import { runCommand } from "./commands/index.ts";
import type { Connection } from "./connection.ts";
import type { CommitListener, Writer } from "./writer.ts";

/** How many writes of commands a server may fall behind before it misses which tasks they changed. */
const WRITES_REMEMBERED = 10_000;

/**
 * Writes at once, in the calling thread, a transaction for each command: for a command-line command that has a few
 * things to say beside (or without) a running server. Each write moves `meta.generation` and notes the tasks that it
 * changed, which tells that server.
 */
export function createDirectWriter(connection: Connection): Writer {
	const listeners = new Set<CommitListener>();
	return {
		async write(name, payload, { read }) {
			const run: typeof runCommand = (_connection, command) => {
				const result = runCommand(connection, command);
				tellServer(connection, read(result as Parameters<typeof read>[0]).changed);
				return result;
			};
			const outcome = runBatch(connection, [{ name, payload }], run)[0];
			if (outcome === undefined || "failure" in outcome) throw toError((outcome as { failure: never }).failure);
			const { value, changed } = read(outcome.result as Parameters<typeof read>[0]);
			if (changed.length > 0) for (const listener of listeners) listener(changed);
			return value;
		},
		// Whoever writes is told at once.
		health: { obstacle: null },
		onCommit(listener) {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
		async close() {
			connection.close();
		},
	};
}

function tellServer(connection: Connection, changed: readonly Task[]): void {
	const generation = Number(
		connection.sql("UPDATE meta SET value = value + 1 WHERE name = 'generation' RETURNING value").pluck().get(),
	);
	connection.sql("DELETE FROM outside_changes WHERE generation <= ?").run(generation - WRITES_REMEMBERED);
	const note = connection.sql("INSERT INTO outside_changes VALUES (?, ?) ON CONFLICT DO NOTHING");
	for (const { id } of changed) note.run(generation, id);
}
