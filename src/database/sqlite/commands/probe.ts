import type { Connection } from "../connection.ts";

/** Changes one page: a value that stays the same would not be written. */
export function probe(connection: Connection, _nothing: null): void {
	connection.sql("UPDATE meta SET value = value + 1 WHERE name = 'probes'").run();
}
