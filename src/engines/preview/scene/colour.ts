/** Red, green, blue, each 0 to 255; fractions are kept until `css`. */
export type Colour = readonly [number, number, number];

export function hex(text: string): Colour {
	const value = Number.parseInt(text.slice(1), 16);
	return [(value >> 16) & 255, (value >> 8) & 255, value & 255];
}

export function css(colour: Colour, alpha = 1): string {
	const [red, green, blue] = colour;
	return `rgba(${Math.round(red)},${Math.round(green)},${Math.round(blue)},${Math.round(alpha * 1000) / 1000})`;
}

/** A straight mix of the stored values: right for haze and for small steps. */
export function mix(from: Colour, to: Colour, amount: number): Colour {
	return [
		from[0] + (to[0] - from[0]) * amount,
		from[1] + (to[1] - from[1]) * amount,
		from[2] + (to[2] - from[2]) * amount,
	];
}

/** Light of one colour on a surface of another. */
export function multiply(surface: Colour, light: Colour): Colour {
	return [(surface[0] * light[0]) / 255, (surface[1] * light[1]) / 255, (surface[2] * light[2]) / 255];
}

export function luminance(colour: Colour): number {
	return 0.2126 * colour[0] + 0.7152 * colour[1] + 0.0722 * colour[2];
}

/** 0 greys a colour, 1 leaves it, more makes it louder. */
export function saturate(colour: Colour, amount: number): Colour {
	const grey = luminance(colour);
	return [
		limit(grey + (colour[0] - grey) * amount),
		limit(grey + (colour[1] - grey) * amount),
		limit(grey + (colour[2] - grey) * amount),
	];
}

/** 1 leaves a colour; above 1 spreads it about middle grey. */
export function contrast(colour: Colour, amount: number): Colour {
	return [
		limit(128 + (colour[0] - 128) * amount),
		limit(128 + (colour[1] - 128) * amount),
		limit(128 + (colour[2] - 128) * amount),
	];
}

export function scale(colour: Colour, amount: number): Colour {
	return [limit(colour[0] * amount), limit(colour[1] * amount), limit(colour[2] * amount)];
}

/** Hue in degrees; saturation and lightness 0 to 1. */
export function hsl(hue: number, saturation: number, lightness: number): Colour {
	const reach = saturation * Math.min(lightness, 1 - lightness);
	const channel = (offset: number): number => {
		const position = (offset + (((hue % 360) + 360) % 360) / 30) % 12;
		return 255 * (lightness - reach * Math.max(-1, Math.min(position - 3, 9 - position, 1)));
	};
	return [channel(0), channel(8), channel(4)];
}

function limit(value: number): number {
	return value < 0 ? 0 : value > 255 ? 255 : value;
}
