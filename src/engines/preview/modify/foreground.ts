import { type Canvas, createCanvas, type Image, type SKRSContext2D } from "@napi-rs/canvas";
import { smoothAlong } from "../picture/edge-aware.ts";
import { subjectOf } from "../picture/nearness.ts";
import { takeThumbnail } from "../picture/thumbnail.ts";
import { ramp } from "../scene/noise.ts";
import { createPixels } from "../scene/brushes/pixels.ts";
import type { SourceRoom } from "../source/source-painter.ts";

/** Up to three pictures stand side by side before the film, cut out of their grounds as well as can be guessed. */
export function createForeground(
	room: SourceRoom,
	pictures: readonly Image[],
): (context: SKRSContext2D, atSeconds: number) => void {
	const { width, height } = room.view;
	const shown = pictures.slice(0, 3);
	const figures = shown.map((picture) => cutOut(picture, height * 0.56, (width * 0.86) / shown.length));
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

function cutOut(picture: Image, mostHigh: number, mostWide: number): Canvas {
	const scale = Math.min(mostHigh / picture.height, mostWide / picture.width);
	const canvas = createCanvas(
		Math.max(1, Math.round(picture.width * scale)),
		Math.max(1, Math.round(picture.height * scale)),
	);
	const context = canvas.getContext("2d");
	context.imageSmoothingQuality = "medium";
	context.drawImage(picture, 0, 0, canvas.width, canvas.height);
	const whole = { left: 0, top: 0, width: picture.width, height: picture.height };
	const view = takeThumbnail(picture, whole, 160);
	const subject = smoothAlong(subjectOf(view), view.lightness, { radius: 4, tolerance: 0.06 });
	const { columns, rows } = subject;
	const alpha = createPixels(columns, rows, (x, y, write) => {
		const edge = Math.min(x, y, columns - 1 - x) / 10;
		write(
			[255, 255, 255],
			255 * Math.max(ramp(subject.values[y * columns + x] as number, 0.25, 0.6), 0) * Math.min(1, 0.3 + edge),
		);
	});
	const seen = subject.values.reduce((sum, value) => sum + (value > 0.4 ? 1 : 0), 0) / subject.values.length;
	if (seen < 0.03) return canvas; // Nothing stands out: the whole picture is what is shown.
	context.globalCompositeOperation = "destination-in";
	context.imageSmoothingQuality = "high";
	context.drawImage(alpha, 0, 0, canvas.width, canvas.height);
	return canvas;
}
