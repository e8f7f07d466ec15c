import type { Painter } from "../painter.ts";
import type { Pixels } from "../picture/draw-warped.ts";
import type { RenderOrder } from "../render-order.ts";
import { hashText } from "../scene/random.ts";
import { createSourceView } from "../source/source-view.ts";
import { createSourcePainter, type Retouch, type SourceRoom } from "../source/source-painter.ts";
import { chooseFilter } from "./choose-filter.ts";

/** A painter that shows the order's source in the style that the order's style word, else its prompt, names. */
export function createRestylePainter(order: RenderOrder): Promise<Painter> {
	return createSourcePainter(order, restyle);
}

function restyle({ order, source, view }: SourceRoom): Retouch {
	const { create, longSide, fps } = chooseFilter(order);
	const scale = Math.min(1, longSide / Math.max(view.width, view.height));
	const size = { width: Math.round(view.width * scale), height: Math.round(view.height * scale) };
	const small = scale === 1 ? view : createSourceView(source, size);
	const filter = create({
		...size,
		paintedWidth: view.width,
		paintedHeight: view.height,
		seed: hashText("restyle", order.seed),
		*samples(): Iterable<Pixels> {
			for (let index = 0; index < 5; index++) yield small.pixelsAt(((index + 0.5) / 5) * order.seconds);
		},
	});
	// Some styles are made by hand, frame by frame, and fewer of them.
	const instantOf = (atSeconds: number) => (fps === null ? atSeconds : Math.floor(atSeconds * fps + 1e-4) / fps);
	return {
		paint(context, atSeconds) {
			const instant = instantOf(atSeconds);
			filter.paint(context, small.pixelsAt(instant), instant);
		},
	};
}
