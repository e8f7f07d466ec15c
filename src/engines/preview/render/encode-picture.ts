import { type Canvas, createCanvas } from "@napi-rs/canvas";
import type { MadePicture, ThumbnailWish } from "../../../core/ports/picture-maker.ts";
import { decodePicture } from "../picture/decode-picture.ts";
import { shrinkTo } from "../picture/shrink.ts";
import { RenderFailed } from "./render-failed.ts";

/** A picture made smaller, in another format. Throws RenderFailed when the file is none. */
export async function encodePicture({
	path,
	mime,
	maxSide,
}: ThumbnailWish & { readonly path: string }): Promise<MadePicture> {
	const picture = await decodePicture(path).catch((error: Error) => {
		throw new RenderFailed(`The picture cannot be decoded: ${error.message}`, { cause: error });
	});
	const scale = Math.min(1, maxSide / Math.max(picture.width, picture.height));
	const width = Math.max(1, Math.round(picture.width * scale));
	const height = Math.max(1, Math.round(picture.height * scale));
	const canvas = createCanvas(width, height);
	const context = canvas.getContext("2d");
	context.imageSmoothingQuality = scale === 1 ? "low" : "high";
	context.drawImage(shrinkTo(picture, { width, height }), 0, 0, width, height);
	return encodeCanvas(canvas, mime);
}

const quality = 88;

export async function encodeCanvas(canvas: Canvas, mime: MadePicture["mime"]): Promise<MadePicture> {
	const { width, height } = canvas;
	const bytes =
		mime === "image/png"
			? await canvas.encode("png")
			: await canvas.encode(mime === "image/jpeg" ? "jpeg" : "webp", quality);
	return { bytes: new Uint8Array(bytes), mime, width, height };
}
