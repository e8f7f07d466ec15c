import { type Colour, mix } from "../scene/colour.ts";
import { clamp, ramp } from "../scene/noise.ts";
import type { HourName, Season, Weather } from "../scene/scene.ts";
import { type ColourRule, fromHue, type Hue, hueNear } from "../restyle/kit/colour-script.ts";
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
		if (hour !== null) graded = hours[hour](named, graded);
		return graded;
	};
}

type Rule = (named: Hue, colour: Colour) => Colour;

/** What is bright or already warm stays lit after dark, as windows and lamps do. */
const night: Rule = ({ lightness, hue, saturation }, colour) => {
	const dark = mix([6, 10, 28], [70, 96, 150], clamp(lightness ** 1.4));
	const own: Colour = [colour[0] * 0.2, colour[1] * 0.25, colour[2] * 0.42];
	const strength = saturation * (1 - Math.abs(2 * lightness - 1)); // What is nearly white counts as colourless.
	const lamp = hueNear(hue, 42, 40) * ramp(strength, 0.3, 0.6) * ramp(lightness, 0.42, 0.62);
	return mix(mix(own, dark, 0.5), [255, 206, 118], 0.92 * lamp);
};

const hours: Readonly<Record<HourName, Rule>> = {
	night,
	dawn: ({ lightness }, colour) =>
		mix(scaled(colour, [1.0, 0.9, 0.95]), mix([92, 74, 122], [255, 206, 190], lightness), 0.46),
	day: ({ lightness }, colour) =>
		mix(scaled(colour, [1.14, 1.13, 1.1]), [255, 252, 240], 0.2 * ramp(lightness, 0.5, 1)),
	sunset: ({ lightness }, colour) =>
		mix(scaled(colour, [1.12, 0.82, 0.62]), mix([72, 28, 66], [255, 164, 74], clamp(lightness * 1.1)), 0.46),
	dusk: ({ lightness }, colour) =>
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
		const covered = Math.max(leafOf(named), hueNear(named.hue, 34, 30) * ramp(named.saturation, 0.1, 0.3) * 0.6);
		return mix(mix(colour, [206, 218, 236], 0.16), snow, 0.9 * covered);
	},
};

const weathers: Readonly<Record<Weather, Rule>> = {
	clear: ({ hue, saturation, lightness }, colour) =>
		mix(colour, fromHue({ hue, saturation: clamp(saturation * 1.25), lightness: clamp(lightness * 1.03) }), 0.7),
	cloudy: (named, colour) => overcast(named, colour, [168, 176, 186]),
	rain: (named, colour) => overcast(named, colour, [104, 118, 136]),
	storm: (named, colour) => overcast(named, colour, [62, 70, 92]),
	snow: (named, colour) => overcast(named, colour, [196, 206, 222]),
	fog: (_, colour) => mix(colour, [206, 210, 214], 0.42),
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
