import { parentPort } from "node:worker_threads";
import { alone } from "../../src/engines/preview/crew.ts";
import { loadArtist, siblingUrl } from "../../src/engines/preview/render/artist.ts";
import { createFrameReader } from "../../src/engines/preview/render/frame-reader.ts";
import { createGroupEncoder } from "../../src/engines/preview/render/group-encoder.ts";
import type { RenderOrder } from "../../src/engines/preview/render-order.ts";

// The physical limit of a film: the encoder alone, on real frames that were drawn before the clock starts.

parentPort?.on("message", async ({ order, frames }: { order: RenderOrder; frames: number }) => {
	const { createPainter } = await loadArtist(siblingUrl("house-artist").href);
	const reader = createFrameReader(await createPainter(order, alone), order);
	const pictures: Uint8Array[] = [];
	for (let frame = 0; frame < frames; frame += 1) {
		reader.draw(frame / order.fps);
		pictures.push(reader.read().slice());
	}
	const { width, height } = order;
	const encoder = await createGroupEncoder({ width, height, frames, kilobitsPerFrame: null });
	const startedAt = performance.now();
	for (const picture of pictures) encoder.add(picture);
	encoder.finish();
	const ms = performance.now() - startedAt;
	encoder.close();
	parentPort?.postMessage(ms);
});
