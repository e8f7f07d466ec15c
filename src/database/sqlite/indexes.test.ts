import { join } from "node:path";
import { expect, test } from "vitest";
import { makeAccount, makeDraft, makeEvent, makeTask } from "../../contracts/task-factory.ts";
import { createFakeClock } from "../../contracts/fake-clock.ts";
import { makeAttempt, makeWebhook } from "../../contracts/announcement-store/make-webhook.ts";
import { createAccountStore } from "./account-store.ts";
import { createAnnouncementStore } from "./announcement-store.ts";
import { runBatch } from "./batch.ts";
import { type Connection, openWritable } from "./connection.ts";
import { createEngineSwitch } from "./engine-switch.ts";
import { migrate } from "./migrate.ts";
import { createTaskStore } from "./task-store.ts";
import { createUploadStore } from "./upload-store.ts";
import { makeFolder } from "./testing/folder.ts";
import type { AnnouncementStore } from "../../core/ports/announcements.ts";
import type { Writer } from "./writer.ts";

/** Lists of everything there is, for a server that starts, and for an operator who asks. */
const WHOLE_TABLES = [
	"FROM webhooks ORDER BY rowid",
	"next_at IS NOT NULL) ORDER BY rowid",
	"FROM accounts ORDER BY rowid",
	"FROM keys ORDER BY rowid",
	"FROM turns GROUP BY engine, mode",
	"FROM engine_pauses ORDER BY engine",
];

/** Scans of what is short by nature: a list that came with the question, the tasks that some server owns, what a LIMIT cut off. */
const SHORT_SCANS = /SCAN json_each|SCAN CONSTANT ROW|SCAN tasks USING INDEX tasks_owned|SCAN \(subquery-/;

test("every question is answered from an index, however many tasks there are", async () => {
	const connection = openWritable(join(makeFolder(), "filmgate.db"));
	migrate(connection);
	const texts = new Set<string>();
	await askEverything(listenTo(connection, texts));
	expect(texts.size).toBeGreaterThan(30);
	for (const text of texts) {
		if (WHOLE_TABLES.some((end) => text.endsWith(end)) || !/^(SELECT|UPDATE|DELETE)/.test(text)) continue;
		const plan = connection.database.prepare(`EXPLAIN QUERY PLAN ${text}`).all(...marks(text)) as { detail: string }[];
		const steps = plan.map((step) => step.detail).filter((detail) => !SHORT_SCANS.test(detail));
		expect(steps.join("; "), text).not.toMatch(/SCAN|TEMP B-TREE/);
	}
	connection.close();
});

async function askEverything(connection: Connection): Promise<void> {
	const writer: Writer = {
		async write(name, payload, { read }) {
			const [outcome] = runBatch(connection, [{ name, payload }]);
			if (outcome === undefined || "failure" in outcome) throw new Error(JSON.stringify(outcome));
			return read(outcome.result as Parameters<typeof read>[0]).value;
		},
		health: { obstacle: null },
		onCommit: () => () => {},
		close: async () => {},
	};
	const parts = { reader: connection, writer, clock: createFakeClock() };
	const [tasks, accounts, uploads] = [createTaskStore(parts), createAccountStore(parts), createUploadStore(parts)];

	const account = makeAccount();
	const draftOf = { account: account.id, price: 0 };
	const { maxInFlight } = account;
	await accounts.createAccount(account, { live: 0, test: 0 });
	await accounts.changeLimits(account.id, { maxInFlight, maxInFlightByModel: { "cogvideox-3": 9 } });
	const announcements = createAnnouncementStore(parts);
	const webhook = makeWebhook(account.id);
	await announcements.createWebhook(webhook);
	const key = { account: account.id, mode: "live", wire: "native", key: "key" } as const;
	const draft = makeDraft(draftOf, { request: { key, hash: "hash" } });
	await tasks.create(draft);
	const { id } = draft.task;
	for (const type of ["claimed", "started", "progressed", "done", "archived"] as const) {
		await tasks.apply(id, makeEvent(type), "anybody");
	}
	await askAnnouncements(announcements, { webhook: webhook.id, taskId: id });
	await tasks.apply(id, makeEvent("deleted"), "anybody");
	await tasks.claim({ engine: "e", mode: "live", limit: 1, owner: 1, longestJobMs: 1, mintToken: () => "t" });
	await tasks.adopt(1);
	await tasks.findByRequest(key);
	await tasks.list({ account: account.id, mode: "live", limit: 1 });
	await tasks.queuePosition(makeTask("queued"));
	await tasks.timeline(id);
	await tasks.overdue(0, 1);
	await tasks.expired(0, 1);
	await tasks.late(1);
	await tasks.nextClaimable(0);
	await tasks.findFilm(1);
	await tasks.sweepTombstones(0, 1);
	await accounts.findAccount("1");
	await accounts.findKey("1");
	await accounts.revokeKey("1", 1);
	await accounts.listLedger({ account: "1", mode: "live", limit: 1 });
	await accounts.listLedger({ account: "1", mode: "live", from: 1, to: 2, after: { at: 1, id: 1 }, limit: 1 });
	await accounts.readUsage("1", "live", { from: "2026-01-01", to: "2026-12-31" });
	await accounts.generation();
	const engines = createEngineSwitch(parts);
	await engines.pauseEngine("e", 1);
	await engines.listPauses();
	await engines.listLoads();
	await engines.resumeEngine("e");
	await uploads.findUpload(1);
	await uploads.referredBlobs([]);
	await uploads.sweepUploads(0, 1);
}

async function askAnnouncements(store: AnnouncementStore, { webhook, taskId }: { webhook: string; taskId: number }) {
	const id = "evt_1";
	const over = { status: "dead", tries: 1, nextAt: null, settledAt: 1, payload: null } as const;
	const attempt = makeAttempt();
	await store.recordTest({ id, webhook, taskId: null, version: 0, type: "webhook.test", at: 1, ...over }, attempt);
	await store.redeliver(id, 1);
	await store.keepPayload(id, { headers: {}, body: "" });
	await store.recordAttempt({ id, attempt, outcome: { kind: "again", at: 1 } });
	for (const { id } of await store.upcoming(webhook, 9)) {
		await store.recordAttempt({ id, attempt, outcome: { kind: "delivered" } });
	}
	await store.changeWebhook(webhook, { type: "disabled", at: 1, reason: "" });
	await store.findWebhook(webhook);
	await store.waiting();
	await store.find(id);
	await store.attempts(id);
	await store.list({ webhook, limit: 1 });
	await store.list({ webhook, before: id, limit: 1 });
	await store.list({ taskId, limit: 1 });
	await store.list({ webhook, taskId, limit: 1 });
	await store.sweepAnnouncements(0, 1);
	await store.deleteWebhook(webhook);
}

function listenTo(connection: Connection, texts: Set<string>): Connection {
	return {
		...connection,
		sql(text) {
			texts.add(text);
			return connection.sql(text);
		},
	};
}

/** A value for each place of a statement that is only explained. */
function marks(text: string): readonly unknown[] {
	return Array.from(text.matchAll(/\?/g), () => 1);
}
