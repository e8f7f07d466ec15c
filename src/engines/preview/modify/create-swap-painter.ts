import { alone, type Crew } from "../crew.ts";
import type { Painter } from "../painter.ts";
import { decodePicture } from "../picture/decode-picture.ts";
import { inputOf, inputsOf, type RenderOrder } from "../render-order.ts";
import { createSourcePainter, type Retouch, type SourceRoom } from "../source/source-painter.ts";
import { createStandIn, type Guest, readGuests } from "./stand-in.ts";
import { trackRegion } from "./tracked-region.ts";

/** A painter that shows the order's source with what its mask marks replaced, all through, by the picture of role `reference`. */
export function createSwapPainter(order: RenderOrder, crew: Crew = alone): Promise<Painter> {
	const createRetouch = async (room: SourceRoom): Promise<Retouch> => {
		const masks = await Promise.all(inputsOf(order, "mask").map(({ path }) => decodePicture(path)));
		const picture = await decodePicture(inputOf(order, "reference").path);
		const [[guest], region] = await Promise.all([readGuests(room, [picture]), trackRegion(room, masks)]);
		return { over: createStandIn(room, region, guest as Guest) };
	};
	return createSourcePainter(order, createRetouch, crew);
}
