import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Canvas } from "@napi-rs/canvas";
import type { Painter } from "../../src/engines/preview/painter.ts";
import { choosePainter } from "../../src/engines/preview/render/choose-painter.ts";
import { createRenderProcess, type RenderProcess } from "../../src/engines/preview/render/render-process.ts";
import {
	pictureInput,
	plainOrder,
	type RenderInput,
	type RenderOrder,
} from "../../src/engines/preview/render-order.ts";
import type { OperationSheet } from "./operation-sheets.ts";
import { robotPicture, scenePicture } from "./reference-pictures.ts";
import { type Cell, filmCells, frameCell, paintSheet } from "./sheet.ts";

const prompt = "Countryside in spring, windmill, hot air balloon, dog, drifting clouds";

const spoken = "Good evening. This is the news of the day, read by nobody at all, for whoever happens to listen.";

/** Draws somebody who could speak. */
const FACE = new URL("../../src/engines/preview/lips/testing/face-artist.ts", import.meta.url).href;

/** What the sheets are made of: films that the preview engine made itself, and a mask that it found in the first. */
interface Sources {
	/** Of the words above. */
	readonly film: string;
	/** Of its most striking thing. */
	readonly mask: string;
	readonly walk: string;
	readonly speaker: string;
}

/** The sheets of what is made of films. */
export async function filmSheets(): Promise<OperationSheet[]> {
	const folder = await mkdtemp(join(tmpdir(), "filmgate-sheets-"));
	const renderer = createRenderProcess();
	const faces = createRenderProcess({ artist: FACE });
	try {
		const film = await render(renderer, prompt, join(folder, "film"));
		const mask = join(folder, "mask.png");
		const [first] = (await renderer.findRegions({ path: film, keyframe: 1 })).masks;
		await writeFile(mask, first!.picture.bytes);
		const walk = await render(renderer, "Autumn forest, slow dolly forward, morning fog", join(folder, "walk"));
		return await sheetsOf({ film, mask, walk, speaker: await render(faces, "", join(folder, "speaker")) });
	} finally {
		await Promise.all([renderer.close(), faces.close()]);
		await rm(folder, { recursive: true });
	}
}

async function render(renderer: RenderProcess, prompt: string, folder: string): Promise<string> {
	const signal = new AbortController().signal;
	const job = { order: plainOrder({ prompt }), folder, lane: "live", onProgress: () => {}, signal } as const;
	return (await renderer.render(job)).filmPath;
}

async function sheetsOf({ film, mask, walk, speaker }: Sources): Promise<OperationSheet[]> {
	return [
		{
			name: "restyle-drawn",
			title: "A film restyled: drawn, printed, lit",
			text: "Simpson, Ghibli, Barbie; ukiyo-e, cyberpunk, baroque.",
			sheet: await styles(film, ["simpson", "ghibli", "barbie", "ukiyo_e", "cyberpunk", "baroque"]),
		},
		{
			name: "restyle-made",
			title: "A film restyled: made by hand",
			text: "Clay, felt, origami; Van Gogh, animal world, and the film as it was.",
			sheet: await styles(film, ["clay", "felt", "origami", "van_gogh", "animal_world", null]),
		},
		{
			name: "modify",
			title: "A film modified by words",
			text: "“Make it night”, “heavy snow in winter”, “autumn at sunset”; “a rainy storm”, “a foggy dawn”, “as a comic book”.",
			sheet: await changes(film),
		},
		{
			name: "extend",
			title: "A film extended",
			text: "Five seconds of the film, and four that go on from its last frame: “snow begins to fall”.",
			sheet: await extension(film),
		},
		{
			name: "swap",
			title: "A thing swapped",
			text: "The mask selection's first mask is that of the mill; a picture of a robot stands in for it.",
			sheet: await swap(film, mask),
		},
		{
			name: "motion-control",
			title: "A picture moved as a film moves",
			text: "A boat at noon, moved by a walk through an autumn forest.",
			sheet: await mimic(walk),
		},
		{
			name: "lip-sync",
			title: "A face that speaks",
			text: `“${spoken}”`,
			sheet: await speech(speaker),
		},
	];
}

function orderOf(path: string, changes: Partial<RenderOrder>): RenderOrder {
	return plainOrder({ prompt: "", mark: true, inputs: [filmInput(path)], ...changes });
}

function filmInput(path: string, role: RenderInput["role"] = "source"): RenderInput {
	return { role, path, mime: "video/mp4", width: 1280, height: 720, seconds: 5 };
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

async function swap(path: string, mask: string): Promise<Canvas> {
	const inputs = [filmInput(path), pictureInput(robotPicture(), "reference"), pictureInput(mask, "mask")];
	const plain = orderOf(path, { operation: "swap", inputs });
	const order = { ...plain, settings: { ...plain.settings, keyframe: 1 } };
	return paintSheet(filmCells(await choosePainter(order), order));
}

async function mimic(walk: string): Promise<Canvas> {
	const picture = pictureInput(scenePicture("A sailing boat on a sea at noon", { at: 2 }));
	const order = plainOrder({
		...{ operation: "motion-control", prompt: "", mark: true },
		inputs: [picture, filmInput(walk, "motion")],
	});
	return paintSheet(filmCells(await choosePainter(order), order));
}

async function speech(speaker: string): Promise<Canvas> {
	const plain = orderOf(speaker, { operation: "lip-sync" });
	const order = { ...plain, settings: { ...plain.settings, speech: { text: spoken, voice: "auto" } } };
	return paintSheet(filmCells(await choosePainter(order), order));
}
