import type { Painter } from "../painter.ts";
import type { RenderOrder } from "../render-order.ts";
import { createSourcePainter } from "../source/source-painter.ts";
import { chooseFilter } from "./choose-filter.ts";
import { openFilter } from "./open-filter.ts";

/** A painter that shows the order's source in the style that the order's style word, else its prompt, names. */
export function createRestylePainter(order: RenderOrder): Promise<Painter> {
	return createSourcePainter(order, (room) => ({ paint: openFilter(room, chooseFilter(order)) }));
}
