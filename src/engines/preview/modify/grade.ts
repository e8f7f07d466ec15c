import { type Colour, mix } from "../scene/colour.ts";
import { clamp, ramp } from "../scene/noise.ts";
import type { HourName, Season, Weather } from "../scene/scene.ts";
import { type ColourRule, fromHue, type Hue, hueNear, toHue } from "../restyle/kit/colour-script.ts";
import type { Change } from "./read-change.ts";

/** The rule that gives a film's colours another hour, season, weather and palette, one upon the other. */
export function createGrade({
	hour,
	weather,
	season,
	hue,
}: Pick<Change, "hour" | "weather" | "season" | "hue">): ColourRule {
	return (named, colour) => {
		let graded = colour;
		if (hue !== null) graded = tint(graded, { hue, named });
		if (weather !== null) graded = weathers[weather](named, graded);
		if (season !== null) graded = seasons[season](named, graded);
		// Snow is as light as snow also after dark, whatever lies below it: an hour falls on what is there by then.
		if (hour !== null) graded = hours[hour](named, { colour: graded, lightness: toHue(...graded).lightness });
		return graded;
	};
}

type Rule = (named: Hue, colour: Colour) => Colour;
type HourRule = (named: Hue, graded: { readonly colour: Colour; readonly lightness: number }) => Colour;

/**
 * Moonlight: blue, and bright where it falls on what is bright. The sky is darker than what stands before it, and what is
 * already warm stays lit, as windows and lamps do.
 */
const night: HourRule = (named, { colour, lightness }) => {
	// What is nearly white or black counts as colourless.
	const strength = named.saturation * (1 - Math.abs(2 * named.lightness - 1));
	const sky = hueNear(named.hue, 212, 48) * ramp(strength, 0.04, 0.4);
	const light = lightness * (1 - 0.42 * sky);
	const moonlit = mix([7, 11, 30], [142, 172, 222], clamp(light ** 1.5));
	const own: Colour = [colour[0] * 0.22, colour[1] * 0.28, colour[2] * 0.46];
	const lamp = hueNear(named.hue, 42, 40) * ramp(strength, 0.3, 0.6) * ramp(named.lightness, 0.42, 0.62);
	const moon = ramp(named.lightness, 0.955, 0.985) * 0.8;
	return mix(mix(mix(own, moonlit, 0.62), [232, 240, 255], moon), [255, 206, 118], 0.92 * lamp);
};

const hours: Readonly<Record<HourName, HourRule>> = {
	night,
	dawn: (_, { colour, lightness }) =>
		mix(scaled(colour, [1.0, 0.9, 0.95]), mix([92, 74, 122], [255, 206, 190], lightness), 0.46),
	day: (_, { colour, lightness }) =>
		mix(scaled(colour, [1.14, 1.13, 1.1]), [255, 252, 240], 0.2 * ramp(lightness, 0.5, 1)),
	sunset: (_, { colour, lightness }) =>
		mix(scaled(colour, [1.12, 0.82, 0.62]), mix([72, 28, 66], [255, 164, 74], clamp(lightness * 1.1)), 0.46),
	dusk: (_, { colour, lightness }) =>
		mix(scaled(colour, [0.62, 0.58, 0.86]), mix([30, 26, 70], [190, 150, 214], lightness), 0.45),
};

const seasons: Readonly<Record<Season, Rule>> = {
	spring: (named, colour) =>
		mix(colour, fromHue({ hue: 96, saturation: 0.6, lightness: clamp(named.lightness * 1.12) }), 0.5 * leafOf(named)),
	summer: ({ hue, saturation, lightness }, colour) =>
		mix(colour, fromHue({ hue, saturation: clamp(saturation * 1.35), lightness: clamp(lightness * 1.04) }), 0.7),
	autumn: (named, colour) => {
		const leaf = fromHue({
			hue: 14 + 36 * named.lightness,
			saturation: 0.78,
			lightness: clamp(named.lightness * 1.05),
		});
		return mix(scaled(colour, [1.06, 0.98, 0.86]), leaf, 0.88 * leafOf(named));
	},
	// Whatever grows or lies on the ground carries snow; what is dark and steep shows through.
	winter: (named, colour) => {
		const snow = mix([150, 172, 206], [250, 252, 255], ramp(named.lightness, 0.12, 0.6));
		const strength = named.saturation * (1 - Math.abs(2 * named.lightness - 1));
		const green = ramp(hueNear(named.hue, 100, 90), 0, 0.6) * ramp(strength, 0.005, 0.11);
		const covered = Math.max(green, hueNear(named.hue, 34, 30) * ramp(named.saturation, 0.1, 0.3) * 0.6);
		return mix(mix(colour, [206, 218, 236], 0.12), snow, 0.92 * covered * ramp(named.lightness, 0.12, 0.36));
	},
};

const weathers: Readonly<Record<Weather, Rule>> = {
	clear: ({ hue, saturation, lightness }, colour) =>
		mix(colour, fromHue({ hue, saturation: clamp(saturation * 1.25), lightness: clamp(lightness * 1.03) }), 0.7),
	cloudy: (named, colour) => overcast(named, colour, [168, 176, 186]),
	rain: (named, colour) => overcast(named, colour, [104, 118, 136]),
	storm: (named, colour) => overcast(named, colour, [62, 70, 92]),
	snow: (named, colour) => mix(colour, overcast(named, colour, [196, 206, 222]), 0.7),
	fog: (_, colour) => mix(colour, [206, 210, 214], 0.36),
};

/** Light from everywhere: less colour, less contrast, and the sky's tone over all. */
function overcast({ lightness }: Hue, colour: Colour, sky: Colour): Colour {
	const grey = 255 * lightness;
	return mix(
		mix(colour, [grey, grey, grey], 0.45),
		scaled(sky, [0.35 + lightness, 0.35 + lightness, 0.35 + lightness]),
		0.5,
	);
}

function tint(colour: Colour, { hue, named }: { hue: number; named: Hue }): Colour {
	const tone = fromHue({ hue, saturation: clamp(0.5 + 0.4 * named.saturation), lightness: named.lightness });
	return mix(colour, tone, 0.62);
}

function leafOf({ hue, saturation }: Hue): number {
	return hueNear(hue, 100, 62) * ramp(saturation, 0.08, 0.25);
}

function scaled(colour: Colour, [red, green, blue]: Colour): Colour {
	return [colour[0] * red, colour[1] * green, colour[2] * blue];
}
