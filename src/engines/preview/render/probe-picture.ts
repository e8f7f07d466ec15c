import { readFile } from "node:fs/promises";
import { createCanvas, loadImage } from "@napi-rs/canvas";
import type { Size } from "../../../core/sizes.ts";
import { RenderFailed } from "./render-failed.ts";

/** Decodes a picture in full and measures it. Throws RenderFailed when it is none that the renderer can draw. */
export async function probePicture(path: string): Promise<Size> {
	const bytes = await readFile(path);
	if (bytes.length === 0) throw new RenderFailed("The picture is empty."); // Loading it would never end.
	try {
		const picture = await loadImage(bytes);
		await picture.decode();
		const { width, height } = picture;
		if (width < 1 || height < 1) throw new Error("it has no pixels");
		const pixel = createCanvas(1, 1);
		pixel.getContext("2d").drawImage(picture, 0, 0, 1, 1);
		pixel.data();
		return { width, height };
	} catch (error) {
		throw new RenderFailed(`The picture cannot be decoded: ${(error as Error).message}`, { cause: error });
	}
}
