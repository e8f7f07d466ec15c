import type { Order } from "../../core/order.ts";
import { withoutScript } from "../../core/script.ts";
import type { RenderOrder } from "./render-order.ts";

/** An order in the renderer's words. `localPath` gives the file of an input's bytes. */
export async function toRenderOrder(
	order: Order,
	localPath: (sha256: string) => Promise<string>,
): Promise<RenderOrder> {
	const { operation, negativePrompt, width, height, seconds, fps, seed, sound, mark, settings } = order;
	const { style, camera, movement, templateId, speech, soundWords, keepSound, stretches, keyframe } = settings;
	const files = order.inputs.map(async ({ medium: { sha256, mime, width, height, seconds }, ...named }) => {
		return { ...named, path: await localPath(sha256), mime, width, height, seconds };
	});
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
		look: { style, camera, movement },
		inputs: await Promise.all(files),
		settings: { templateId, speech, soundWords, keepSound, stretches, keyframe },
	};
}
