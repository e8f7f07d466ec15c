import { FilmgateError } from "../../core/errors.ts";
import type { Connection } from "./connection.ts";
import { MIGRATIONS } from "./migrations/index.ts";

/**
 * Brings the file to the present schema, all or nothing, while nobody else can write. The schema's number is the count
 * of steps taken. Throws `conflict` for a file that a newer release has migrated.
 */
export function migrate({ database }: Connection, migrations: readonly string[] = MIGRATIONS): void {
	const steps = database.transaction(() => {
		const version = database.pragma("user_version", { simple: true }) as number;
		if (version > migrations.length) {
			throw new FilmgateError(
				"conflict",
				`The database was written by a newer Filmgate: its schema is ${version}, this release knows ${migrations.length}. Use that release, or restore a backup made before it.`,
			);
		}
		for (const sql of migrations.slice(version)) database.exec(sql);
		database.pragma(`user_version = ${migrations.length}`);
	});
	steps.immediate();
}
