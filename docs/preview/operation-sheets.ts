import type { Canvas } from "@napi-rs/canvas";
import {
	createTemplatePainter,
	effectOf,
	type effects,
} from "../../src/engines/preview/effects/create-template-painter.ts";
import { createFusionPainter } from "../../src/engines/preview/fusion/create-fusion-painter.ts";
import {
	createFirstLastPainter,
	createMultiFramePainter,
} from "../../src/engines/preview/morph/create-morph-painter.ts";
import { pictureInput, plainOrder, type RenderOrder } from "../../src/engines/preview/render-order.ts";
import { paintStill } from "../../src/engines/preview/still/paint-still.ts";
import { foxPicture, robotPicture, scenePicture } from "./reference-pictures.ts";
import { type Cell, filmCells, frameCell, paintSheet } from "./sheet.ts";

export interface OperationSheet {
	readonly name: string;
	readonly title: string;
	readonly text: string;
	readonly sheet: Canvas;
}

/** The sheets of what is made of pictures, and of pictures themselves. */
export async function operationSheets(): Promise<OperationSheet[]> {
	return [
		{
			name: "first-last-frame",
			title: "From a first frame to a last",
			text: "A boat at noon and a city at night: the first frame is the one picture, the last frame the other.",
			sheet: await firstLast(),
		},
		{
			name: "multi-frame",
			title: "Through several frames",
			text: "The four seasons of one place; each is met at its time.",
			sheet: await seasons(),
		},
		{
			name: "fusion",
			title: "References in one film",
			text: "“@fox walks with @robot through an autumn forest in the morning”, with a picture of each.",
			sheet: await fusion(),
		},
		{
			name: "templates",
			title: "Templates",
			text: "Six of the effects that template numbers stand for, on one picture.",
			sheet: await templates(),
		},
		{
			name: "text-to-image",
			title: "Pictures from words",
			text: "Six prompts, each at the best composed instant of its scene.",
			sheet: await stills(),
		},
	];
}

async function firstLast(): Promise<Canvas> {
	const order = orderOf("first-last-frame", {
		inputs: [
			pictureInput(scenePicture("A sailing boat on a sea at noon", { at: 2 }), "first-frame"),
			pictureInput(scenePicture("City at night", { at: 2 }), "last-frame"),
		],
	});
	return paintSheet(filmCells(await createFirstLastPainter(order), order));
}

async function seasons(): Promise<Canvas> {
	const files = ["spring", "summer", "autumn", "winter"].map((season) =>
		scenePicture(`Countryside in ${season} by day`, { at: 2, seed: 11 }),
	);
	const order = orderOf("multi-frame", { seconds: 9, inputs: files.map((file) => pictureInput(file, "frame")) });
	return paintSheet(filmCells(await createMultiFramePainter(order), order));
}

async function fusion(): Promise<Canvas> {
	const order = orderOf("reference-to-video", {
		prompt: "@fox walks with @robot through an autumn forest in the morning",
		inputs: [
			{ ...pictureInput(foxPicture(), "reference"), name: "fox" },
			{ ...pictureInput(robotPicture(), "reference"), name: "robot" },
		],
	});
	return paintSheet(filmCells(await createFusionPainter(order), order));
}

const shown = [
	["petals", 2.4],
	["fire burst", 2.2],
	["spin card", 1.5],
	["glitch", 1.9],
	["snow globe", 2.4],
	["balloon lift", 4.2],
] as const;

async function templates(): Promise<Canvas> {
	const picture = pictureInput(scenePicture("Mountains at sunset, pine forest, birds", { at: 2 }));
	const cells = shown.map(async ([name, at]): Promise<Cell> => {
		const plain = orderOf("template", { inputs: [picture] });
		const order = { ...plain, settings: { ...plain.settings, templateId: templateOf(name) } };
		return frameCell(await createTemplatePainter(order), at);
	});
	return paintSheet(await Promise.all(cells));
}

/** The lowest number that stands for an effect. */
function templateOf(name: keyof typeof effects): number {
	const plain = orderOf("template", {});
	let templateId = 1;
	while (effectOf({ ...plain, settings: { ...plain.settings, templateId } }) !== name) templateId += 1;
	return templateId;
}

const pictures = [
	"A sailing boat on a calm sea at sunset",
	"Neon cyberpunk street in the rain",
	"A red dragon over mountains, comic style",
	"Autumn forest, watercolor",
	"Hot air balloon over desert dunes, oil painting",
	"A ringed planet in deep space",
];

async function stills(): Promise<Canvas> {
	const cells = pictures.map(async (prompt): Promise<Cell> => {
		const order = orderOf("text-to-image", { prompt, seconds: 0, fps: 0, width: 1278, height: 720 });
		return frameCell(await paintStill(order), 0);
	});
	return paintSheet(await Promise.all(cells));
}

function orderOf(operation: RenderOrder["operation"], changes: Partial<RenderOrder>): RenderOrder {
	return plainOrder({ operation, prompt: "", mark: true, ...changes });
}
