import { FIRST_ACCOUNT } from "../../accounts/first-keys.ts";
import { seal, unseal } from "../../accounts/seal.ts";
import { systemClock } from "../../core/clock.ts";
import { FilmgateError } from "../../core/errors.ts";
import { createWebhookCases, type WebhookCases, type WebhookOwner } from "../../core/use-cases/webhooks.ts";
import type { Mode } from "../../core/account.ts";
import { createTestSender } from "../../loops/send-test.ts";
import { createForms } from "../../webhooks/create-forms.ts";
import { mintWebhookId } from "../../webhooks/mint-id.ts";
import { SECRETS } from "../../webhooks/secrets.ts";
import { createWebhookSender } from "../../webhooks/sender.ts";
import { CommandError, EXIT } from "../exit.ts";
import { type DataOptions, readSettings } from "../settings.ts";
import type { OpenedData } from "./open-data.ts";

/** What the API does with webhooks, done from this process. A running server notices by itself. */
export function openWebhookCases({ stores, keys }: OpenedData, options: DataOptions): WebhookCases {
	const { announcements } = stores;
	return createWebhookCases({
		announcements,
		secrets: SECRETS,
		now: () => systemClock.now(),
		mintId: mintWebhookId,
		seal: (secret) => seal(secret, keys.seal),
		unseal: (sealed) => unseal(sealed, keys.seal),
		sendTest: createTestSender({
			announcements,
			forms: createForms({ native: noTask, pixverse: noTask }),
			send: createWebhookSender({ allow: readSettings(options).allowLinks, clock: systemClock }),
			unseal: (sealed) => unseal(sealed, keys.seal),
			clock: systemClock,
			random: Math.random,
		}),
		changed: async () => {},
	});
}

function noTask(): never {
	throw new Error("A test is of no task.");
}

/** An operator's own webhooks are those of the first account. */
export function firstOwner(mode: Mode): WebhookOwner {
	return { account: FIRST_ACCOUNT, mode };
}

/** An operator reaches every webhook, whosever it is. */
export async function ownerOf(id: string, { stores }: Pick<OpenedData, "stores">): Promise<WebhookOwner> {
	return found(id, await stores.announcements.findWebhook(id));
}

/** Throws for an id that no webhook has. */
export function found<Found>(id: string, webhook: Found | null): Found {
	if (webhook !== null) return webhook;
	throw new CommandError(`No webhook has the id ${id}. See: filmgate webhooks list`);
}

/** What a use case refuses, in the words of the command line: its fields are our options. */
export async function inOptions<Result>(given: Readonly<Record<string, unknown>>, act: () => Promise<Result>) {
	try {
		return await act();
	} catch (error) {
		if (!(error instanceof FilmgateError) || error.code !== "invalid_field") throw error;
		const { field = "", allowed } = error;
		// A secret is not repeated on a screen.
		const sent = field === "secret" ? "is not one of this form" : `is ${given[field ?? ""]}`;
		throw new CommandError(`--${field} ${sent}; it must be ${allowed}.`, EXIT.usage);
	}
}
