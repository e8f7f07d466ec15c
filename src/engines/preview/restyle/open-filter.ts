import { createCanvas, type SKRSContext2D } from "@napi-rs/canvas";
import type { Pixels } from "../picture/pixels.ts";
import { hashText } from "../scene/random.ts";
import { createSourceView } from "../source/source-view.ts";
import type { SourceRoom } from "../source/source-painter.ts";
import type { ChosenFilter } from "./choose-filter.ts";

/** A filter's pixels are at most this share of a film's: in a small film, too, what is drawn is coarser than what it shows. */
const finest = 2 / 3;

/** Paints a source's frames through a filter, at the size in which the filter works. */
export function openFilter(
	{ order, source, view }: SourceRoom,
	{ create, longSide, fps }: ChosenFilter,
): (context: SKRSContext2D, atSeconds: number) => void {
	const scale = Math.min(finest, longSide / Math.max(view.width, view.height));
	const size = { width: Math.round(view.width * scale), height: Math.round(view.height * scale) };
	const small = createSourceView(source, size);
	const filter = create({
		...size,
		paintedWidth: view.width,
		paintedHeight: view.height,
		seed: hashText("restyle", order.seed),
		*samples(): Iterable<Pixels> {
			for (let index = 0; index < 5; index++) yield small.pixelsAt(((index + 0.5) / 5) * order.seconds);
		},
	});
	const paint = (context: SKRSContext2D, atSeconds: number) =>
		filter.paint(context, small.pixelsAt(atSeconds), atSeconds);
	return fps === null ? paint : paintFewer(paint, { fps, width: view.width, height: view.height });
}

/** Some styles are made by hand, frame by frame, and fewer of them: each is seen until the next one is there. */
function paintFewer(
	paint: (context: SKRSContext2D, atSeconds: number) => void,
	{ fps, width, height }: { readonly fps: number; readonly width: number; readonly height: number },
): (context: SKRSContext2D, atSeconds: number) => void {
	const seen = createCanvas(width, height).getContext("2d", { alpha: false });
	let last: number | null = null;
	return (context, atSeconds) => {
		const number = Math.floor(atSeconds * fps + 1e-4);
		if (number !== last) paint(seen, number / fps);
		last = number;
		context.drawImage(seen.canvas, 0, 0);
	};
}
