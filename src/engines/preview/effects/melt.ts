import { type Canvas, createCanvas } from "@napi-rs/canvas";
import { fractal1, ramp } from "../scene/noise.ts";
import { createSlides, type Effect } from "./effect.ts";

/** The picture runs down in drops, each column at its own pace; the next picture, or the same in deep colour, lies beneath. */
export const paintMelt: Effect = (options) => {
	const { pictures, width, height, unit, seconds, seed } = options;
	const slides = createSlides({ ...options, pictures: pictures.slice(0, 1) });
	const beneath = createCanvas(width, height);
	const deep = beneath.getContext("2d");
	if (pictures[1] === undefined) deep.filter = "hue-rotate(150deg) saturate(1.5) brightness(0.7)";
	deep.drawImage((pictures[1] ?? pictures[0]) as Canvas, 0, 0);
	const top = createCanvas(width, height);
	const inner = top.getContext("2d");
	const step = Math.max(2, Math.round(2 * unit));
	const columns = Array.from({ length: Math.ceil(width / step) }, (_, index) => {
		const x = (index * step) / (unit * 38);
		return 0.62 * fractal1(x * 0.3, seed, 2) + 0.38 * fractal1(x, seed + 5, 3);
	});
	return (context, atSeconds) => {
		const time = ramp(atSeconds / seconds, 0.12, 1.02);
		inner.clearRect(0, 0, width, height);
		slides(inner, atSeconds);
		context.drawImage(beneath, 0, 0);
		if (time <= 0) return void context.drawImage(top, 0, 0);
		columns.forEach((ease, index) => {
			const drop = Math.max(0, time * 2.3 - 1.25 * (1 - ease)) ** 1.5 * height;
			const x = index * step;
			const stretch = 1 + (0.5 * drop) / height;
			context.drawImage(top, x, 0, step, height, x, drop, step, height * stretch);
			if (drop < 1) return;
			const shine = Math.min(14 * unit, drop);
			context.fillStyle = "rgba(255,255,255,0.3)";
			context.fillRect(x, drop, step, shine * 0.25);
			context.fillStyle = "rgba(0,0,0,0.22)";
			context.fillRect(x, drop - shine * 0.7, step, shine * 0.7);
		});
	};
};
