import type { Order } from "../../core/order.ts";
import { withoutScript } from "../../core/script.ts";
import type { RenderOrder } from "./render-order.ts";

/** An order in the renderer's words. `localPath` gives the file of an input's bytes. */
export async function toRenderOrder(
	order: Order,
	localPath: (sha256: string) => Promise<string>,
): Promise<RenderOrder> {
	const { operation, negativePrompt, width, height, seconds, fps, seed, sound, mark, settings } = order;
	if (operation !== "text-to-video" && operation !== "image-to-video") {
		throw new Error(`The preview engine has no ${operation} yet.`);
	}
	const picture = order.inputs.find((input) => input.role === "first-frame");
	return {
		operation,
		prompt: order.script === null ? order.prompt : withoutScript(order.prompt),
		negativePrompt,
		width,
		height,
		seconds,
		fps,
		seed,
		sound,
		mark,
		look: { style: settings.style, camera: settings.camera, movement: settings.movement },
		picturePath: picture === undefined ? null : await localPath(picture.medium.sha256),
	};
}
