import { type Colour, hsl } from "../../scene/colour.ts";

/** A colour as people name it: hue in degrees, saturation and lightness 0 to 1. */
export interface Hue {
	readonly hue: number;
	readonly saturation: number;
	readonly lightness: number;
}

/** Turns every colour into another one. Must be smooth: a film's noise would jump at its steps. */
export type ColourRule = (named: Hue, colour: Colour) => Colour;

/**
 * A rule made quick: each colour, to 6 bits a channel, is worked out once. Writes into `target`, which may be `source`.
 */
export function createColourScript(rule: ColourRule): (target: Int32Array, source: Int32Array) => void {
	const known = new Int32Array(2 ** 18);
	return (target, source) => {
		for (let index = 0; index < source.length; index++) {
			const pixel = source[index] as number;
			const key = ((pixel >> 2) & 63) | ((pixel >> 4) & 0xfc0) | ((pixel >> 6) & 0x3f000);
			let value = known[key] as number;
			if (value === 0) {
				value = workOut(rule, key);
				known[key] = value;
			}
			target[index] = value;
		}
	};
}

function workOut(rule: ColourRule, key: number): number {
	const [red, green, blue] = [key & 63, (key >> 6) & 63, key >> 12].map((bits) => (bits * 255) / 63) as [
		number,
		number,
		number,
	];
	return packColour(rule(toHue(red, green, blue), [red, green, blue]));
}

export function packColour([red, green, blue]: Colour): number {
	const byte = (value: number): number => (value < 0 ? 0 : value > 255 ? 255 : Math.round(value));
	return byte(red) | (byte(green) << 8) | (byte(blue) << 16) | 0xff000000;
}

export function toHue(red: number, green: number, blue: number): Hue {
	const most = Math.max(red, green, blue);
	const least = Math.min(red, green, blue);
	const spread = most - least;
	const lightness = (most + least) / 510;
	if (spread < 1e-6) return { hue: 0, saturation: 0, lightness };
	const saturation = spread / 255 / (1 - Math.abs(2 * lightness - 1));
	const sixth =
		most === red ? (green - blue) / spread : most === green ? 2 + (blue - red) / spread : 4 + (red - green) / spread;
	return { hue: (sixth * 60 + 360) % 360, saturation: Math.min(1, saturation), lightness };
}

export function fromHue({ hue, saturation, lightness }: Hue): Colour {
	return hsl(hue, Math.min(1, Math.max(0, saturation)), Math.min(1, Math.max(0, lightness)));
}

/** How near a hue is to another, 1 for the same and 0 beyond `reach` degrees, smoothly. */
export function hueNear(hue: number, wanted: number, reach: number): number {
	const away = Math.abs(((hue - wanted + 540) % 360) - 180);
	const share = Math.max(0, 1 - away / reach);
	return share * share * (3 - 2 * share);
}

/** `levels` even steps from 0 to 1 with soft risers; `hardness` 1 is a straight line, more makes flatter treads. */
export function softSteps(value: number, levels: number, hardness: number): number {
	const place = value * levels;
	const step = Math.floor(place);
	const within = place - step - 0.5;
	const risen = 0.5 + (0.5 * Math.tanh(within * 2 * hardness)) / Math.tanh(hardness);
	return (step + risen) / levels;
}
