import { runBatch, toError } from "./batch.ts";
import { type Command, runCommand } from "./commands/index.ts";
import type { Connection } from "./connection.ts";
import type { CommitListener, Writer } from "./writer.ts";

/**
 * Writes at once, in the calling thread, a transaction for each command: for a command-line command that has a few
 * things to say beside (or without) a running server. Each write moves `meta.generation`, which tells that server.
 */
export function createDirectWriter(connection: Connection): Writer {
	const listeners = new Set<CommitListener>();
	return {
		async write(name, payload, { read }) {
			const outcome = runBatch(connection, [{ name, payload }], runAndTell)[0];
			if (outcome === undefined || "failure" in outcome) throw toError((outcome as { failure: never }).failure);
			const { value, changed } = read(outcome.result as Parameters<typeof read>[0]);
			if (changed.length > 0) for (const listener of listeners) listener(changed);
			return value;
		},
		onCommit(listener) {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
		async close() {
			connection.close();
		},
	};
}

function runAndTell(connection: Connection, command: Command): unknown {
	const result = runCommand(connection, command);
	connection.sql("UPDATE meta SET value = value + 1 WHERE name = 'generation'").run();
	return result;
}
