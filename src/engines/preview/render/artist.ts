import type { Crew } from "../crew.ts";
import type { Painter } from "../painter.ts";
import type { RenderOrder } from "../render-order.ts";

/** Stereo sound, each channel in -1 to 1. */
export interface Sound {
	readonly left: Float32Array;
	readonly right: Float32Array;
	readonly sampleRate: number;
}

/** What a film shows and how it sounds. A module exports these two functions; each thread loads it for itself. */
export interface Artist {
	/** Throws an Error with a reason fit for the client when the order cannot be drawn. */
	createPainter(order: RenderOrder, crew: Crew): Promise<Painter>;
	/** Asked only for orders with sound. */
	createSound(order: RenderOrder): Promise<Sound>;
}

/** Loads the artist of a module, by its URL. */
export async function loadArtist(url: string): Promise<Artist> {
	return (await import(url)) as Artist;
}

/** The URL of a module beside this one; its extension is that of the running code, `.ts` in a clone and `.js` when built. */
export function siblingUrl(name: string): URL {
	const here = import.meta.url;
	return new URL(`./${name}${here.slice(here.lastIndexOf("."))}`, here);
}
