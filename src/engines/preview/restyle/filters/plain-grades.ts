import { mix } from "../../scene/colour.ts";
import { clamp, ramp } from "../../scene/noise.ts";
import type { CreateFilter, FilterRoom } from "../filter.ts";
import { type ColourRule, createColourScript, fromHue, softSteps } from "../kit/colour-script.ts";
import { createEasel, createSheet, layOver } from "../kit/easel.ts";
import { oldCanvas } from "./sheets.ts";

/** Hard light, no colour. */
export const noir = createGrade(({ lightness }) => {
	const light = 255 * clamp(ramp(lightness, 0.06, 0.9) ** 1.15);
	return [light * 0.98, light, light * 1.02];
}, 0.7);

/** Film that lay in a drawer for fifty years. */
export const vintage = createGrade(({ hue, saturation, lightness }) => {
	const faded = fromHue({ hue, saturation: saturation * 0.55, lightness: clamp(0.1 + 0.8 * lightness) });
	return mix(faded, [214, 160, 96], 0.3);
}, 0.5);

/** Big square pixels of few colours. */
export const pixelArt: CreateFilter = (room) => {
	const script = createColourScript(({ hue, saturation, lightness }) =>
		fromHue({
			hue: softSteps(hue / 360, 18, 2.2) * 360,
			saturation: clamp(0.1 + 1.2 * softSteps(saturation, 4, 2)),
			lightness: clamp(softSteps(lightness, 7, 2.4)),
		}),
	);
	const easel = createEasel(room);
	return {
		paint(context, frame) {
			script(frame.values, frame.values);
			easel.show(context, frame);
			easel.squares(context);
		},
	};
};

function createGrade(rule: ColourRule, shade: number): CreateFilter {
	return (room) => {
		const script = createColourScript(rule);
		const easel = createEasel(room);
		const old = createSheet(room, (context) => oldCanvas(context, room));
		const corners = createSheet(room, (context) => darkenCorners(context, room, shade));
		return {
			paint(context, frame) {
				script(frame.values, frame.values);
				easel.show(context, frame);
				layOver(context, old, { mode: "multiply", alpha: 0.35 });
				layOver(context, corners);
			},
		};
	};
}

function darkenCorners(context: Parameters<typeof oldCanvas>[0], room: FilterRoom, shade: number): void {
	const { paintedWidth: width, paintedHeight: height } = room;
	const reach = Math.hypot(width, height) / 2;
	const corners = context.createRadialGradient(width / 2, height / 2, reach * 0.45, width / 2, height / 2, reach);
	corners.addColorStop(0, "rgba(8,6,10,0)");
	corners.addColorStop(1, `rgba(8,6,10,${shade})`);
	context.fillStyle = corners;
	context.fillRect(0, 0, width, height);
}
