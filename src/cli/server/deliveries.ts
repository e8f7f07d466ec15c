import type { Announcement, DeliveryAttempt } from "../../core/announcement.ts";
import { type Id, parseId } from "../../core/ids.ts";
import type { AnnouncementStore } from "../../core/ports/announcements.ts";
import type { Delivery } from "../../core/use-cases/webhooks.ts";
import { CommandError, EXIT } from "../exit.ts";
import { print, printJson } from "../print.ts";
import { withData } from "./open-data.ts";
import { found, openWebhookCases, ownerOf } from "./webhook-cases.ts";
import { instant, type WebhookOptions } from "./webhooks.ts";

export type DeliveriesOptions = WebhookOptions & { readonly limit: string };

/** Sends a message of no task, once, from this process, and says what came back. */
export async function testWebhook(id: string, options: WebhookOptions): Promise<number> {
	const tested = await withData(options, async (opened) =>
		openWebhookCases(opened, options).test(await ownerOf(id, opened), id),
	);
	if (options.json) printJson(view(tested));
	else print(attemptLine(tested.attempts[0] as DeliveryAttempt));
	return tested.announcement.status === "delivered" ? EXIT.done : EXIT.failed;
}

/** The log of a webhook, of a task, or of one delivery; newest first. */
export async function listDeliveries(of: string, options: DeliveriesOptions): Promise<number> {
	const limit = /^[1-9][0-9]{0,3}$/.test(options.limit) ? Number(options.limit) : null;
	if (limit === null) throw new CommandError(`--limit is ${options.limit}; it must be 1 to 9999.`, EXIT.usage);
	const deliveries = await withData(options, async ({ stores: { announcements } }) => {
		const told: Delivery[] = [];
		for (const announcement of await find(announcements, of, limit)) {
			told.push({ announcement, attempts: await announcements.attempts(announcement.id) });
		}
		return told;
	});
	if (options.json) printJson(deliveries.map(view));
	else for (const delivery of deliveries) print(linesOf(delivery));
	return EXIT.done;
}

/** Sends it again: a running server does within two seconds, else the next one to start. */
export async function redeliver(id: string, options: WebhookOptions): Promise<number> {
	const again = await withData(options, async (opened) => {
		const known = await opened.stores.announcements.find(id);
		if (known === null) throw noDelivery(id);
		return openWebhookCases(opened, options).redeliver(await ownerOf(known.webhook, opened), known.webhook, id);
	});
	if (options.json) printJson(view(again));
	else print(`${id} will be sent again.`);
	return EXIT.done;
}

async function find(store: AnnouncementStore, of: string, limit: number): Promise<readonly Announcement[]> {
	if (of.startsWith("wh_")) {
		found(of, await store.findWebhook(of));
		return await store.list({ webhook: of, limit });
	}
	const taskId: Id | null = parseId(of.replace(/^(?:task|video)_/, ""));
	if (taskId !== null) return await store.list({ taskId, limit });
	const one = await store.find(of);
	if (one === null) throw noDelivery(of);
	return [one];
}

function noDelivery(id: string): CommandError {
	return new CommandError(`Nothing was announced as ${id}. See: filmgate webhooks deliveries <webhook or task>`);
}

function view({ announcement, attempts }: Delivery) {
	const { id, webhook, taskId, type, at, status, nextAt, settledAt, payload } = announcement;
	return {
		id,
		webhook,
		task: taskId === null ? null : `task_${taskId}`,
		type,
		status,
		at: instant(at),
		nextAt: instant(nextAt),
		settledAt: instant(settledAt),
		body: payload?.body ?? null,
		attempts: attempts.map((attempt) => ({ ...attempt, at: instant(attempt.at) })),
	};
}

function linesOf({ announcement, attempts }: Delivery): string {
	const { id, webhook, taskId, type, at, status, nextAt } = announcement;
	const due = nextAt === null ? [] : [`next attempt ${instant(nextAt)}`];
	const words = [id, webhook, type, ...(taskId === null ? [] : [`task_${taskId}`]), instant(at), status, ...due];
	return [words.join("  "), ...attempts.map((attempt) => `  ${attemptLine(attempt)}`)].join("\n");
}

function attemptLine({ at, ms, status, error, head }: DeliveryAttempt): string {
	const answer = head === "" ? [] : [JSON.stringify(head.slice(0, 200))];
	return [instant(at), `${ms} ms`, status ?? "no answer", error ?? "taken", ...answer].join("  ");
}
