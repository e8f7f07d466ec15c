import { mkdtempSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createRenderProcess } from "../render/render-process.ts";
import { plainOrder, type RenderInput, type RenderOrder } from "../render-order.ts";

/** For the tests of what works on source films. */

export interface MovingDisc {
	/** A film of our own renderer: a bright disc that goes from left to right before a textured ground. */
	readonly path: string;
	readonly order: RenderOrder;
	remove(): Promise<void>;
}

/** Renders the film of the artist in `testing-artist.ts`: two seconds, 192x108, 12 frames a second. */
export async function renderMovingDisc(changes: Partial<RenderOrder> = {}): Promise<MovingDisc> {
	const folder = mkdtempSync(join(tmpdir(), "filmgate-source-"));
	const artist = new URL("./testing-artist.ts", import.meta.url).href;
	const renderer = createRenderProcess({ artist, niceness: 0 });
	const order = plainOrder({ prompt: "disc", width: 192, height: 108, seconds: 2, fps: 12, ...changes });
	try {
		const signal = new AbortController().signal;
		const film = await renderer.render({ order, folder, lane: "live", onProgress: () => {}, signal });
		return { path: film.filmPath, order, remove: () => rm(folder, { recursive: true, force: true }) };
	} finally {
		await renderer.close();
	}
}

export function sourceInput(path: string, role: RenderInput["role"] = "source"): RenderInput {
	return { role, path, mime: "video/mp4", width: 192, height: 108, seconds: 2 };
}

export function sourceOrder(path: string, changes: Partial<RenderOrder> = {}): RenderOrder {
	const inputs = [sourceInput(path), ...(changes.inputs ?? [])];
	return plainOrder({ prompt: "", width: 192, height: 108, seconds: 2, fps: 12, ...changes, inputs });
}
