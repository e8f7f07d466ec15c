import type { Size } from "../../../core/sizes.ts";
import { openSource } from "./open-source.ts";

/** Tells a film that can be drawn from: its index is read in full, its first pictures are decoded. Throws RenderFailed for any other. */
export async function probeFilm(path: string): Promise<Size> {
	const source = await openSource(path);
	try {
		const { width, height } = source;
		for (let frame = 0; frame < Math.min(pictures, source.frames); frame++) source.picture(frame);
		return { width, height };
	} finally {
		source.close();
	}
}

/** Enough to meet an order of pictures that the decoder does not follow. */
const pictures = 12;
