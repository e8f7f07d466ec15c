import type { SKRSContext2D } from "@napi-rs/canvas";
import type { Pixels } from "../picture/draw-warped.ts";
import { hashText } from "../scene/random.ts";
import { createSourceView } from "../source/source-view.ts";
import type { SourceRoom } from "../source/source-painter.ts";
import type { ChosenFilter } from "./choose-filter.ts";

/** Paints a source's frames through a filter, at the size in which the filter works. */
export function openFilter(
	{ order, source, view }: SourceRoom,
	{ create, longSide, fps }: ChosenFilter,
): (context: SKRSContext2D, atSeconds: number) => void {
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
	return (context, atSeconds) => {
		const instant = instantOf(atSeconds);
		filter.paint(context, small.pixelsAt(instant), instant);
	};
}
