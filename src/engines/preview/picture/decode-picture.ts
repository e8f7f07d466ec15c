import { type Image, loadImage } from "@napi-rs/canvas";
import { readFile } from "node:fs/promises";

/**
 * The picture in a file, upright: the decoder turns it as its orientation tag says, and `width` and `height` are those
 * of the turned picture. Rejects with "the picture cannot be decoded" when the bytes are no picture; what the file
 * system says about a file that cannot be read passes through.
 */
export async function decodePicture(path: string): Promise<Image> {
	const bytes = await readFile(path);
	try {
		const image = await loadImage(bytes);
		if (image.width > 0 && image.height > 0) {
			return image;
		}
	} catch (error) {
		throw new Error("the picture cannot be decoded", { cause: error });
	}
	throw new Error("the picture cannot be decoded");
}
