import type { Painter } from "../painter.ts";
import { decodePicture } from "../picture/decode-picture.ts";
import { inputOf, inputsOf, type RenderOrder } from "../render-order.ts";
import { createSourcePainter } from "../source/source-painter.ts";
import { createStandIn } from "./stand-in.ts";
import { trackRegion } from "./tracked-region.ts";

/** A painter that shows the order's source with what its mask marks replaced, all through, by the picture of role `reference`. */
export function createSwapPainter(order: RenderOrder): Promise<Painter> {
	return createSourcePainter(order, async (room) => {
		const masks = await Promise.all(inputsOf(order, "mask").map(({ path }) => decodePicture(path)));
		const picture = await decodePicture(inputOf(order, "reference").path);
		const region = trackRegion(room, masks);
		return { over: createStandIn(room, region, picture) };
	});
}
