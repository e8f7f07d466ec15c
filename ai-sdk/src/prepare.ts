import type { Experimental_VideoModelV4CallOptions as CallOptions, SharedV4Warning as Warning } from "@ai-sdk/provider";
import { parseProviderOptions } from "@ai-sdk/provider-utils";
import type { TaskOrder } from "@filmgate/sdk";
import { bringIn } from "./bring-in.ts";
import { buildOrder } from "./build-order.ts";
import { chooseRoles } from "./choose-roles.ts";
import type { Connection } from "./connect.ts";
import { type FilmgateVideoModelOptions, providerOptionsSchema } from "./provider-options.ts";

export type StartOptions = CallOptions & { webhookUrl?: string };

/** Everything that comes before the order itself: what it says, what was sent ahead of it, and who will be told. */
export interface Prepared {
	readonly order: TaskOrder;
	readonly warnings: Warning[];
	/** The webhook that was made for this one call; null without one. */
	readonly webhook: string | null;
}

/** Throws InvalidArgumentError for provider options that are none. */
export async function prepare(modelId: string, call: StartOptions, connection: Connection): Promise<Prepared> {
	const { abortSignal: signal, providerOptions, webhookUrl } = call;
	const parsed = await parseProviderOptions({
		provider: "filmgate",
		providerOptions,
		schema: providerOptionsSchema,
	});
	const options = (parsed ?? {}) as FilmgateVideoModelOptions;
	const warnings: Warning[] = [];
	const order = buildOrder(modelId, call, { options, warnings });
	const files = chooseRoles(call, options.operation, warnings);
	const inputs = [...(await bringIn(files, connection, signal)), ...(options.inputs ?? [])];
	const webhook = webhookUrl === undefined ? null : await makeWebhook(webhookUrl, connection, signal);
	const named = webhook === null ? {} : { webhook };
	return { order: { ...order, ...(inputs.length === 0 ? {} : { inputs }), ...named }, warnings, webhook };
}

/** One that hears of this call's tasks only, and of their end. */
async function makeWebhook(url: string, { api, ask }: Connection, signal: AbortSignal | undefined): Promise<string> {
	const order = {
		url,
		onlyNamed: true,
		events: ["task.succeeded" as const, "task.failed" as const, "task.rejected" as const, "task.cancelled" as const],
	};
	return (await ask("/webhooks", order, () => api.webhooks.create(order, { signal }))).id;
}
