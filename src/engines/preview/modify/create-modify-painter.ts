import { createCanvas, type SKRSContext2D } from "@napi-rs/canvas";
import { alone, type Crew } from "../crew.ts";
import type { Painter } from "../painter.ts";
import { decodePicture } from "../picture/decode-picture.ts";
import { inputsOf, type RenderOrder } from "../render-order.ts";
import { canvasOf } from "../source/frame-canvas.ts";
import { createSourcePainter, type Retouch, type SourceRoom } from "../source/source-painter.ts";
import { createChangedView } from "./changed-view.ts";
import { createForeground } from "./foreground.ts";
import { createStandIn, readGuests } from "./stand-in.ts";
import { readChange } from "./read-change.ts";
import { type TrackedRegion, trackRegion } from "./tracked-region.ts";

/**
 * A painter that shows the order's source changed as its prompt says: another hour, weather, season, palette or style. Masks
 * keep the change inside of what they mark, which is followed through the film; pictures of role `reference` are put into
 * the mask, or without one into the foreground.
 */
export function createModifyPainter(order: RenderOrder, crew: Crew = alone): Promise<Painter> {
	const createRetouch = async (room: SourceRoom): Promise<Retouch> => {
		const masks = await Promise.all(inputsOf(order, "mask").map(({ path }) => decodePicture(path)));
		const pictures = await Promise.all(inputsOf(order, "reference").map(({ path }) => decodePicture(path)));
		const change = readChange(order);
		const changed = createChangedView(room, change);
		if (masks.length === 0) {
			const foreground = createForeground(room, pictures);
			return { paint: changed, over: foreground };
		}
		const [guests, region] = await Promise.all([readGuests(room, pictures), trackRegion(room, masks)]);
		if (pictures.length === 0) return changeWithin(room, region, changed);
		const players = guests.map((guest) => createStandIn(room, region, guest));
		return {
			over: (context, atSeconds) => {
				// Several pictures for one place follow one another.
				const turn = Math.min(players.length - 1, Math.floor((atSeconds / order.seconds) * players.length));
				players[turn]?.(context, atSeconds);
			},
		};
	};
	return createSourcePainter(order, createRetouch, crew);
}

/** The source, and over it what is changed of it, cut to where the region is at the time. */
function changeWithin(
	room: SourceRoom,
	region: TrackedRegion,
	changed: (context: SKRSContext2D, atSeconds: number) => void,
): Retouch {
	const layer = createCanvas(room.view.width, room.view.height);
	const context = layer.getContext("2d");
	return {
		paint(target, atSeconds) {
			const plain = canvasOf(room.view.pixelsAt(atSeconds));
			target.drawImage(plain, 0, 0);
			plain.width = 0;
			changed(context, atSeconds);
			context.globalCompositeOperation = "destination-in";
			region.follow(context, atSeconds, () => context.drawImage(region.mask, 0, 0));
			context.globalCompositeOperation = "source-over";
			target.drawImage(layer, 0, 0);
		},
	};
}
