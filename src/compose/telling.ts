import { seal, unseal } from "../accounts/seal.ts";
import type { Config } from "../config.ts";
import { createWebhookCases, type WebhookCases } from "../core/use-cases/webhooks.ts";
import { renderAnnouncedTask } from "../dialects/native/announcement.ts";
import { renderEndedVideo } from "../dialects/pixverse/announcement.ts";
import { createLinks } from "../http/links.ts";
import { createDeliverer, type Deliverer } from "../loops/deliverer.ts";
import { createTestSender } from "../loops/send-test.ts";
import { createLinkSigner } from "../media/link-signer.ts";
import { createForms } from "../webhooks/create-forms.ts";
import { mintWebhookId } from "../webhooks/mint-id.ts";
import { SECRETS } from "../webhooks/secrets.ts";
import { createWebhookSender } from "../webhooks/sender.ts";
import type { Data } from "./data.ts";
import type { Surroundings } from "./parts.ts";

export interface Telling {
	readonly deliverer: Deliverer;
	readonly webhooks: WebhookCases;
}

/** What tells those who asked for it, and what they may ask for. `origin` is where they reach this server. */
export function tellWebhooks({ allowLinks }: Config, given: Surroundings & Data, origin: () => string): Telling {
	const { announcements, keys, clock } = given;
	const signer = createLinkSigner(keys.links);
	const links = () => createLinks(signer, origin());
	const needs = {
		...given,
		forms: createForms({
			native: (task) => renderAnnouncedTask(task, links()),
			pixverse: (task) => renderEndedVideo(task, links()),
		}),
		send: createWebhookSender({ allow: allowLinks, clock }),
		unseal: (sealed: string) => unseal(sealed, keys.seal),
		random: Math.random,
	};
	const deliverer = createDeliverer(needs);
	const webhooks = createWebhookCases({
		announcements,
		secrets: SECRETS,
		now: () => clock.now(),
		mintId: mintWebhookId,
		seal: (secret) => seal(secret, keys.seal),
		unseal: (sealed) => unseal(sealed, keys.seal),
		sendTest: createTestSender(needs),
		changed: () => deliverer.refresh(),
	});
	return { deliverer, webhooks };
}
