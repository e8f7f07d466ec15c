import { setTimeout as pause } from "node:timers/promises";
import { between, createRandom, pick, type Random } from "../../src/engines/preview/scene/random.ts";
import { MODELS } from "../server/routes.ts";
import type { Acknowledged, ClientRecord } from "./record.ts";
import { CHAOS_WIRES, type ChaosOrder, type Door } from "./wires.ts";

export interface CrowdOptions {
	readonly door: Door;
	readonly record: ClientRecord;
	readonly seed: number;
	readonly tasks: number;
	/** Clients at a time; each has one order under way. */
	readonly clients: number;
	/** Nobody waits any longer. */
	readonly signal: AbortSignal;
}

const WIRES = Object.keys(MODELS) as ChaosOrder["wire"][];
/** The share of orders that are sent twice at once, and that are sent again after their end. */
const DOUBLED = 0.05;
const REPEATED = 0.05;

/** Many clients, each of whom orders films until all are ordered and ended. Resolves when the last has seen its film's end. */
export async function crowd(options: CrowdOptions): Promise<void> {
	let next = 0;
	const client = async (number: number): Promise<void> => {
		const random = createRandom(options.seed * 1_000 + number);
		while (next < options.tasks && !options.signal.aborted) {
			const order = makeOrder(options.seed, next);
			next += 1;
			await live(order, options, random);
		}
	};
	await Promise.all(Array.from({ length: Math.min(options.clients, options.tasks) }, (_, number) => client(number)));
}

/** What the seed has as its nth order: each wire and each kind of upstream in turn. */
export function makeOrder(seed: number, n: number): ChaosOrder {
	const wire = WIRES[n % WIRES.length] as ChaosOrder["wire"];
	const models = Object.values(MODELS[wire]);
	const model = models[Math.floor(n / WIRES.length) % models.length] as string;
	return { key: `chaos-${seed}-${n}`, wire, model, prompt: `a lantern, number ${n} of ${seed}` };
}

async function live(order: ChaosOrder, options: CrowdOptions, random: Random): Promise<void> {
	const { door, record, signal } = options;
	const wire = CHAOS_WIRES[order.wire];
	if (random() < DOUBLED) void submitOnce(order, options);
	let task: Acknowledged | null = null;
	while (task === null && !signal.aborted) {
		task = await submitOnce(order, options);
		if (task !== null) break;
		record.repeats += 1;
		await pause(between(random, 200, 1_000));
	}
	while (task !== null && task.end === null && !signal.aborted) {
		await pause(between(random, 500, 2_000));
		// What one wire made, every wire can read.
		record.see(task, await CHAOS_WIRES[pick(random, WIRES)].read(door, task.id));
	}
	if (task === null || signal.aborted || random() >= REPEATED) return;
	const again = await wire.submit(door, order);
	if (again.kind === "acknowledged") record.acknowledge(order, again.id);
}

/** Null when it was not acknowledged. */
async function submitOnce(order: ChaosOrder, { door, record }: CrowdOptions): Promise<Acknowledged | null> {
	const answer = await CHAOS_WIRES[order.wire].submit(door, order);
	if (answer.kind === "acknowledged") return record.acknowledge(order, answer.id);
	if (answer.kind === "refused") record.violations.push(`request ${order.key} was refused: ${answer.why}`);
	return null;
}
