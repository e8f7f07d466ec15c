import type { Painter } from "../painter.ts";
import { decodePicture } from "../picture/decode-picture.ts";
import { inputOf, inputsOf, type RenderOrder } from "../render-order.ts";
import { createSourcePainter } from "../source/source-painter.ts";
import { createPatch } from "./picture-patch.ts";
import { trackRegion } from "./tracked-region.ts";

/** A painter that shows the order's source with what its mask marks replaced, all through, by the picture of role `reference`. */
export function createSwapPainter(order: RenderOrder): Promise<Painter> {
	return createSourcePainter(order, async (room) => {
		const masks = await Promise.all(inputsOf(order, "mask").map(({ path }) => decodePicture(path)));
		const picture = await decodePicture(inputOf(order, "reference").path);
		const region = trackRegion(room, masks);
		const patch = createPatch(room, region, picture);
		return {
			over: (context, atSeconds) => region.follow(context, atSeconds, () => context.drawImage(patch, 0, 0)),
		};
	});
}
