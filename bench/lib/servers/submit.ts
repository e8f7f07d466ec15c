import { join } from "node:path";
import { createKeyring } from "../../../src/accounts/keyring.ts";
import { loadKeys } from "../../../src/accounts/master-secret.ts";
import { createMemoryBlobStore } from "../../../src/contracts/memory-blob-store.ts";
import { systemClock as clock } from "../../../src/core/clock.ts";
import { createIdMinter } from "../../../src/core/ids.ts";
import { silentLog as log } from "../../../src/core/ports/log.ts";
import { allowAll } from "../../../src/core/ports/moderator.ts";
import type { TaskStore } from "../../../src/core/ports/task-store.ts";
import type { WebhookCases } from "../../../src/core/use-cases/webhooks.ts";
import { createUseCases } from "../../../src/core/use-cases/create-use-cases.ts";
import { createSqliteDatabase } from "../../../src/database/sqlite/database.ts";
import { createHttpServer } from "../../../src/http/server.ts";
import { RateLimit } from "../../../src/http/rate-limit.ts";
import { StatusCache } from "../../../src/http/status-cache.ts";
import { createLinkSigner } from "../../../src/media/link-signer.ts";
import { serveParent } from "../parent.ts";

// The front of a server without its loops, on the data folder that it is given. With `nothing` behind it every create is
// said to have been done: all the rest of the way of a submit is the same.

const [folder = "", behind] = process.argv.slice(2);
const database = await createSqliteDatabase({ file: join(folder, "filmgate.db"), clock });
const { accounts, uploads, announcements, largestId } = database;
const keys = loadKeys(folder, undefined);
const forgetful: TaskStore = { ...database.tasks, create: async ({ task }) => ({ kind: "created", task }) };
const store = behind === "nothing" ? forgetful : database.tasks;
const tasks = createUseCases({
	...{ store, clock, uploads, accounts, announcements, ids: createIdMinter(clock, largestId), random: Math.random },
	moderator: allowAll,
	route: () => "preview",
	canStop: () => false,
	liveProgress: () => null,
	onProgress: () => {},
	operations: () => ["text-to-video"],
	waitsAtOnce: 1_000,
});
const noMedia = async () => {
	throw new Error("The bench sends no media.");
};
let commits = 0;
store.onCommit(() => {
	commits += 1;
});

const http = await createHttpServer({
	...{ tasks, store, uploads, clock, log, blobs: createMemoryBlobStore(clock) },
	keyring: await createKeyring(accounts, keys.seal, clock),
	statuses: new StatusCache(),
	limits: { polls: new RateLimit(0, "requests"), submits: new RateLimit(0, "requests") },
	media: { fromStream: noMedia, fromText: noMedia, fromLink: noMedia },
	pictures: { sheet: noMedia, thumbnail: noMedia, regions: noMedia },
	models: [],
	// Nobody asks about any.
	webhooks: {} as WebhookCases,
	signer: createLinkSigner(keys.links),
	publicUrl: null,
	corsOrigins: [],
	version: "0.0.0",
	now: () => clock.now(),
	health: () => ({ alive: true, database: null, engines: {} }),
});

serveParent(await http.listen({ host: "127.0.0.1", port: 0 }), () => commits);
