import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createRenderProcess, type RenderProcess } from "../../src/engines/preview/render/render-process.ts";
import { plainOrder, type RenderOrder } from "../../src/engines/preview/render-order.ts";
import { watchMemory } from "../lib/memory.ts";
import { makeOperationOrders, render } from "../lib/operation-orders.ts";
import { atMost, type Goal, type Line, type Row } from "../lib/row.ts";
import { milliseconds } from "../lib/statistics.ts";

const SIZES = [
	{ name: "640x360", width: 640, height: 360, mostSecondsASecond: 1 / 5 },
	{ name: "1280x720", width: 1280, height: 720, mostSecondsASecond: 4 / 5 },
] as const;
const MOST_MIB = 500;

interface Made {
	/** The operation's first film in this process, what it is drawn with loaded on the way. */
	readonly firstMs: number;
	readonly ms: number;
	/** Of the render process, at most; null where it cannot be seen. */
	readonly memoryMiB: number | null;
}

/** Each operation's film, most of five seconds, twice in each size and from films of that size, in a render process that has made films before. */
export const previewOperations: Row = {
	name: "preview-operations",
	async run() {
		const folder = await mkdtemp(join(tmpdir(), "filmgate-bench-"));
		const renderer = createRenderProcess();
		try {
			const ordersOf = [];
			for (const { name, width, height } of SIZES)
				ordersOf.push(await makeOperationOrders(renderer, { width, height }, join(folder, name)));
			await render(renderer, plainOrder({ prompt: "City at noon", seconds: 1, sound: true }), join(folder, "first"));
			const lines: Line[] = [];
			for (const operation of ordersOf[0]!.keys()) {
				const orders = ordersOf.map((orders) => orders.get(operation)!);
				const made: Made[] = [];
				for (const order of orders) made.push(await makeFilm(renderer, order, join(folder, "made")));
				const { seconds } = orders[0]!;
				lines.push(toLine(`preview, ${operation}, ${seconds} s`, seconds, made));
			}
			return lines;
		} finally {
			await renderer.close();
			await rm(folder, { recursive: true });
		}
	},
};

async function makeFilm(renderer: RenderProcess, order: RenderOrder, folder: string): Promise<Made> {
	const memory = watchMemory(renderer.pid as number);
	const [firstMs, ms] = [await time(renderer, order, folder), await time(renderer, order, folder)];
	return { firstMs, ms, memoryMiB: memory.end() };
}

async function time(renderer: RenderProcess, order: RenderOrder, folder: string): Promise<number> {
	const startedAt = performance.now();
	await render(renderer, order, folder);
	return performance.now() - startedAt;
}

function toLine(what: string, seconds: number, made: readonly Made[]): Line {
	const goals: Goal[] = [];
	const figures: Record<string, number> = {};
	const reached = SIZES.map(({ name, mostSecondsASecond }, index) => {
		const { firstMs, ms, memoryMiB } = made[index] as Made;
		goals.push(atMost(ms / 1_000, mostSecondsASecond * seconds, `${name}: ${(ms / 1_000).toFixed(2)} s`));
		figures[`ms ${name}`] = ms;
		figures[`firstMs ${name}`] = firstMs;
		if (memoryMiB !== null) {
			goals.push(atMost(memoryMiB, MOST_MIB, `${name}: ${memoryMiB.toFixed(0)} MiB`));
			figures[`memoryMiB ${name}`] = memoryMiB;
		}
		return `${name}: ${milliseconds(ms)} (the first ${milliseconds(firstMs)})${memoryMiB === null ? "" : `, ${memoryMiB.toFixed(0)} MiB`}`;
	});
	return { what, reached: reached.join("; "), beside: "", goals, figures };
}
