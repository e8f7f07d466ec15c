import type { Connection } from "../connection.ts";

export function resumeEngine(connection: Connection, engine: string): boolean {
	return connection.sql("DELETE FROM engine_pauses WHERE engine = ?").run(engine).changes === 1;
}
