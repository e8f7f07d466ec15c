import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { testAccountStore } from "../../contracts/account-store-contract.ts";
import { testAnnouncementStore } from "../../contracts/announcement-store-contract.ts";
import { testEngineSwitch } from "../../contracts/engine-switch-contract.ts";
import type { StoreContract, Stores } from "../../contracts/stores.ts";
import { testTaskStore } from "../../contracts/task-store-contract.ts";
import { testUploadStore } from "../../contracts/upload-store-contract.ts";
import type { Clock } from "../../core/clock.ts";
import { createSqliteDatabase, openSqliteForCommand, type SqliteStores } from "./database.ts";

type Open = (options: { readonly file: string; readonly clock: Clock }) => Promise<SqliteStores>;

const server = onFile("sqlite", createSqliteDatabase);
testTaskStore(server);
testAccountStore(server);
testUploadStore(server);
testAnnouncementStore(server);
testEngineSwitch(server);

/** What a command does to tasks is the same code; it differs in how it comes to the file. */
const command = onFile("sqlite for a command", openSqliteForCommand);
testAccountStore(command);
testUploadStore(command);
testAnnouncementStore(command);

function onFile(name: string, open: Open): StoreContract {
	return {
		name,
		async open({ clock }) {
			const folder = mkdtempSync(join(tmpdir(), "filmgate-"));
			const options = { file: join(folder, "filmgate.db"), clock };
			const wrap = (stores: SqliteStores): Stores => ({
				...stores,
				async close() {
					await stores.close();
					rmSync(folder, { recursive: true });
				},
				async reopen() {
					await stores.close();
					return wrap(await open(options));
				},
			});
			return wrap(await open(options));
		},
	};
}
