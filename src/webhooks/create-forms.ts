import type { WebhookForm } from "../core/ports/webhook-form.ts";
import type { WebhookFormName } from "../core/webhook.ts";
import { createOpenaiForm } from "./openai-form.ts";
import { createPixverseForm } from "./pixverse-form.ts";
import type { Renderer } from "./renderer.ts";
import { createStandardForm } from "./standard-form.ts";

/** Every form, each with the wire whose words it tells tasks in; the one that tells ids alone needs none. */
export function createForms(
	wires: Readonly<Record<"native" | "pixverse", Renderer>>,
): Record<WebhookFormName, WebhookForm> {
	return {
		standard: createStandardForm(wires.native),
		pixverse: createPixverseForm(wires.pixverse),
		openai: createOpenaiForm(),
	};
}
