import type { Mode } from "../../core/account.ts";
import { LONGEST_GRACE_MS } from "../../core/use-cases/webhooks.ts";
import type { Webhook } from "../../core/webhook.ts";
import { CommandError, EXIT } from "../exit.ts";
import { print, printJson } from "../print.ts";
import type { DataOptions } from "../settings.ts";
import { withData, withNewData } from "./open-data.ts";
import { firstOwner, inOptions, openWebhookCases, ownerOf } from "./webhook-cases.ts";

export type WebhookOptions = DataOptions & { readonly json?: boolean };
export type NewWebhookOptions = WebhookOptions & {
	readonly url: string;
	readonly mode: string;
	readonly form: string;
	readonly events?: string;
	readonly onlyNamed?: boolean;
	readonly secret?: string;
};
export type RotateOptions = WebhookOptions & { readonly grace: string; readonly secret?: string };

export async function createWebhook(options: NewWebhookOptions): Promise<number> {
	const owner = firstOwner(oneOf<Mode>("--mode", options.mode, ["live", "test"]));
	const wish = {
		url: options.url,
		events: options.events?.split(",").map((word) => word.trim()) ?? null,
		form: options.form,
		onlyNamed: options.onlyNamed ?? null,
		secret: options.secret ?? null,
	};
	const made = await inOptions({ ...options }, () =>
		withNewData(options, (opened) => openWebhookCases(opened, options).create(owner, wish)),
	);
	tellSecret(made.webhook, made.secret, options);
	return EXIT.done;
}

export async function listWebhooks(options: WebhookOptions): Promise<number> {
	const webhooks = await withData(options, ({ stores }) => stores.announcements.listWebhooks());
	if (options.json) printJson(webhooks.map(view));
	else for (const webhook of webhooks) print(lineOf(webhook));
	return EXIT.done;
}

/** A new secret. Until the grace is over, messages are signed with the old one too. */
export async function rotateWebhook(id: string, options: RotateOptions): Promise<number> {
	const wish = { graceMs: readGrace(options.grace), secret: options.secret ?? null };
	const rotated = await inOptions({ ...options }, () =>
		withData(options, async (opened) => openWebhookCases(opened, options).rotate(await ownerOf(id, opened), id, wish)),
	);
	tellSecret(rotated.webhook, rotated.secret, options);
	return EXIT.done;
}

export async function enableWebhook(id: string, options: WebhookOptions): Promise<number> {
	const webhook = await withData(options, async (opened) =>
		openWebhookCases(opened, options).enable(await ownerOf(id, opened), id),
	);
	if (options.json) printJson(view(webhook));
	else print(`${id} is in use again; what was announced meanwhile is not.`);
	return EXIT.done;
}

export async function deleteWebhook(id: string, options: WebhookOptions): Promise<number> {
	const webhook = await withData(options, async (opened) =>
		openWebhookCases(opened, options).delete(await ownerOf(id, opened), id),
	);
	if (options.json) printJson(view(webhook));
	else print(`${id} is deleted, and its deliveries with it.`);
	return EXIT.done;
}

function tellSecret(webhook: Webhook, secret: string, { json }: WebhookOptions): void {
	if (json) printJson({ ...view(webhook), secret });
	else print(`${webhook.id}\n${secret}`);
}

function oneOf<Word extends string>(option: string, given: string, words: readonly Word[]): Word {
	const word = words.find((each) => each === given);
	if (word !== undefined) return word;
	throw new CommandError(`${option} is ${given}; it must be ${words.join(" or ")}.`, EXIT.usage);
}

const UNITS: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000, d: 24 * 3_600_000 };

function readGrace(given: string): number {
	const [, count, unit] = /^(\d{1,6})([smhd])$/.exec(given) ?? [];
	const graceMs = given === "0" ? 0 : Number(count) * (UNITS[unit ?? ""] ?? Number.NaN);
	if (graceMs >= 0 && graceMs <= LONGEST_GRACE_MS) return graceMs;
	throw new CommandError(
		`--grace is ${given}; it must be 0, or a time such as 90s, 30m, 24h, 7d, up to 30d.`,
		EXIT.usage,
	);
}

function view({ sealedSecret: _, previous, disabledAt, createdAt, ...rest }: Webhook) {
	return {
		...rest,
		graceEndsAt: instant(previous?.graceEndsAt ?? null),
		disabledAt: instant(disabledAt),
		createdAt: instant(createdAt),
	};
}

function lineOf(webhook: Webhook): string {
	const { id, mode, form, url, events, onlyNamed, disabledAt, disabledReason } = webhook;
	const state = disabledAt === null ? [] : [`disabled ${instant(disabledAt)}: ${disabledReason}`];
	return [id, mode, form, url, events?.join(",") ?? "all events", ...(onlyNamed ? ["only named"] : []), ...state].join(
		"  ",
	);
}

export function instant(at: number | null): string | null {
	return at === null ? null : new Date(at).toISOString();
}
