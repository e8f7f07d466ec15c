import { mix } from "../../scene/colour.ts";
import { clamp, ramp } from "../../scene/noise.ts";
import type { CreateFilter } from "../filter.ts";
import { createColourScript, fromHue, hueNear } from "../kit/colour-script.ts";
import { createEasel, createSheet, layOver } from "../kit/easel.ts";
import { createFlattener } from "../kit/flatten.ts";
import { blurInto, createGrid, lumaInto } from "../kit/planes.ts";
import { lightRelief } from "../kit/relief.ts";
import { oldCanvas } from "./sheets.ts";

/** Light and dark of the old masters: one warm light, umber shadows, varnish. */
export const baroque: CreateFilter = (room) => {
	const unit = Math.min(room.width, room.height) / 450;
	const flatten = createFlattener(room, { reach: 4, tolerance: 42, rounds: 2 });
	const script = createColourScript(({ hue, saturation, lightness }) => {
		// A steep curve: shadows fall together, light is kept for what is bright already.
		const lit = clamp(ramp(lightness, 0.02, 0.92) ** 1.1);
		const cool = hueNear(hue, 215, 70);
		const colour = fromHue({
			hue,
			saturation: clamp(saturation * (1.2 - 0.5 * cool)),
			lightness: clamp(0.03 + lit * 0.95),
		});
		const umber = fromHue({ hue: 28, saturation: 0.5, lightness: clamp(0.05 + 0.68 * lit) });
		const glazed = mix(colour, umber, 0.26 + 0.16 * (1 - lit));
		return mix(glazed, [255, 222, 158], 0.36 * ramp(lit, 0.5, 1));
	});
	const [luma, soft] = [createGrid(room), createGrid(room)];
	const scratch = new Float32Array(room.width * room.height);
	const easel = createEasel(room);
	const varnish = createSheet(room, (context) => oldCanvas(context, room));
	const light = createSheet(room, (context) => {
		const { paintedWidth: width, paintedHeight: height } = room;
		const [x, y] = [width * 0.44, height * 0.52];
		const cone = context.createRadialGradient(x, y, 0, x, y, Math.hypot(width, height) * 0.66);
		cone.addColorStop(0, "rgb(255,246,224)");
		cone.addColorStop(0.42, "rgb(242,214,166)");
		cone.addColorStop(0.74, "rgb(122,88,58)");
		cone.addColorStop(1, "rgb(34,21,15)");
		context.fillStyle = cone;
		context.fillRect(0, 0, width, height);
	});
	return {
		paint(context, frame) {
			flatten(frame);
			lumaInto(luma.values, frame.values);
			blurInto(soft, luma, { radius: Math.max(1, Math.round(unit)), scratch });
			script(frame.values, frame.values);
			lightRelief(frame, soft, { depth: 0.008, gloss: 0 });
			easel.show(context, frame);
			easel.glow(context, { mode: "screen", alpha: 0.22, radius: 26 * unit });
			layOver(context, light, { mode: "multiply" });
			layOver(context, varnish, { mode: "multiply" });
		},
	};
};
