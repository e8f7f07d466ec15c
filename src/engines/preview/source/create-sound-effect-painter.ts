import type { Painter } from "../painter.ts";
import type { RenderOrder } from "../render-order.ts";
import { createSourcePainter } from "./source-painter.ts";

/** A painter that shows the order's source as it is: only its sound is new. */
export function createSoundEffectPainter(order: RenderOrder): Promise<Painter> {
	return createSourcePainter(order);
}
