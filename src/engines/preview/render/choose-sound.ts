import type { RenderOrder } from "../render-order.ts";
import type { Sound } from "./artist.ts";

/** The sound of an order's film. What makes it is loaded when the first film with sound is made. */
export async function chooseSound(order: RenderOrder): Promise<Sound> {
	const { createFilmSound } = await import("../mix/create-film-sound.ts");
	return createFilmSound(order);
}
