import { type Canvas, createCanvas, type Image } from "@napi-rs/canvas";
import type { Size } from "../../../core/sizes.ts";

/**
 * The whole picture at half its size as often as it stays at least `least` both ways, so that whoever samples it next
 * never skips pixels and fine texture does not turn into moiré. The picture itself when it is not twice as large.
 */
export function shrinkTo(picture: Canvas | Image, least: Size): Canvas | Image {
	let current = picture;
	while (current.width >= least.width * 2 && current.height >= least.height * 2) {
		const half = createCanvas(Math.ceil(current.width / 2), Math.ceil(current.height / 2));
		const context = half.getContext("2d");
		context.imageSmoothingQuality = "low";
		context.drawImage(current, 0, 0, half.width, half.height);
		current = half;
	}
	return current;
}
