import { type Canvas, createCanvas, type SKRSContext2D } from "@napi-rs/canvas";
import type { Size } from "../../../core/sizes.ts";
import type { Area } from "../picture/thumbnail.ts";
import { fillHoles } from "./fill-holes.ts";
import type { TrackedRegion } from "./tracked-region.ts";

/** Pixels on the longer side of the picture in which a hole is filled: what fills it is soft. */
const long = 80;
/** How much of what lies around a hole is looked at, in shares of the hole. */
const near = 0.35;

/**
 * Paints out of each frame what a region marks, with the colours that lie around it at the time. Works on the region and its
 * surroundings alone, brought back to where they were in the key frame: there the hole is always the same.
 */
export function createPaintOut(size: Size, region: TrackedRegion): (context: SKRSContext2D, atSeconds: number) => void {
	const reach = Math.min(size.width, size.height) / 70;
	const area = areaAround(region.box, reach);
	const hole = cutHole(region.mask, area, reach);
	const scale = Math.min(1, long / Math.max(area.width, area.height));
	const small = createCanvas(Math.max(2, Math.round(area.width * scale)), Math.max(2, Math.round(area.height * scale)));
	const around = small.getContext("2d");
	const fill = createCanvas(area.width, area.height);
	const fillContext = fill.getContext("2d");
	return (context, atSeconds) => {
		around.globalCompositeOperation = "source-over";
		around.clearRect(0, 0, small.width, small.height);
		around.save();
		around.imageSmoothingQuality = "medium";
		around.scale(small.width / area.width, small.height / area.height);
		around.translate(-area.left, -area.top);
		around.transform(...region.placeAt(atSeconds).back);
		around.drawImage(context.canvas, 0, 0);
		around.restore();
		around.globalCompositeOperation = "destination-out";
		around.drawImage(hole, 0, 0, small.width, small.height);
		fillHoles(around, small);
		fillContext.globalCompositeOperation = "copy";
		fillContext.imageSmoothingQuality = "low";
		fillContext.drawImage(small, 0, 0, area.width, area.height);
		fillContext.globalCompositeOperation = "destination-in";
		fillContext.drawImage(hole, 0, 0);
		region.follow(context, atSeconds, () => context.drawImage(fill, area.left, area.top));
	};
}

function areaAround(box: Area, reach: number): Area {
	const margin = Math.ceil(near * Math.max(box.width, box.height) + 2 * reach);
	return {
		left: Math.floor(box.left) - margin,
		top: Math.floor(box.top) - margin,
		width: Math.ceil(box.width) + 2 * margin,
		height: Math.ceil(box.height) + 2 * margin,
	};
}

/** The part of the mask that lies in an area, grown by so many pixels: the shadow and the rim of what was there go too. */
function cutHole(mask: Canvas, { left, top, width, height }: Area, reach: number): Canvas {
	const hole = createCanvas(width, height);
	const context = hole.getContext("2d");
	context.translate(-left, -top);
	for (let way = 0; way < 12; way++) {
		const angle = (way / 12) * Math.PI * 2;
		context.drawImage(mask, Math.cos(angle) * reach, Math.sin(angle) * reach);
	}
	context.drawImage(mask, 0, 0);
	return hole;
}
