import type { RenderOrder } from "../render-order.ts";
import type { Sound } from "./artist.ts";

/** The ambience of the place that an order's words name; a picture has no other words either. */
export async function chooseSound(order: RenderOrder): Promise<Sound> {
	const { readScene } = await import("../scene/read-prompt.ts");
	const { createAmbience } = await import("../sound/create-ambience.ts");
	return createAmbience(readScene(order), { seconds: order.seconds, seed: order.seed });
}
