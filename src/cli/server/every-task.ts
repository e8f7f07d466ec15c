import type { Mode } from "../../core/account.ts";
import type { Task, TaskStatus } from "../../core/task.ts";
import type { SqliteStores } from "../../database/sqlite/database.ts";

export interface TaskFilter {
	readonly statuses: readonly TaskStatus[];
	readonly account?: string | undefined;
	readonly mode?: Mode | undefined;
}

const PAGE = 100;
const MODES: readonly Mode[] = ["live", "test"];

/** Every task that fits, account by account, each account's newest first. */
export async function* everyTask(stores: SqliteStores, { statuses, account, mode }: TaskFilter): AsyncGenerator<Task> {
	const accounts = account === undefined ? (await stores.accounts.listAccounts()).map(({ id }) => id) : [account];
	for (const id of accounts) {
		for (const each of mode === undefined ? MODES : [mode]) {
			const query = { account: id, mode: each, statuses, limit: PAGE };
			let page = await stores.tasks.list(query);
			while (page.length > 0) {
				yield* page;
				const last = page.at(-1);
				page = last === undefined || page.length < PAGE ? [] : await stores.tasks.list({ ...query, before: last.id });
			}
		}
	}
}
