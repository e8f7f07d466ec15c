import type { Painter } from "../painter.ts";
import type { RenderOrder } from "../render-order.ts";
import { sharpen } from "./sharpen.ts";
import { createSourcePainter } from "./source-painter.ts";

/** A painter that shows the order's source in the order's size, sharpened where it had to grow. */
export function createUpscalePainter(order: RenderOrder): Promise<Painter> {
	return createSourcePainter(order, ({ source, view }) => {
		const growth = Math.max(view.width / source.width, view.height / source.height);
		if (growth <= 1) return {};
		const crisp = { width: view.width, height: view.height, values: new Int32Array(view.width * view.height) };
		const amount = Math.min(1, 0.35 + 0.25 * growth);
		return {
			frame(atSeconds) {
				sharpen(crisp, view.pixelsAt(atSeconds), amount);
				return crisp;
			},
		};
	});
}
