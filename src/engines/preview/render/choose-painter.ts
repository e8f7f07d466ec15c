import type { Painter } from "../painter.ts";
import type { RenderOrder } from "../render-order.ts";

/** The painter of an order: its picture brought to life, or a scene read from its words. */
export async function choosePainter(order: RenderOrder): Promise<Painter> {
	if (order.operation === "image-to-video") {
		const { createPicturePainter } = await import("../picture/create-picture-painter.ts");
		return createPicturePainter(order);
	}
	const { createScenePainter } = await import("../scene/create-scene-painter.ts");
	const { readScene } = await import("../scene/read-prompt.ts");
	return createScenePainter(order, readScene(order));
}
