import type { Connection } from "../../src/database/sqlite/connection.ts";
import { readStored, SELECT_TASKS } from "../../src/database/sqlite/rows.ts";
import type { Task } from "../../src/core/task.ts";

/** Every task of the file. */
export function storedTasks(reader: Connection): readonly Task[] {
	return reader
		.sql(SELECT_TASKS)
		.all()
		.map((row) => readStored(row).task);
}

/** How many rows a query counts. */
export function count(reader: Connection, sql: string): number {
	return Number(reader.sql(sql).pluck().get());
}
