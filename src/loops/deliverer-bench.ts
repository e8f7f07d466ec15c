import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { makeWebhook } from "../contracts/announcement-store/make-webhook.ts";
import { createFakeClock, type FakeClock } from "../contracts/fake-clock.ts";
import { eventsTo, makeAccount, makeDraft } from "../contracts/task-factory.ts";
import { dollars } from "../core/money.ts";
import type { AnnouncementStore } from "../core/ports/announcements.ts";
import type { WebhookForm, WebhookMessage, WebhookReply } from "../core/ports/webhook-form.ts";
import { silentLog } from "../core/ports/log.ts";
import type { Task, TaskStatus } from "../core/task.ts";
import type { Webhook, WebhookFormName } from "../core/webhook.ts";
import { openSqliteForCommand, type SqliteStores } from "../database/sqlite/database.ts";
import { createForms } from "../webhooks/create-forms.ts";
import { SECRETS } from "../webhooks/secrets.ts";
import { createDeliverer, type Deliverer } from "./deliverer.ts";

/** A message as its receiver saw it. */
export interface Seen extends WebhookMessage {
	readonly at: number;
	/** The body, read. */
	readonly told: { readonly type: string; readonly data: { readonly id: string } };
}

type Answer = Partial<WebhookReply> | Error | "never";

/** For tests: a deliverer over a real store, receivers that answer as they are told, and a clock that stands still. */
export interface DelivererBench {
	readonly clock: FakeClock;
	readonly stores: SqliteStores;
	readonly announcements: AnnouncementStore;
	readonly deliverer: Deliverer;
	/** Everything that was sent, in order. */
	readonly seen: readonly Seen[];
	/** What a receiver answers to its next messages; the last answer stays. */
	answers(url: string, ...answers: Answer[]): void;
	webhook(overrides?: Partial<Webhook>): Promise<Webhook>;
	/** A task of the bench's account that came to a status by real events. */
	task(status: TaskStatus, overrides?: Partial<Task>): Promise<Task>;
	move(task: Task, status: TaskStatus): Promise<Task>;
	/** Lets time pass and everything that it rings come to rest. */
	pass(ms: number): Promise<void>;
	/** A new deliverer on the same store, with nothing of the old one's memory. */
	restart(overrides?: Overrides): Promise<void>;
	close(): Promise<void>;
}

export interface Overrides {
	readonly announcements?: Partial<AnnouncementStore>;
	readonly atOnce?: number;
	/** What links begin with. */
	readonly origin?: string;
}

export const SECRET = SECRETS.standard.mint();

export async function openDelivererBench(overrides: Overrides = {}): Promise<DelivererBench> {
	const folder = mkdtempSync(join(tmpdir(), "filmgate-deliverer-"));
	const clock = createFakeClock();
	const stores = await openSqliteForCommand({ file: join(folder, "filmgate.db"), clock });
	const account = makeAccount();
	await stores.accounts.createAccount(account, { live: dollars(1_000), test: dollars(1_000) });
	const { seen, answers, send } = createReceivers(clock);
	const signing = watchSigning();

	function open({ announcements, atOnce, origin = "https://films.example.com" }: Overrides): Deliverer {
		const render = (task: Task) => ({ id: String(task.id), status: task.status, link: `${origin}/film` });
		return createDeliverer({
			store: stores.tasks,
			announcements: { ...stores.announcements, ...announcements },
			forms: signing.watch(createForms({ native: render, pixverse: render })),
			send,
			unseal: (sealed) => sealed,
			random: () => 0,
			clock,
			log: silentLog,
			...(atOnce === undefined ? {} : { atOnce }),
		});
	}

	let deliverer = open(overrides);
	const bench: DelivererBench = {
		clock,
		stores,
		announcements: stores.announcements,
		get deliverer() {
			return deliverer;
		},
		seen,
		answers,
		async webhook(given = {}) {
			const webhook = makeWebhook(account.id, { sealedSecret: SECRET, ...given });
			await stores.announcements.createWebhook(webhook);
			return webhook;
		},
		async task(status, given) {
			const creation = await stores.tasks.create(makeDraft({ account: account.id, createdAt: clock.now(), ...given }));
			if (creation.kind !== "created") throw new Error(creation.kind);
			return await bench.move(creation.task, status);
		},
		async move(task, status) {
			let moved = task;
			for (const event of eventsTo(status)) {
				const application = await stores.tasks.apply(task.id, event, "anybody");
				if (application.kind === "moved") moved = application.task;
			}
			return moved;
		},
		async pass(ms) {
			await clock.advance(ms);
			await signing.rest();
		},
		async restart(given = {}) {
			await deliverer.stop();
			deliverer = open(given);
			deliverer.start();
			await bench.pass(0);
		},
		async close() {
			const stopped = deliverer.stop();
			await clock.advance(10_000);
			await stopped;
			await stores.close();
			rmSync(folder, { recursive: true, force: true });
		},
	};
	return bench;
}

/** Receivers by their address; one that was told nothing takes everything. */
function createReceivers(clock: FakeClock) {
	const seen: Seen[] = [];
	const scripts = new Map<string, Answer[]>();

	async function send(message: WebhookMessage): Promise<WebhookReply> {
		seen.push({ ...message, at: clock.now(), told: JSON.parse(message.body) });
		const script = scripts.get(message.url) ?? [{}];
		const answer = (script.length > 1 ? script.shift() : script[0]) as Answer;
		if (answer instanceof Error) throw answer;
		if (answer !== "never") return { status: 200, head: "ok", whole: true, retryAfterMs: null, ...answer };
		return await new Promise((_resolve, reject) => {
			message.signal.addEventListener("abort", () => reject(message.signal.reason));
		});
	}

	return { seen, send, answers: (url: string, ...answers: Answer[]) => void scripts.set(url, answers) };
}

/** Signatures are made in another thread: to come to rest is to wait for them, and for what follows from them. */
function watchSigning() {
	let busy = 0;
	const watchOne = (form: WebhookForm): WebhookForm => ({
		...form,
		async sign(payload, signing) {
			busy += 1;
			try {
				return await form.sign(payload, signing);
			} finally {
				busy -= 1;
			}
		},
	});
	return {
		watch: ({ standard, pixverse, openai }: Record<WebhookFormName, WebhookForm>) => ({
			standard: watchOne(standard),
			pixverse: watchOne(pixverse),
			openai: watchOne(openai),
		}),
		async rest() {
			for (let quiet = 0; quiet < 5; quiet = busy > 0 ? 0 : quiet + 1) {
				await new Promise((resolve) => setImmediate(resolve));
			}
		},
	};
}
