import { createMouth } from "../lips/create-mouth.ts";
import { alone, type Crew } from "../crew.ts";
import type { Painter } from "../painter.ts";
import type { RenderOrder } from "../render-order.ts";
import { createSourcePainter } from "./source-painter.ts";

/** A painter that shows the order's source and lets whoever is seen in it say what is heard. */
export function createLipSyncPainter(order: RenderOrder, crew: Crew = alone): Promise<Painter> {
	return createSourcePainter(order, createMouth, crew);
}
