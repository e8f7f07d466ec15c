import { mix } from "../../scene/colour.ts";
import { clamp, ramp } from "../../scene/noise.ts";
import { fromHue, hueNear, softSteps } from "../kit/colour-script.ts";
import { createCel } from "./cel.ts";
import { dots, paper, sunbeams } from "./sheets.ts";

/** Prime-time yellow: few loud, flat colours in black outlines. */
export const simpson = createCel({
	flatten: { reach: 4, tolerance: 70, rounds: 2 },
	script: ({ hue, saturation, lightness }) => {
		const skin = hueNear(hue, 24, 32) * ramp(saturation, 0.12, 0.3) * ramp(lightness, 0.25, 0.45);
		const sky = hueNear(hue, 212, 48) * ramp(lightness, 0.3, 0.5);
		const leaf = hueNear(hue, 105, 50);
		const level = softSteps(clamp(lightness * 1.08 + 0.02), 4, 2.4);
		const loud = clamp(0.18 + 1.25 * saturation);
		let colour = fromHue({ hue, saturation: loud, lightness: clamp(0.1 + 0.82 * level) });
		colour = mix(
			colour,
			fromHue({ hue: 205, saturation: 0.9, lightness: 0.45 + 0.4 * level }),
			0.75 * sky * ramp(saturation, 0.05, 0.3),
		);
		colour = mix(
			colour,
			fromHue({ hue: 96, saturation: 0.62, lightness: 0.2 + 0.42 * level }),
			0.7 * leaf * ramp(saturation, 0.1, 0.3),
		);
		return mix(colour, [255, 214, 28], 0.9 * skin * ramp(level, 0.3, 0.6));
	},
	ink: { colour: [22, 18, 26], width: 2.4, threshold: 3.5, softness: 7, strength: 0.96 },
	glow: null,
});

/** Gouache skies, deep greens, light through haze, thin brown lines. */
export const ghibli = createCel({
	flatten: { reach: 4, tolerance: 46, rounds: 2 },
	script: ({ hue, saturation, lightness }) => {
		const leaf = hueNear(hue, 95, 60) * ramp(saturation, 0.08, 0.25);
		const sky = hueNear(hue, 212, 55) * ramp(saturation, 0.08, 0.25);
		const light = softSteps(clamp(lightness), 7, 1.4);
		const lifted = clamp(0.07 + 0.93 * light ** 0.86);
		let colour = fromHue({ hue, saturation: clamp(saturation * 1.22 + 0.04), lightness: lifted });
		colour = mix(colour, fromHue({ hue: 118 - 58 * lifted, saturation: 0.5, lightness: lifted * 0.9 }), 0.75 * leaf);
		colour = mix(colour, fromHue({ hue: 206, saturation: 0.72, lightness: clamp(lifted * 1.04) }), 0.62 * sky);
		// Shadows are blue, light is cream: no black and no plain white.
		colour = mix(colour, [52, 58, 104], 0.45 * (1 - ramp(lifted, 0.05, 0.42)));
		return mix(colour, [255, 247, 222], 0.5 * ramp(lifted, 0.72, 1));
	},
	ink: { colour: [66, 44, 40], width: 1.4, threshold: 4, softness: 12, strength: 0.7 },
	glow: { mode: "screen", alpha: 0.26, radius: 22 },
	sheet: { paint: sunbeams, mode: "screen", alpha: 0.85 },
});

/** Everything pink, glossy and brightly lit. */
export const barbie = createCel({
	flatten: { reach: 4, tolerance: 48, rounds: 2 },
	script: ({ hue, saturation, lightness }) => {
		const light = clamp(0.16 + 0.88 * softSteps(clamp(lightness), 8, 1.2) ** 0.82);
		const cool = hueNear(hue, 205, 70);
		const leaf = hueNear(hue, 110, 55);
		const pink = fromHue({ hue: 332 - 16 * (1 - light), saturation: clamp(0.55 + 0.5 * saturation), lightness: light });
		const lilac = fromHue({ hue: 286, saturation: 0.55 + 0.25 * saturation, lightness: clamp(light + 0.04) });
		const mint = fromHue({ hue: 172, saturation: 0.5, lightness: clamp(light + 0.04) });
		let colour = mix(pink, lilac, 0.72 * cool * ramp(saturation, 0.08, 0.35));
		colour = mix(colour, mint, 0.6 * leaf * ramp(saturation, 0.12, 0.35));
		return mix(colour, [255, 244, 250], 0.75 * ramp(light, 0.84, 1));
	},
	ink: { colour: [150, 22, 96], width: 1.5, threshold: 4.5, softness: 12, strength: 0.6 },
	glow: { mode: "screen", alpha: 0.34, radius: 20 },
	sheet: { paint: sparkles, mode: "screen", alpha: 1 },
});

/** Ink, loud colours and a printer's dots. */
export const comic = createCel({
	flatten: { reach: 4, tolerance: 64, rounds: 2 },
	script: ({ hue, saturation, lightness }) =>
		fromHue({
			hue,
			saturation: clamp(0.12 + 1.35 * saturation),
			lightness: clamp(0.08 + 0.86 * softSteps(lightness, 4, 2.2)),
		}),
	ink: { colour: [14, 10, 24], width: 2.6, threshold: 3, softness: 6, strength: 1 },
	glow: null,
	sheet: { paint: dots, mode: "multiply", alpha: 0.5 },
});

/** Washes that stay light, on rough paper. */
export const watercolor = createCel({
	flatten: { reach: 5, tolerance: 52, rounds: 2 },
	script: ({ hue, saturation, lightness }) =>
		mix(
			fromHue({
				hue,
				saturation: clamp(saturation * 1.1),
				lightness: clamp(0.26 + 0.76 * softSteps(lightness, 6, 1.5)),
			}),
			[250, 246, 238],
			0.22,
		),
	ink: { colour: [92, 84, 110], width: 1.2, threshold: 4, softness: 16, strength: 0.5 },
	glow: null,
	sheet: { paint: paper, mode: "multiply", alpha: 0.9 },
});

/** Pencil: grey lines and little else. */
export const sketch = createCel({
	flatten: { reach: 3, tolerance: 40, rounds: 1 },
	script: ({ saturation, hue, lightness }) =>
		mix(fromHue({ hue, saturation: saturation * 0.25, lightness: clamp(0.5 + 0.5 * lightness) }), [250, 248, 243], 0.5),
	ink: { colour: [44, 42, 46], width: 1.6, threshold: 1.2, softness: 13, strength: 0.95 },
	glow: null,
	sheet: { paint: paper, mode: "multiply", alpha: 1 },
});

/** Glints that never move: what passes below them lights up. */
function sparkles(context: Parameters<typeof sunbeams>[0], room: Parameters<typeof sunbeams>[1]): void {
	const { paintedWidth: width, paintedHeight: height } = room;
	const unit = Math.min(width, height) / 720;
	let state = room.seed >>> 0;
	const random = () => {
		state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
		return state / 2 ** 32;
	};
	for (let index = 0; index < 46; index++) {
		const x = random() * width;
		const y = random() * height * 0.92;
		const arm = (5 + 22 * random() ** 3) * unit;
		const glint = context.createRadialGradient(x, y, 0, x, y, arm);
		glint.addColorStop(0, "rgba(255,255,255,0.95)");
		glint.addColorStop(0.25, "rgba(255,200,230,0.4)");
		glint.addColorStop(1, "rgba(255,160,210,0)");
		context.fillStyle = glint;
		for (const [wide, high] of [
			[1, 0.09],
			[0.09, 1],
			[0.3, 0.3],
		] as const) {
			context.save();
			context.translate(x, y);
			context.scale(wide, high);
			context.translate(-x, -y);
			context.fillRect(x - arm, y - arm, arm * 2, arm * 2);
			context.restore();
		}
	}
}
