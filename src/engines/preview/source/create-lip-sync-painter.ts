import { createMouth } from "../lips/create-mouth.ts";
import type { Painter } from "../painter.ts";
import type { RenderOrder } from "../render-order.ts";
import { createSourcePainter } from "./source-painter.ts";

/** A painter that shows the order's source and lets whoever is seen in it say what is heard. */
export function createLipSyncPainter(order: RenderOrder): Promise<Painter> {
	return createSourcePainter(order, createMouth);
}
