import type { Painter } from "../painter.ts";
import type { RenderOrder } from "../render-order.ts";
import { createSourcePainter, type Retouch, type SourceRoom } from "./source-painter.ts";

/** Finds the mouth of a source film and makes it speak. */
export type CreateMouth = (room: SourceRoom) => Promise<Retouch> | Retouch;

/** A painter that shows the order's source, with the mouth that is put into it; without one, as it is. */
export function createLipSyncPainter(order: RenderOrder, mouth: CreateMouth = () => ({})): Promise<Painter> {
	return createSourcePainter(order, mouth);
}
