import { randomBytes } from "node:crypto";
import { FIRST_ACCOUNT } from "../../accounts/first-keys.ts";
import { seal } from "../../accounts/seal.ts";
import type { Mode } from "../../core/account.ts";
import {
	canSay,
	WEBHOOK_EVENTS,
	WEBHOOK_FORMS,
	type Webhook,
	type WebhookEvent,
	type WebhookFormName,
} from "../../core/webhook.ts";
import { SECRETS } from "../../webhooks/secrets.ts";
import { CommandError, EXIT } from "../exit.ts";
import { print, printJson } from "../print.ts";
import type { DataOptions } from "../settings.ts";
import { withData, withNewData } from "./open-data.ts";

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

const LONGEST_URL = 2_048;
const LONGEST_GRACE_MS = 30 * 24 * 3_600_000;

export async function createWebhook(options: NewWebhookOptions): Promise<number> {
	const mode = oneOf<Mode>("--mode", options.mode, ["live", "test"]);
	const form = oneOf("--form", options.form, WEBHOOK_FORMS);
	const secret = readSecret(form, options.secret);
	const facts = {
		account: FIRST_ACCOUNT,
		mode,
		url: readUrl(options.url),
		events: readEvents(options.events, form),
		form,
		// That platform's webhooks are named by the request; ours hear of everything unless told otherwise.
		onlyNamed: options.onlyNamed ?? form === "pixverse",
	};
	const webhook = await withNewData(options, async ({ stores, keys }) => {
		const made: Webhook = {
			id: `wh_${randomBytes(9).toString("hex")}`,
			...facts,
			sealedSecret: seal(secret, keys.seal),
			previous: null,
			disabledAt: null,
			disabledReason: null,
			createdAt: Date.now(),
		};
		await stores.announcements.createWebhook(made);
		return made;
	});
	tellSecret(webhook, secret, options);
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
	const graceMs = readGrace(options.grace);
	const { webhook, secret } = await withData(options, async ({ stores, keys }) => {
		const known = found(id, await stores.announcements.findWebhook(id));
		const fresh = readSecret(known.form, options.secret);
		const change = {
			type: "rotated",
			sealedSecret: seal(fresh, keys.seal),
			graceEndsAt: Date.now() + graceMs,
		} as const;
		return { webhook: found(id, await stores.announcements.changeWebhook(id, change)), secret: fresh };
	});
	tellSecret(webhook, secret, options);
	return EXIT.done;
}

export async function enableWebhook(id: string, options: WebhookOptions): Promise<number> {
	const webhook = await withData(options, async ({ stores }) =>
		found(id, await stores.announcements.changeWebhook(id, { type: "enabled" })),
	);
	if (options.json) printJson(view(webhook));
	else print(`${id} is in use again; what was announced meanwhile is not.`);
	return EXIT.done;
}

export async function deleteWebhook(id: string, options: WebhookOptions): Promise<number> {
	const webhook = await withData(options, async ({ stores }) => {
		const known = found(id, await stores.announcements.findWebhook(id));
		await stores.announcements.deleteWebhook(id);
		return known;
	});
	if (options.json) printJson(view(webhook));
	else print(`${id} is deleted, and its deliveries with it.`);
	return EXIT.done;
}

/** Throws for an id that no webhook has. */
export function found<Found>(id: string, webhook: Found | null): Found {
	if (webhook !== null) return webhook;
	throw new CommandError(`No webhook has the id ${id}. See: filmgate webhooks list`);
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

function readUrl(given: string): string {
	const url = URL.parse(given);
	const good = url !== null && /^https?:$/.test(url.protocol) && url.username === "" && url.password === "";
	if (good && given.length <= LONGEST_URL) return url.href;
	const allowed = `an http or https address of up to ${LONGEST_URL} characters, without a user name`;
	throw new CommandError(`--url is ${given}; it must be ${allowed}.`, EXIT.usage);
}

function readEvents(given: string | undefined, form: WebhookFormName): readonly WebhookEvent[] | null {
	if (given === undefined) return null;
	const allowed = WEBHOOK_EVENTS.filter((event) => canSay(form, event));
	const words = given.split(",").map((word) => word.trim());
	return [...new Set(words)].map((word) => oneOf("--events", word, allowed));
}

function readSecret(form: WebhookFormName, given: string | undefined): string {
	const rule = SECRETS[form];
	if (given === undefined) return rule.mint();
	if (rule.accepts(given)) return given;
	throw new CommandError(`--secret is not one of the form ${form}; it must be ${rule.allowed}.`, EXIT.usage);
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
