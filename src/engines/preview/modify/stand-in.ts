import type { Image, SKRSContext2D } from "@napi-rs/canvas";
import { type Actor, createActor } from "../fusion/actor.ts";
import type { Standing } from "../fusion/arrange.ts";
import { type CutOut, cutOutAll } from "../fusion/cut-out.ts";
import { lookAround } from "../fusion/look-around.ts";
import { canvasOf } from "../source/frame-canvas.ts";
import type { SourceRoom } from "../source/source-painter.ts";
import { createPatch } from "./picture-patch.ts";
import { createPaintOut } from "./paint-out.ts";
import type { TrackedRegion } from "./tracked-region.ts";

/** Draws over a frame of the source what has come into the place of a region. */
export type StandIn = (context: SKRSContext2D, atSeconds: number) => void;

/** A picture that is to stand in for something, and what was cut out of it. */
export interface Guest {
	readonly picture: Image;
	readonly cut: CutOut;
}

export async function readGuests({ crew }: SourceRoom, pictures: readonly Image[]): Promise<Guest[]> {
	const cuts = await cutOutAll(pictures, crew);
	return pictures.map((picture, index) => ({ picture, cut: cuts[index] as CutOut }));
}

/** A region that takes more of the frame is no thing but a ground, which a picture fills whole. */
const mostOfFrame = 0.5;

/**
 * What a picture is of stands in for what a region marks: whole, within the region's box, in the film's light and moving as
 * the region moves; what was there is painted out. A picture in which nothing can be told apart fills the region's outline,
 * and so does any picture where the region is the ground itself.
 */
export function createStandIn(room: SourceRoom, region: TrackedRegion, { picture, cut }: Guest): StandIn {
	const { box } = region;
	const { width, height } = room.view;
	if (box.width === 0) return () => {};
	if (cut.print || box.width * box.height > mostOfFrame * width * height) {
		const patch = createPatch(room, region, picture);
		return (context, atSeconds) => region.follow(context, atSeconds, () => context.drawImage(patch, 0, 0));
	}
	const actor = castIn(room, region, cut);
	const paintOut = createPaintOut(room.view, region);
	const still = { x: 0, lift: 0, turn: 0, stretch: 0 };
	return (context, atSeconds) => {
		paintOut(context, atSeconds);
		region.follow(context, atSeconds, () => actor.paint(context, still));
	};
}

/** On the lower edge of the region's box, where that is on the ground; else in the box's middle. */
function castIn({ view }: SourceRoom, { box, keySeconds }: TrackedRegion, cut: CutOut): Actor {
	const { canvas } = cut;
	// A little larger than the box: what is slender may reach over it, and outlines tend to be drawn tight.
	const scale = Math.min((1.25 * box.width) / canvas.width, (1.08 * box.height) / canvas.height);
	const size = { width: canvas.width * scale, height: canvas.height * scale };
	const stands = box.top + box.height > 0.52 * view.height;
	const foot = stands ? box.top + box.height : box.top + (box.height + size.height) / 2;
	const place: Standing = { ...size, x: box.left + box.width / 2, foot };
	const light = lookAround(canvasOf(view.pixelsAt(keySeconds)))(place);
	return createActor(cut, place, { ...light, shade: stands ? 0.8 : 0 });
}
