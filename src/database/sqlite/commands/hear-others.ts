import type { Task } from "../../../core/task.ts";
import type { Connection } from "../connection.ts";
import { readTask, SELECT_TASKS } from "../rows.ts";

export interface HearOthers {
	/** The generation up to which everything was heard. */
	readonly after: number;
}

export interface Heard {
	readonly tasks: readonly Task[];
	readonly generation: number;
}

const CHANGED_TASKS = `${SELECT_TASKS} WHERE id IN (SELECT task_id FROM outside_changes WHERE generation > ?)`;

/** The tasks that commands beside this server changed, as they are now. Read between this server's own commits, so that their order holds. */
export function hearOthers(connection: Connection, { after }: HearOthers): Heard {
	const generation = connection.sql("SELECT value FROM meta WHERE name = 'generation'").pluck().get();
	return { tasks: connection.sql(CHANGED_TASKS).all(after).map(readTask), generation: Number(generation) };
}
