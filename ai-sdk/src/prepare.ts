import type { Experimental_VideoModelV4CallOptions as CallOptions, SharedV4Warning as Warning } from "@ai-sdk/provider";
import { parseProviderOptions } from "@ai-sdk/provider-utils";
import type { TaskOrder } from "@filmgate/sdk";
import { bringIn } from "./bring-in.ts";
import { buildOrder } from "./build-order.ts";
import { chooseRoles } from "./choose-roles.ts";
import type { Connection } from "./connect.ts";
import { type FilmgateVideoModelOptions, providerOptionsSchema } from "./provider-options.ts";
import { isUnanswered, takeBackWebhook } from "./take-back.ts";

export type StartOptions = CallOptions & { webhookUrl?: string };

/** Everything that comes before the order itself: what it says, what was sent ahead of it, and who will be told. */
export interface Prepared {
	readonly order: TaskOrder;
	readonly warnings: Warning[];
	/** The webhook that was made for this one call; null without one. */
	readonly webhook: string | null;
}

/** A call under its idempotency key. What goes ahead of its order has keys made of it, so that it, too, is made once. */
export type NamedCall = StartOptions & { key: string };

/** Throws InvalidArgumentError for provider options that are none. */
export async function prepare(
	call: NamedCall,
	{ modelId, connection }: { modelId: string; connection: Connection },
): Promise<Prepared> {
	const { providerOptions } = call;
	const parsed = await parseProviderOptions({
		provider: "filmgate",
		providerOptions,
		schema: providerOptionsSchema,
	});
	const options = (parsed ?? {}) as FilmgateVideoModelOptions;
	const warnings: Warning[] = [];
	const order = buildOrder(modelId, call, { options, warnings });
	const files = chooseRoles(call, options.operation, warnings);
	const inputs = [...(await bringIn(files, call, connection)), ...(options.inputs ?? [])];
	const webhook = await makeWebhook(call, connection);
	const named = webhook === null ? {} : { webhook };
	return { order: { ...order, ...(inputs.length === 0 ? {} : { inputs }), ...named }, warnings, webhook };
}

/** One that hears of this call's tasks only, and of their end; null where none is wanted. */
async function makeWebhook(
	{ webhookUrl: url, key, abortSignal: signal }: NamedCall,
	connection: Connection,
): Promise<string | null> {
	if (url === undefined) return null;
	const order = {
		url,
		onlyNamed: true,
		events: ["task.succeeded" as const, "task.failed" as const, "task.rejected" as const, "task.cancelled" as const],
	};
	const idempotencyKey = `${key}.webhook`;
	const send = async (until?: AbortSignal) =>
		(await connection.api.webhooks.create(order, { idempotencyKey, signal: until })).id;
	signal?.throwIfAborted();
	try {
		return await connection.ask("/webhooks", order, () => send(signal));
	} catch (error) {
		if (signal?.aborted && isUnanswered(error)) await takeBackWebhook(send, connection);
		throw error;
	}
}
