import { type LoadResult, runLoad } from "./load-run.ts";
import { serveParent } from "./parent.ts";
import type { LoadOrder } from "./load.ts";

// The process that makes the load.

let requests: readonly Buffer[] = [];

serveParent(null, async (question): Promise<LoadResult | null> => {
	const order = question as unknown as LoadOrder;
	if (order.kind === "requests") {
		requests = order.texts.map((text) => Buffer.from(text, "latin1"));
		return null;
	}
	return await runLoad({ ...order, requests });
});
