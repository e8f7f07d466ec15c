import { ImageData, type SKRSContext2D } from "@napi-rs/canvas";
import { alone, type Crew } from "../crew.ts";
import { paintedSize } from "../painted-size.ts";
import type { Painter } from "../painter.ts";
import type { Pixels } from "../picture/pixels.ts";
import { inputOf, type RenderOrder } from "../render-order.ts";
import { drawMark } from "../scene/mark.ts";
import { openSource, type Source } from "./open-source.ts";
import { createSourceView, type SourceView } from "./source-view.ts";
import { withoutMark } from "./without-mark.ts";

/** What a painter of a source film does with each of its frames. */
export interface Retouch {
	/** The frame to be seen; the source's own when it is left out. The pixels may be changed and given back. */
	frame?(atSeconds: number): Pixels;
	/** Paints the whole frame itself, instead of giving its pixels. */
	paint?(context: SKRSContext2D, atSeconds: number): void;
	/** Drawn over the frame. */
	over?(context: SKRSContext2D, atSeconds: number): void;
}

/** What a retouch is made of. */
export interface SourceRoom {
	readonly order: RenderOrder;
	/** Without the mark that it may carry. */
	readonly source: Source;
	/** The source in the size that is painted. */
	readonly view: SourceView;
	readonly crew: Crew;
}

/**
 * A painter that shows the order's source, retouched; a mark that it carries stays as it is, and is no part of what is
 * retouched. Rejects with RenderFailed when the source cannot be decoded, and
 * with a TypeError for an order without one.
 */
export async function createSourcePainter(
	order: RenderOrder,
	createRetouch: (room: SourceRoom) => Promise<Retouch> | Retouch = () => ({}),
	crew: Crew = alone,
): Promise<Painter> {
	const size = paintedSize(order);
	const opened = await openSource(inputOf(order, "source").path);
	try {
		const source = withoutMark(opened);
		const mark = order.mark || source.wasMarked;
		const view = createSourceView(source, size);
		const retouch = await createRetouch({ order, source, view, crew });
		const frameOf = (atSeconds: number): Pixels => retouch.frame?.(atSeconds) ?? view.pixelsAt(atSeconds);
		const image = new ImageData(size.width, size.height);
		const shown = new Int32Array(image.data.buffer, image.data.byteOffset, size.width * size.height);
		return {
			...size,
			paint(context, atSeconds) {
				if (retouch.paint === undefined) {
					shown.set(frameOf(atSeconds).values);
					context.putImageData(image, 0, 0);
				} else {
					retouch.paint(context, atSeconds);
				}
				retouch.over?.(context, atSeconds);
				if (mark) drawMark(context, size.width, size.height);
			},
			close: () => opened.close(),
		};
	} catch (error) {
		opened.close();
		throw error;
	}
}
