import { invalidField } from "../errors.ts";
import type { AnnouncementStore } from "../ports/announcements.ts";
import type { UseCases } from "./use-cases.ts";

export function createCheckWebhook(announcements: Pick<AnnouncementStore, "findWebhook">): UseCases["checkWebhook"] {
	return async (caller, id, field) => {
		const webhook = await announcements.findWebhook(id);
		const own = webhook?.account === caller.account.id && webhook.mode === caller.mode;
		if (!own || webhook.disabledAt !== null)
			throw invalidField(field, `a webhook of this account for ${caller.mode} tasks`);
		return webhook.id;
	};
}
