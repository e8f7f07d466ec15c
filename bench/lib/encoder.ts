import { once } from "node:events";
import { Worker } from "node:worker_threads";
import type { RenderOrder } from "../../src/engines/preview/render-order.ts";

const THREADS = 2;

/** How long two threads take to encode a film whose frames are there already, ms. */
export async function encodeAlone(order: RenderOrder): Promise<number> {
	const frames = Math.ceil((order.seconds * order.fps) / THREADS);
	const threads = Array.from({ length: THREADS }, () => new Worker(new URL("./encode-thread.ts", import.meta.url)));
	try {
		const ends = threads.map((thread) => once(thread, "message") as Promise<[number]>);
		for (const thread of threads) thread.postMessage({ order, frames });
		return Math.max(...(await Promise.all(ends)).map(([ms]) => ms));
	} finally {
		for (const thread of threads) await thread.terminate();
	}
}
