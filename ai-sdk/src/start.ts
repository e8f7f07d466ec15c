import type { Experimental_VideoModelV4OperationStartResult as StartResult } from "@ai-sdk/provider";
import { APICallError } from "@ai-sdk/provider";
import { generateId } from "@ai-sdk/provider-utils";
import type { Task, TaskOrder } from "@filmgate/sdk";
import type { Connection } from "./connect.ts";
import { taskMetadata } from "./metadata.ts";
import { writeOperation } from "./operation.ts";
import { type Prepared, prepare, type StartOptions } from "./prepare.ts";

const SEEDS = 2 ** 31;
/** Calls that were prepared and could not be started yet. Beyond this, the oldest are forgotten. */
const MOST_PREPARED = 100;

export interface Starter {
	start(call: StartOptions, connection: Connection): Promise<StartResult>;
}

/**
 * Starts calls, each made once under its idempotency key. When the AI SDK tries a call again it must be the very same orders,
 * so what was sent ahead of them is kept until they are accepted or refused for good.
 */
export function createStarter(modelId: string): Starter {
	const preparedCalls = new Map<string, Prepared>();

	async function prepareOnce(key: string, call: StartOptions, connection: Connection): Promise<Prepared> {
		const known = preparedCalls.get(key);
		if (known !== undefined) return known;
		const prepared = await prepare(modelId, call, connection);
		preparedCalls.set(key, prepared);
		const [oldest] = preparedCalls.keys();
		if (preparedCalls.size > MOST_PREPARED && oldest !== undefined) preparedCalls.delete(oldest);
		return prepared;
	}

	return {
		async start(call, connection) {
			const timestamp = new Date();
			const key = readKey(call) ?? `filmgate_${generateId()}`;
			const prepared = await prepareOnce(key, call, connection);
			const { order, warnings, webhook } = prepared;
			const tasks: Task[] = [];
			try {
				for (const [index, one] of ordersOf(order, call.n).entries()) {
					const idempotencyKey = index === 0 ? key : `${key}.${index + 1}`;
					const submit = () => connection.api.tasks.submit(one, { idempotencyKey, signal: call.abortSignal });
					tasks.push(await connection.ask("/tasks", one, submit));
				}
			} catch (error) {
				const comesAgain = APICallError.isInstance(error) && error.isRetryable && !call.abortSignal?.aborted;
				if (comesAgain) throw error;
				preparedCalls.delete(key);
				await undo({ tasks, webhook }, connection);
				throw error;
			}
			preparedCalls.delete(key);
			return {
				operation: writeOperation({ tasks: tasks.map(({ id }) => id), webhook }),
				warnings,
				providerMetadata: { filmgate: { tasks: tasks.map(taskMetadata) } },
				response: { timestamp, modelId, headers: connection.headers() },
			};
		},
	};
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

/** Nobody will ever ask for what this call has begun: it must cost nothing. What cannot be undone changes nothing about the error. */
async function undo({ tasks, webhook }: { tasks: Task[]; webhook: string | null }, { api }: Connection): Promise<void> {
	const undone = tasks.map(({ id }) => api.tasks.cancel(id));
	await Promise.allSettled(undone);
	if (webhook !== null) await Promise.allSettled([api.webhooks.delete(webhook)]);
}
