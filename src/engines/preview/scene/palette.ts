import type { Colour } from "./colour.ts";
import { contrast, hex, luminance, mix, multiply, saturate, scale } from "./colour.ts";
import { clamp } from "./noise.ts";
import { anchors } from "./palette-anchors.ts";
import type { Scene, StyleName, Weather } from "./scene.ts";

/** The light of one instant: every colour in a picture is one of these, or a surface seen in them. */
export interface Palette {
	/** The sky from the top of the frame down to the horizon. */
	readonly zenith: Colour;
	readonly high: Colour;
	readonly low: Colour;
	readonly horizon: Colour;
	/** The sun's (at night the moon's) disc, and the glow about it. */
	readonly disc: Colour;
	readonly glow: Colour;
	/** 0 to 1. */
	readonly glowing: number;
	/** Light in the shade and in the open; white is full daylight. */
	readonly ambient: Colour;
	readonly direct: Colour;
	/** What distance fades into. */
	readonly haze: Colour;
	readonly cloud: Colour;
	readonly cloudShade: Colour;
	/** 0 by day, 1 by night: stars and lamps. */
	readonly night: number;
}

/** The palette at a clock (hours, may pass 24) of a scene, bent by its weather and style. */
export function paletteAt(scene: Scene, clock: number): Palette {
	const hour = clock % 24;
	const next = anchors.findIndex((anchor) => anchor.clock > hour);
	const after = anchors[next === -1 ? 0 : next] as (typeof anchors)[number];
	const before = anchors[(next === -1 ? anchors.length : next) - 1] as (typeof anchors)[number];
	const amount = clamp((hour - before.clock) / (after.clock - before.clock));
	const plain = blend(before.palette, after.palette, amount);
	return styleLight[scene.style]?.(weatherLight[scene.weather](plain)) ?? weatherLight[scene.weather](plain);
}

/** A surface under the palette's shade light, faded by `distance` (0 here, 1 lost in haze). */
export function shaded(palette: Palette, surface: Colour, distance = 0): Colour {
	return mix(multiply(surface, palette.ambient), palette.haze, distance);
}

/** A surface in the palette's open light, faded by `distance`. */
export function lit(palette: Palette, surface: Colour, distance = 0): Colour {
	return mix(multiply(surface, palette.direct), palette.haze, distance);
}

function blend(from: Palette, to: Palette, amount: number): Palette {
	return mapColours(from, (colour, key) => mix(colour, to[key], amount), {
		glowing: from.glowing + (to.glowing - from.glowing) * amount,
		night: from.night + (to.night - from.night) * amount,
	});
}

type ColourKey = Exclude<keyof Palette, "glowing" | "night">;
function mapColours(
	palette: Palette,
	change: (colour: Colour, key: ColourKey) => Colour,
	numbers: Partial<Pick<Palette, "glowing" | "night">> = {},
): Palette {
	return {
		zenith: change(palette.zenith, "zenith"),
		high: change(palette.high, "high"),
		low: change(palette.low, "low"),
		horizon: change(palette.horizon, "horizon"),
		disc: change(palette.disc, "disc"),
		glow: change(palette.glow, "glow"),
		ambient: change(palette.ambient, "ambient"),
		direct: change(palette.direct, "direct"),
		haze: change(palette.haze, "haze"),
		cloud: change(palette.cloud, "cloud"),
		cloudShade: change(palette.cloudShade, "cloudShade"),
		glowing: numbers.glowing ?? palette.glowing,
		night: numbers.night ?? palette.night,
	};
}

/** Under a lid of cloud the sky turns to its own grey and the direct light goes out. */
function overcast(palette: Palette, options: { grey: number; dark: number; glowing: number }): Palette {
	const lid = saturate(mix(palette.low, palette.high, 0.5), 0.35);
	const dull = mapColours(
		palette,
		(colour, key) => {
			if (key === "direct") return mix(saturate(colour, 0.5), palette.ambient, options.grey * 0.8);
			const sky = key === "zenith" || key === "high" || key === "low" || key === "horizon";
			return saturate(sky ? mix(colour, lid, options.grey * 0.75) : colour, 1 - options.grey * 0.6);
		},
		{ glowing: palette.glowing * options.glowing },
	);
	return mapColours(dull, (colour) => scale(colour, options.dark));
}

const weatherLight: Record<Weather, (palette: Palette) => Palette> = {
	clear: (palette) => palette,
	cloudy: (palette) => overcast(palette, { grey: 0.18, dark: 1, glowing: 0.9 }),
	rain: (palette) => overcast(palette, { grey: 0.7, dark: 0.82, glowing: 0.3 }),
	snow: (palette) => overcast(palette, { grey: 0.2, dark: 1, glowing: 0.5 }),
	fog: (palette) => {
		const dull = overcast(palette, { grey: 0.35, dark: 1, glowing: 0.7 });
		return { ...dull, haze: mix(dull.haze, dull.horizon, 0.5), low: mix(dull.low, dull.haze, 0.5) };
	},
	storm: (palette) => overcast(palette, { grey: 0.85, dark: 0.55, glowing: 0.15 }),
};

const styleLight: Partial<Record<StyleName, (palette: Palette) => Palette>> = {
	anime: (palette) => mapColours(palette, (colour) => saturate(contrast(colour, 1.06), 1.35)),
	"3d": (palette) => mapColours(palette, (colour) => saturate(colour, 1.18)),
	clay: (palette) => mapColours(palette, (colour) => mix(saturate(colour, 1.1), [226, 196, 168], 0.14)),
	comic: (palette) => mapColours(palette, (colour) => posterize(saturate(contrast(colour, 1.15), 1.5), 6)),
	cyberpunk: (palette) =>
		mapColours(palette, (colour, key) => {
			const tint = neonTint[key] ?? ([120, 60, 190] as const);
			return mix(colour, scale(tint, 0.62 + luminance(colour) / 240), 0.74);
		}),
	watercolor: (palette) => mapColours(palette, (colour) => mix(saturate(colour, 0.95), [250, 244, 232], 0.24)),
	oil: (palette) => mapColours(palette, (colour) => saturate(contrast(colour, 1.12), 1.25)),
	sketch: (palette) => mapColours(palette, (colour) => mix(saturate(colour, 0.12), [244, 238, 226], 0.42)),
	noir: (palette) => mapColours(palette, (colour) => contrast(saturate(colour, 0), 1.25)),
	pixel: (palette) => mapColours(palette, (colour) => posterize(saturate(colour, 1.25), 9)),
	vintage: (palette) =>
		mapColours(palette, (colour) => mix(multiply(saturate(colour, 0.7), [255, 236, 200]), [86, 58, 44], 0.12)),
};

const neonTint: Partial<Record<keyof Palette, Colour>> = {
	zenith: hex("#140a3c"),
	high: hex("#3a1278"),
	low: hex("#b01e9a"),
	horizon: hex("#ff4fa0"),
	disc: hex("#ff9ad0"),
	glow: hex("#ff3fa8"),
	ambient: hex("#5a3ca8"),
	direct: hex("#40c8ff"),
	haze: hex("#6a2a9a"),
	cloud: hex("#e04fc0"),
	cloudShade: hex("#2a1460"),
};

export function posterize(colour: Colour, steps: number): Colour {
	const step = (value: number): number => Math.round((value / 255) * steps) * (255 / steps);
	return [step(colour[0]), step(colour[1]), step(colour[2])];
}
