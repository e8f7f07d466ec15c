import type { Connection } from "../connection.ts";

export interface PauseEngine {
	readonly engine: string;
	readonly now: number;
}

export function pauseEngine(connection: Connection, { engine, now }: PauseEngine): boolean {
	const { changes } = connection
		.sql("INSERT INTO engine_pauses VALUES (?, ?) ON CONFLICT (engine) DO NOTHING")
		.run(engine, now);
	return changes === 1;
}
