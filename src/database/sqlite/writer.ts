import type { Task } from "../../core/task.ts";
import type { CommandName, PayloadOf, ResultOf } from "./commands/index.ts";

/** Takes commands to the file, one batch after the other. */
export interface Writer {
	/**
	 * Runs a command; resolves after its commit is on disk, with what `read` makes of its result. Rejects with a
	 * `FilmgateError` when the command or its commit failed: then it wrote nothing.
	 */
	write<Name extends CommandName, Value>(
		name: Name,
		payload: PayloadOf<Name>,
		options: WriteOptions<Name, Value>,
	): Promise<Value>;
	/** Called after each commit that changed tasks, before anybody's promise is heard. The returned function ends it. */
	onCommit(listener: CommitListener): () => void;
	/** How its last batch went. */
	readonly health: WriterHealth;
	/** Resolves once everything that was accepted is settled and the file is closed. */
	close(): Promise<void>;
}

export interface WriterHealth {
	/** In a word for an operator what stands in the way; null while the file can be written. */
	readonly obstacle: string | null;
}

export interface WriteOptions<Name extends CommandName, Value> {
	/** What the command's sender gets, and the tasks that it changed. */
	readonly read: (result: ResultOf<Name>) => Written<Value>;
	/** Whether it is turned away with `busy` while too much waits; what the server owes to work it has begun never is. */
	readonly refusable: boolean;
}

export interface Written<Value> {
	readonly value: Value;
	readonly changed: readonly Task[];
}

export type CommitListener = (tasks: readonly Task[]) => void;

/** For commands that change no task and whose result is the answer. */
export function asItIs<Value>(value: Value): Written<Value> {
	return { value, changed: [] };
}
