import type { Experimental_VideoModelV4OperationStartResult as StartResult } from "@ai-sdk/provider";
import { APICallError } from "@ai-sdk/provider";
import { generateId } from "@ai-sdk/provider-utils";
import type { TaskOrder } from "@filmgate/sdk";
import type { Connection } from "./connect.ts";
import { taskMetadata } from "./metadata.ts";
import { writeOperation } from "./operation.ts";
import { type Prepared, prepare, type StartOptions } from "./prepare.ts";
import { type Begun, isUnanswered, takeBack } from "./take-back.ts";

const SEEDS = 2 ** 31;
/** Calls that could not be started yet. Beyond this, the oldest are forgotten. */
const MOST_RESTING = 100;

export interface Starter {
	start(call: StartOptions, connection: Connection): Promise<StartResult>;
}

/** A call that may come again: the AI SDK rests, and tries once more. */
interface Resting {
	readonly prepared: Prepared;
	/** Lets go of the call's signal. */
	wake(): void;
}

/**
 * Starts calls, each made once under its idempotency key. When the AI SDK tries a call again it must be the very same orders,
 * so what was sent ahead of them is kept until they are accepted or refused for good.
 */
export function createStarter(modelId: string): Starter {
	const resting = new Map<string, Resting>();

	/** An abort while the AI SDK rests is told to nobody but those who listen. */
	function rest(key: string, prepared: Prepared, { signal, undo }: Undoing): void {
		const onAbort = () => {
			resting.delete(key);
			void undo();
		};
		signal?.addEventListener("abort", onAbort, { once: true });
		resting.set(key, { prepared, wake: () => signal?.removeEventListener("abort", onAbort) });
		const [[oldest, forgotten] = []] = resting;
		if (resting.size <= MOST_RESTING || oldest === undefined) return;
		forgotten?.wake();
		resting.delete(oldest);
	}

	async function wakeOrPrepare(key: string, call: StartOptions, connection: Connection): Promise<Prepared> {
		const known = resting.get(key);
		if (known === undefined) return await prepare({ ...call, key }, { modelId, connection });
		known.wake();
		resting.delete(key);
		return known.prepared;
	}

	return {
		async start(call, connection) {
			const timestamp = new Date();
			const key = readKey(call) ?? `filmgate_${generateId()}`;
			const signal = call.abortSignal;
			const prepared = await wakeOrPrepare(key, call, connection);
			const { order, warnings, webhook } = prepared;
			const begun: Begun = { tasks: [], webhook, unanswered: null };
			try {
				for (const [index, one] of ordersOf(order, call.n).entries()) {
					const idempotencyKey = index === 0 ? key : `${key}.${index + 1}`;
					await submit(one, { idempotencyKey, begun, connection, signal });
				}
			} catch (error) {
				const undo = () => takeBack(begun, connection);
				const comesAgain = APICallError.isInstance(error) && error.isRetryable && !signal?.aborted;
				if (comesAgain) rest(key, prepared, { signal, undo });
				else await undo();
				throw error;
			}
			const { tasks } = begun;
			return {
				operation: writeOperation({ tasks: tasks.map(({ id }) => id), webhook }),
				warnings,
				providerMetadata: { filmgate: { tasks: tasks.map(taskMetadata) } },
				response: { timestamp, modelId, headers: connection.headers() },
			};
		},
	};
}

interface Undoing {
	readonly signal: AbortSignal | undefined;
	undo(): Promise<void>;
}

interface Submitting {
	readonly idempotencyKey: string;
	readonly begun: Begun;
	readonly connection: Connection;
	readonly signal: AbortSignal | undefined;
}

/** Leaves in `begun` what it has come to, or may have come to. */
async function submit(order: TaskOrder, { idempotencyKey, begun, connection, signal }: Submitting): Promise<void> {
	signal?.throwIfAborted();
	const send = (until?: AbortSignal) => connection.api.tasks.submit(order, { idempotencyKey, signal: until });
	begun.unanswered = send;
	try {
		begun.tasks.push(await connection.ask("/tasks", order, () => send(signal)));
		begun.unanswered = null;
	} catch (error) {
		if (!isUnanswered(error)) begun.unanswered = null;
		throw error;
	}
}

function readKey({ headers = {} }: StartOptions): string | undefined {
	return Object.entries(headers).find(([name]) => name.toLowerCase() === "idempotency-key")?.[1];
}

/** One order for each video. Under one seed they would be one film n times, so the seed counts on. */
function ordersOf(order: TaskOrder, n: number): TaskOrder[] {
	const { seed } = order;
	if (seed === undefined) return Array(n).fill(order);
	return Array.from({ length: n }, (_, index) => ({ ...order, seed: (seed + index) % SEEDS }));
}
