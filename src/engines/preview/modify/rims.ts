import type { Size } from "../../../core/sizes.ts";
import type { Pixels } from "../picture/pixels.ts";
import type { Colour } from "../scene/colour.ts";
import { ramp } from "../scene/noise.ts";
import type { Change } from "./read-change.ts";

/** The upper edges of what is darker than what it stands before: moonlight catches on them, and snow stays lying. */
export interface Rims {
	/** Sees where they are, in a frame as it was. */
	look(frame: Pixels): void;
	/** Lights them in the frame as it has become. */
	lay(frame: Pixels): void;
}

/** What is brighter than that, of 255, is cloud or wall, and has no rim. */
const brightest = 120;

interface RimKind {
	/** In 1/360 of the frame's shorter side. */
	readonly thick: number;
	readonly colour: Colour;
	readonly strength: number;
}

/** Null where neither night nor winter makes any. */
export function createRims(change: Pick<Change, "hour" | "season" | "weather">, { width, height }: Size): Rims | null {
	const kind = kindOf(change);
	if (kind === null) return null;
	const reach = Math.max(1, Math.round((kind.thick * Math.min(width, height)) / 360));
	const luma = new Uint8Array(width * height);
	const shares = Uint8Array.from({ length: 256 }, (_, step) => 255 * kind.strength * ramp(step, 14, 64));
	const rims = new Uint8Array(width * height);
	const step = reach * width;
	return {
		look({ values }) {
			for (let at = 0; at < values.length; at++) {
				const pixel = values[at] as number;
				luma[at] = (54 * (pixel & 255) + 183 * ((pixel >> 8) & 255) + 19 * ((pixel >> 16) & 255)) >> 8;
			}
			for (let at = step; at < values.length - step; at++) {
				const above = luma[at - step] as number;
				// What is dark a little further down as well is a thing, and no thin line.
				const dark = Math.max(luma[at] as number, luma[at + step] as number);
				rims[at] = above > dark && dark < brightest ? (shares[above - dark] as number) : 0;
			}
		},
		lay({ values }) {
			const [red, green, blue] = kind.colour;
			for (let at = step; at < values.length - step; at++) {
				const share = rims[at] as number;
				if (share === 0) continue;
				const pixel = values[at] as number;
				const mixed = (shift: number, wanted: number): number => {
					const own = (pixel >> shift) & 255;
					return (own + (((wanted - own) * share) >> 8)) << shift;
				};
				values[at] = mixed(0, red) | mixed(8, green) | mixed(16, blue) | 0xff000000;
			}
		},
	};
}

function kindOf({ hour, season, weather }: Pick<Change, "hour" | "season" | "weather">): RimKind | null {
	const snowy = season === "winter" || weather === "snow";
	if (hour === "night") return { thick: snowy ? 3 : 1.5, colour: [176, 202, 240], strength: snowy ? 0.85 : 0.6 };
	return snowy ? { thick: 3, colour: [248, 251, 255], strength: 0.85 } : null;
}
