import type { Config } from "../config.ts";
import { unseal } from "../accounts/seal.ts";
import { renderAnnouncedTask } from "../dialects/native/announcement.ts";
import { renderEndedVideo } from "../dialects/pixverse/announcement.ts";
import { createLinks } from "../http/links.ts";
import { createDeliverer, type Deliverer } from "../loops/deliverer.ts";
import { createLinkSigner } from "../media/link-signer.ts";
import { createForms } from "../webhooks/create-forms.ts";
import { createWebhookSender } from "../webhooks/sender.ts";
import type { Data } from "./data.ts";
import type { Surroundings } from "./parts.ts";

/** What tells those who asked for it. `origin` is where they reach this server. */
export function tellWebhooks({ allowLinks }: Config, given: Surroundings & Data, origin: () => string): Deliverer {
	const signer = createLinkSigner(given.keys.links);
	const links = () => createLinks(signer, origin());
	return createDeliverer({
		...given,
		forms: createForms({
			native: (task) => renderAnnouncedTask(task, links()),
			pixverse: (task) => renderEndedVideo(task, links()),
		}),
		send: createWebhookSender({ allow: allowLinks, clock: given.clock }),
		unseal: (sealed) => unseal(sealed, given.keys.seal),
		random: Math.random,
	});
}
