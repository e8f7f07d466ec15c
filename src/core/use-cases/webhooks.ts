import type { Mode } from "../account.ts";
import type { Announcement, DeliveryAttempt } from "../announcement.ts";
import { FilmgateError, invalidField } from "../errors.ts";
import type { AnnouncementStore } from "../ports/announcements.ts";
import {
	canSay,
	WEBHOOK_EVENTS,
	WEBHOOK_FORMS,
	type Webhook,
	type WebhookEvent,
	type WebhookFormName,
} from "../webhook.ts";

/** What an owner of webhooks may do with them. Whoever asks sees those of one account and mode only. */
export interface WebhookCases {
	/**
	 * Throws `invalid_field` (`url`, `events`, `form`, `secret`), and `conflict` when there are too many already. A wish whose
	 * request key was used before gives the first webhook again, or throws `duplicate_request` for another wish.
	 */
	create(owner: WebhookOwner, wish: WebhookWish): Promise<WebhookSecret>;
	/** Oldest first. */
	list(owner: WebhookOwner): Promise<readonly Webhook[]>;
	/** This and all that follow throw `not_found` for unknown and foreign ids alike. */
	read(owner: WebhookOwner, id: string): Promise<Webhook>;
	/** A new secret; until the grace is over, messages are signed with the old one too. Throws `invalid_field` (`secret`). */
	rotate(owner: WebhookOwner, id: string, wish: RotationWish): Promise<WebhookSecret>;
	/** What was announced while it was disabled is not made up for. */
	enable(owner: WebhookOwner, id: string): Promise<Webhook>;
	/** Ends what waits for it. */
	disable(owner: WebhookOwner, id: string, reason: string): Promise<Webhook>;
	/** With its deliveries; as it was. */
	delete(owner: WebhookOwner, id: string): Promise<Webhook>;
	/** Posts a message of no task, once and at once; what came of it is in the log too. */
	test(owner: WebhookOwner, id: string): Promise<Delivery>;
	/** What it was told, is to be told, or could not be told, newest first. Throws `invalid_field` (`cursor`). */
	deliveries(owner: WebhookOwner, id: string, page: DeliveryPage): Promise<readonly Delivery[]>;
	/** To be sent again, whether it was taken or is dead. Throws `conflict` when the webhook is disabled. */
	redeliver(owner: WebhookOwner, id: string, delivery: string): Promise<Delivery>;
}

export interface WebhookOwner {
	readonly account: string;
	readonly mode: Mode;
}

/** Null = not expressed. */
export interface WebhookWish {
	readonly url: string;
	readonly events: readonly string[] | null;
	readonly form: string | null;
	readonly onlyNamed: boolean | null;
	readonly secret: string | null;
	/** What makes two requests the same one. */
	readonly request?: { readonly key: string; readonly hash: string } | null;
}

export interface RotationWish {
	readonly graceMs: number;
	readonly secret: string | null;
}

/** A webhook with its secret, which is told this once. */
export interface WebhookSecret {
	readonly webhook: Webhook;
	readonly secret: string;
}

export interface Delivery {
	readonly announcement: Announcement;
	/** The latest 50, oldest first. */
	readonly attempts: readonly DeliveryAttempt[];
}

export interface DeliveryPage {
	readonly limit: number;
	/** Only what was announced before this one. */
	readonly before?: string;
}

/** What a form's signatures are made with. */
export interface SecretRule {
	mint(): string;
	accepts(secret: string): boolean;
	/** In words. */
	readonly allowed: string;
}

export interface WebhookNeeds {
	readonly announcements: AnnouncementStore;
	readonly secrets: Readonly<Record<WebhookFormName, SecretRule>>;
	now(): number;
	/** The same seed gives the same id; null a new one each time. */
	mintId(seed: string | null): string;
	seal(secret: string): string;
	unseal(sealed: string): string;
	/** Posts a message of no task, and remembers what came of it. */
	sendTest(webhook: Webhook): Promise<Delivery>;
	/** Webhooks were changed, or a delivery asked for: whoever sends them has to look again. */
	changed(): Promise<void>;
}

const LONGEST_URL = 2_048;
/** Of one account and mode: each hears of every task. */
const MOST_WEBHOOKS = 100;
export const LONGEST_GRACE_MS = 30 * 24 * 3_600_000;

export function createWebhookCases(needs: WebhookNeeds): WebhookCases {
	const { announcements } = needs;
	const find = async (owner: WebhookOwner, id: string) => own(owner, await announcements.findWebhook(id));
	const change = async (id: string, event: Parameters<AnnouncementStore["changeWebhook"]>[1]) => {
		const webhook = await announcements.changeWebhook(id, event);
		await needs.changed();
		if (webhook === null) throw webhookNotFound();
		return webhook;
	};
	const list = (owner: WebhookOwner) => listOf(needs, owner);
	const tell = async (announcement: Announcement): Promise<Delivery> => ({
		announcement,
		attempts: await announcements.attempts(announcement.id),
	});
	return {
		list,
		read: find,
		async create(owner, wish) {
			const made = newWebhook(needs, owner, wish);
			const first = (await findEarlier(needs, wish, made)) ?? (await store(needs, wish, made));
			return first === null ? made : again(needs, first, made.webhook);
		},
		async rotate(owner, id, { graceMs, secret }) {
			const { form } = await find(owner, id);
			const fresh = readSecret(needs, form, secret);
			const graceEndsAt = needs.now() + graceMs;
			return {
				webhook: await change(id, { type: "rotated", sealedSecret: needs.seal(fresh), graceEndsAt }),
				secret: fresh,
			};
		},
		async enable(owner, id) {
			await find(owner, id);
			return await change(id, { type: "enabled" });
		},
		async disable(owner, id, reason) {
			await find(owner, id);
			return await change(id, { type: "disabled", at: needs.now(), reason });
		},
		async delete(owner, id) {
			const webhook = await find(owner, id);
			await announcements.deleteWebhook(id);
			await needs.changed();
			return webhook;
		},
		test: async (owner, id) => await needs.sendTest(await find(owner, id)),
		async deliveries(owner, id, page) {
			await find(owner, id);
			if (page.before !== undefined && (await announcements.find(page.before))?.webhook !== id) {
				throw invalidField("cursor", "the nextCursor of another page");
			}
			return await Promise.all((await announcements.list({ ...page, webhook: id })).map(tell));
		},
		async redeliver(owner, id, delivery) {
			await find(owner, id);
			const known = await announcements.find(delivery);
			const again = known?.webhook === id ? await announcements.redeliver(delivery, needs.now()) : null;
			if (again === null) throw new FilmgateError("not_found", "There is no such delivery.", { field: "id" });
			await needs.changed();
			return await tell(again);
		},
	};
}

function isOf({ account, mode }: WebhookOwner, webhook: Webhook): boolean {
	return webhook.account === account && webhook.mode === mode;
}

function own(owner: WebhookOwner, webhook: Webhook | null): Webhook {
	if (webhook === null || !isOf(owner, webhook)) throw webhookNotFound();
	return webhook;
}

function webhookNotFound(): FilmgateError {
	return new FilmgateError("not_found", "There is no such webhook.", { field: "id" });
}

function newWebhook(needs: WebhookNeeds, owner: WebhookOwner, wish: WebhookWish): WebhookSecret {
	const form = readWord("form", wish.form ?? "standard", WEBHOOK_FORMS);
	const secret = readSecret(needs, form, wish.secret);
	const webhook: Webhook = {
		id: needs.mintId(wish.request == null ? null : JSON.stringify([owner.account, owner.mode, wish.request.key])),
		account: owner.account,
		mode: owner.mode,
		url: readUrl(wish.url),
		events: readEvents(wish.events, form),
		form,
		// That platform's webhooks are named by the request; the others hear of everything unless told otherwise.
		onlyNamed: wish.onlyNamed ?? form === "pixverse",
		sealedSecret: needs.seal(secret),
		previous: null,
		disabledAt: null,
		disabledReason: null,
		createdAt: needs.now(),
		...(wish.request == null ? {} : { requestHash: wish.request.hash }),
	};
	return { webhook, secret };
}

async function listOf({ announcements }: WebhookNeeds, owner: WebhookOwner): Promise<readonly Webhook[]> {
	return (await announcements.listWebhooks()).filter((webhook) => isOf(owner, webhook));
}

/** What a request of the same key has made before; null when it has no key, or is the first. */
async function findEarlier(needs: WebhookNeeds, wish: WebhookWish, made: WebhookSecret): Promise<Webhook | null> {
	return wish.request == null ? null : await needs.announcements.findWebhook(made.webhook.id);
}

/** Null once it is stored; else what the same request, which came twice at once, has made in the meantime. */
async function store(needs: WebhookNeeds, wish: WebhookWish, made: WebhookSecret): Promise<Webhook | null> {
	if ((await listOf(needs, made.webhook)).length >= MOST_WEBHOOKS)
		throw new FilmgateError("conflict", `There are ${MOST_WEBHOOKS} webhooks, as many as there may be.`);
	try {
		await needs.announcements.createWebhook(made.webhook);
	} catch (error) {
		const first = await findEarlier(needs, wish, made);
		if (first !== null) return first;
		throw error;
	}
	await needs.changed();
	return null;
}

/** What the same request made before. */
function again({ unseal }: WebhookNeeds, known: Webhook, wanted: Webhook): WebhookSecret {
	if (known.requestHash === wanted.requestHash) return { webhook: known, secret: unseal(known.sealedSecret) };
	throw new FilmgateError("duplicate_request", "This request key was used before, for another webhook.");
}

function readUrl(given: string): string {
	const url = URL.parse(given);
	const good = url !== null && /^https?:$/.test(url.protocol) && url.username === "" && url.password === "";
	if (good && given.length <= LONGEST_URL) return url.href;
	throw invalidField("url", `an http or https address of up to ${LONGEST_URL} characters, without a user name`);
}

function readEvents(given: readonly string[] | null, form: WebhookFormName): readonly WebhookEvent[] | null {
	if (given === null) return null;
	const allowed = WEBHOOK_EVENTS.filter((event) => canSay(form, event));
	if (given.length === 0) throw invalidField("events", allowed.join(" or "));
	return [...new Set(given)].map((word) => readWord("events", word, allowed));
}

function readSecret({ secrets }: WebhookNeeds, form: WebhookFormName, given: string | null): string {
	const rule = secrets[form];
	if (given === null) return rule.mint();
	if (rule.accepts(given)) return given;
	throw invalidField("secret", rule.allowed);
}

function readWord<Word extends string>(field: string, given: string, words: readonly Word[]): Word {
	const word = words.find((each) => each === given);
	if (word !== undefined) return word;
	throw invalidField(field, words.join(" or "));
}
