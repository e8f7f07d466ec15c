import { type Canvas, createCanvas, type SKRSContext2D } from "@napi-rs/canvas";
import type { Size } from "../../../core/sizes.ts";
import { fillHoles } from "./fill-holes.ts";
import type { TrackedRegion } from "./tracked-region.ts";

/** Pixels on the longer side of the picture in which a hole is filled: what fills it is soft. */
const long = 240;

/** Paints out of each frame what a region marks, with the colours that lie around it at the time. */
export function createPaintOut(size: Size, region: TrackedRegion): (context: SKRSContext2D, atSeconds: number) => void {
	const { width, height } = size;
	const hole = widen(region.mask, Math.min(width, height) / 70);
	const scale = Math.min(1, long / Math.max(width, height));
	const small = createCanvas(Math.max(2, Math.round(width * scale)), Math.max(2, Math.round(height * scale)));
	const around = small.getContext("2d");
	const layer = createCanvas(width, height);
	const layerContext = layer.getContext("2d");
	return (context, atSeconds) => {
		around.save();
		around.globalCompositeOperation = "copy";
		around.imageSmoothingQuality = "medium";
		around.drawImage(context.canvas, 0, 0, small.width, small.height);
		around.globalCompositeOperation = "destination-out";
		around.scale(small.width / width, small.height / height);
		region.follow(around, atSeconds, () => around.drawImage(hole, 0, 0));
		around.restore();
		fillHoles(around, small);
		layerContext.globalCompositeOperation = "copy";
		layerContext.imageSmoothingQuality = "low";
		layerContext.drawImage(small, 0, 0, width, height);
		layerContext.globalCompositeOperation = "destination-in";
		region.follow(layerContext, atSeconds, () => layerContext.drawImage(hole, 0, 0));
		context.drawImage(layer, 0, 0);
	};
}

/** The mask grown by so many pixels: the shadow and the rim of what was there go too. */
function widen(mask: Canvas, radius: number): Canvas {
	const wide = createCanvas(mask.width, mask.height);
	const context = wide.getContext("2d");
	for (let way = 0; way < 12; way++) {
		const angle = (way / 12) * Math.PI * 2;
		context.drawImage(mask, Math.cos(angle) * radius, Math.sin(angle) * radius);
	}
	context.drawImage(mask, 0, 0);
	return wide;
}
