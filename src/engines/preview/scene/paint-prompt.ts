import type { Painter } from "../painter.ts";
import type { RenderOrder } from "../render-order.ts";
import { createScenePainter } from "./create-scene-painter.ts";
import { readScene } from "./read-prompt.ts";

/** The painter of an order that has nothing but words. */
export async function paintPrompt(order: RenderOrder): Promise<Painter> {
	return createScenePainter(order, readScene(order));
}
