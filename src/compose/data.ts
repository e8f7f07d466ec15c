import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { createKeyring } from "../accounts/keyring.ts";
import { liveKeysOnly } from "../accounts/live-keys-only.ts";
import { loadKeys } from "../accounts/master-secret.ts";
import type { Config } from "../config.ts";
import { createIdMinter } from "../core/ids.ts";
import { createSqliteDatabase, type SqliteDatabase } from "../database/sqlite/database.ts";
import { Pauses } from "../loops/pauses.ts";
import { createFsBlobStore } from "../media/blobs/fs.ts";
import type { Surroundings } from "./parts.ts";

export type Data = Awaited<ReturnType<typeof openData>>;

/** What lasts: tasks, accounts, keys, bytes. */
export async function openData({ dataFolder, secret, testKeys }: Config, { clock }: Surroundings) {
	mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
	// Before the folder is locked: it throws when the secret is none.
	const keys = loadKeys(dataFolder, secret);
	const database = await createSqliteDatabase({ file: join(dataFolder, "filmgate.db"), clock });
	const { tasks: store, accounts, uploads, announcements, incarnation: owner } = database;
	const keyring = await createKeyring(testKeys ? accounts : liveKeysOnly(accounts), keys.seal, clock);
	const blobs = createFsBlobStore({ folder: join(dataFolder, "blobs"), clock });
	const ids = createIdMinter(clock, database.largestId);
	const pauses = new Pauses(database.engines);
	await pauses.refresh();
	const stores = { store, accounts, uploads, announcements };
	return {
		...stores,
		pauses,
		owner,
		keys,
		keyring,
		blobs,
		ids,
		disk: openDisk(database),
		closeData: () => database.close(),
	};
}

/** Whether the database can be written, and will be again. */
function openDisk({ obstacle, probe, died }: Pick<SqliteDatabase, "obstacle" | "probe" | "died">) {
	let dead = false;
	void died.then(() => {
		dead = true;
	});
	return { obstacle, probe, died, isDead: () => dead };
}
