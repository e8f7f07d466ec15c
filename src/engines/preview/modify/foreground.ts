import { type Canvas, createCanvas, type Image, type SKRSContext2D } from "@napi-rs/canvas";
import { cutOut } from "../fusion/cut-out.ts";
import type { SourceRoom } from "../source/source-painter.ts";

/** Up to three pictures stand side by side before the film, cut out of their grounds as well as can be guessed. */
export function createForeground(
	room: SourceRoom,
	pictures: readonly Image[],
): (context: SKRSContext2D, atSeconds: number) => void {
	const { width, height } = room.view;
	const shown = pictures.slice(0, 3);
	const figures = shown.map((picture) => sized(picture, height * 0.56, (width * 0.86) / shown.length));
	return (context, atSeconds) => {
		for (const [index, figure] of figures.entries()) {
			const middle = (width * (index + 1)) / (figures.length + 1);
			// It breathes a little, as whatever is alive does.
			const grow = 1 + 0.008 * Math.sin(atSeconds * 1.7 + index);
			const [wide, high] = [figure.width * grow, figure.height * grow];
			context.save();
			context.shadowColor = "rgba(0,0,0,0.35)";
			context.shadowBlur = height / 60;
			context.shadowOffsetY = height / 140;
			context.drawImage(figure, middle - wide / 2, height * 0.985 - high, wide, high);
			context.restore();
		}
	};
}

function sized(picture: Image, mostHigh: number, mostWide: number): Canvas {
	const { canvas } = cutOut(picture);
	const scale = Math.min(mostHigh / canvas.height, mostWide / canvas.width);
	const figure = createCanvas(
		Math.max(1, Math.round(canvas.width * scale)),
		Math.max(1, Math.round(canvas.height * scale)),
	);
	const context = figure.getContext("2d");
	context.imageSmoothingQuality = "high";
	context.drawImage(canvas, 0, 0, figure.width, figure.height);
	return figure;
}
