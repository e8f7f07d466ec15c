import { createCanvas, type SKRSContext2D } from "@napi-rs/canvas";
import { paintedSize } from "../painted-size.ts";
import { createPictureView } from "../picture/create-picture-painter.ts";
import { inputsOf, type RenderOrder } from "../render-order.ts";
import { createFinish } from "../scene/finish.ts";
import { createPlace } from "../scene/places/place.ts";
import { readScene } from "../scene/read-prompt.ts";
import type { PlaceName, Scene, Subject } from "../scene/scene.ts";
import { createFrame, createStage } from "../scene/stage.ts";

/** Where figures are put: the place that a prompt names, or a picture of one. */
export interface Backdrop {
	readonly width: number;
	readonly height: number;
	/** 0 to 1: how dark shadows are on its ground; 0 where it has none. */
	readonly shade: number;
	paint(context: SKRSContext2D, atSeconds: number): void;
	/** Saves the context and moves it to where figures stand; the caller restores it. */
	enter(context: SKRSContext2D, atSeconds: number): void;
	/** Lays over the figures what lies over the whole frame. */
	finish(context: SKRSContext2D): void;
}

/** How near figures stand: nearer than nearly everything. */
const nearness = 0.8;

/** People and animals that a prompt may name; the references are meant. */
const players: readonly Subject[] = ["person", "couple", "cat", "dog", "horse", "camel", "astronaut", "dragon"];

const groundless: readonly PlaceName[] = ["space", "flow"];

export async function createBackdrop(order: RenderOrder): Promise<Backdrop> {
	const background = inputsOf(order, "background").find(({ mime }) => mime.startsWith("image/"));
	return background === undefined ? paintedBackdrop(order) : pictureBackdrop(order, background.path);
}

async function pictureBackdrop(order: RenderOrder, path: string): Promise<Backdrop> {
	const view = await createPictureView(order, path);
	return {
		width: view.width,
		height: view.height,
		shade: 0.8,
		paint: view.paint,
		enter: (context, atSeconds) => view.enter(context, atSeconds, 0.5),
		finish() {},
	};
}

function paintedBackdrop(order: RenderOrder): Backdrop {
	const size = paintedSize(order);
	const scene = castOut(readScene(order));
	const stage = createStage(order, { scene, ...size });
	const place = createPlace(stage);
	const overlay = createFinish(stage);
	const dark = stage.keys.some(({ palette }) => palette.night > 0.6) || scene.weather !== "clear";
	return {
		...size,
		shade: groundless.includes(scene.place) ? 0 : dark ? 0.6 : 1,
		paint(context, atSeconds) {
			context.save();
			place.paint(context, createFrame(stage, atSeconds));
			context.restore();
		},
		enter: (context, atSeconds) => createFrame(stage, atSeconds).enter(context, nearness),
		finish(context) {
			context.save();
			overlay(context);
			context.restore();
			if (scene.style === "pixel") coarsen(context, stage.unit);
		},
	};
}

function castOut(scene: Scene): Scene {
	return { ...scene, subjects: scene.subjects.filter((subject) => !players.includes(subject)) };
}

/** Turns the whole frame into squares. */
function coarsen(context: SKRSContext2D, unit: number): void {
	const { width, height } = context.canvas;
	const step = Math.max(2, Math.round(5 * unit));
	const small = createCanvas(Math.ceil(width / step), Math.ceil(height / step));
	small.getContext("2d").drawImage(context.canvas, 0, 0, small.width, small.height);
	context.save();
	context.imageSmoothingEnabled = false;
	context.drawImage(small, 0, 0, small.width * step, small.height * step);
	context.restore();
}
