import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Canvas } from "@napi-rs/canvas";
import type { Painter } from "../../src/engines/preview/painter.ts";
import { choosePainter } from "../../src/engines/preview/render/choose-painter.ts";
import { createRenderProcess } from "../../src/engines/preview/render/render-process.ts";
import { plainOrder, type RenderOrder } from "../../src/engines/preview/render-order.ts";
import type { OperationSheet } from "./operation-sheets.ts";
import { type Cell, filmCells, frameCell, paintSheet } from "./sheet.ts";

const prompt = "Countryside in spring, windmill, hot air balloon, dog, drifting clouds";

/** The sheets of what is made of a film: one that the preview engine made itself, from the words above. */
export async function filmSheets(): Promise<OperationSheet[]> {
	const folder = await mkdtemp(join(tmpdir(), "filmgate-sheets-"));
	const renderer = createRenderProcess();
	try {
		const signal = new AbortController().signal;
		const order = plainOrder({ prompt });
		const { filmPath } = await renderer.render({ order, folder, lane: "live", onProgress: () => {}, signal });
		return await sheetsOf(filmPath);
	} finally {
		await renderer.close();
		await rm(folder, { recursive: true });
	}
}

async function sheetsOf(path: string): Promise<OperationSheet[]> {
	return [
		{
			name: "restyle-drawn",
			title: "A film restyled: drawn, printed, lit",
			text: "Simpson, Ghibli, Barbie; ukiyo-e, cyberpunk, baroque.",
			sheet: await styles(path, ["simpson", "ghibli", "barbie", "ukiyo_e", "cyberpunk", "baroque"]),
		},
		{
			name: "restyle-made",
			title: "A film restyled: made by hand",
			text: "Clay, felt, origami; Van Gogh, animal world, and the film as it was.",
			sheet: await styles(path, ["clay", "felt", "origami", "van_gogh", "animal_world", null]),
		},
		{
			name: "modify",
			title: "A film modified by words",
			text: "“Make it night”, “heavy snow in winter”, “autumn at sunset”; “a rainy storm”, “a foggy dawn”, “as a comic book”.",
			sheet: await changes(path),
		},
		{
			name: "extend",
			title: "A film extended",
			text: "Five seconds of the film, and four that go on from its last frame: “snow begins to fall”.",
			sheet: await extension(path),
		},
	];
}

function orderOf(path: string, changes: Partial<RenderOrder>): RenderOrder {
	const source = { role: "source", path, mime: "video/mp4", width: 1280, height: 720, seconds: 5 } as const;
	return plainOrder({ prompt: "", mark: true, inputs: [source], ...changes });
}

async function styles(path: string, names: readonly (string | null)[]): Promise<Canvas> {
	const cells: Cell[] = [];
	for (const style of names) {
		const operation = style === null ? "sound-effect" : "restyle";
		const order = orderOf(path, { operation, look: { style, camera: null, movement: null } });
		cells.push(frameCell(await choosePainter(order), 2.5));
	}
	return paintSheet(cells);
}

async function changes(path: string): Promise<Canvas> {
	const wishes = [
		...["make it night", "heavy snow in winter", "autumn at sunset"],
		...["a rainy storm", "a foggy dawn", "as a comic book"],
	];
	const painters: Painter[] = [];
	for (const prompt of wishes) painters.push(await choosePainter(orderOf(path, { operation: "modify", prompt })));
	return paintSheet(painters.map((painter) => frameCell(painter, 2.5)));
}

async function extension(path: string): Promise<Canvas> {
	const order = orderOf(path, { operation: "extend", prompt: "snow begins to fall", seconds: 9 });
	return paintSheet(filmCells(await choosePainter(order), order));
}
