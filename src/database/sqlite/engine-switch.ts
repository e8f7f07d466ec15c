import { z } from "zod";
import type { EngineSwitch, LaneLoad, Pause } from "../../core/ports/engine-switch.ts";
import type { Connection } from "./connection.ts";
import { asItIs, type Writer } from "./writer.ts";

const pauseRow: z.ZodType<Pause> = z.object({ engine: z.string(), since: z.int() });

const loadRow: z.ZodType<LaneLoad> = z.object({
	engine: z.string(),
	mode: z.enum(["live", "test"]),
	waiting: z.int(),
	working: z.int(),
});

/** The engine switch of the embedded database. */
export function createEngineSwitch({ reader, writer }: { reader: Connection; writer: Writer }): EngineSwitch {
	return {
		pauseEngine: (engine, now) =>
			writer.write("pauseEngine", { engine, now }, { read: asItIs<boolean>, refusable: true }),
		resumeEngine: (engine) => writer.write("resumeEngine", engine, { read: asItIs<boolean>, refusable: true }),
		async listPauses() {
			const rows = reader.sql("SELECT engine, since FROM engine_pauses ORDER BY engine").all();
			return rows.map((row) => pauseRow.parse(row));
		},
		async listLoads() {
			const rows = reader
				.sql(`SELECT engine, mode, sum(working) AS working, (SELECT count(*) FROM tasks WHERE status = 'queued'
						AND engine = turns.engine AND mode = turns.mode) AS waiting
					FROM turns GROUP BY engine, mode`)
				.all();
			return rows.map((row) => loadRow.parse(row));
		},
	};
}
