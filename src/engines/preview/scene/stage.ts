import type { SKRSContext2D } from "@napi-rs/canvas";
import type { RenderOrder } from "../render-order.ts";
import type { CameraAxis } from "./camera.ts";
import { cameraAt, cameraAxis, cameraMargin } from "./camera.ts";
import { lerp } from "./noise.ts";
import type { Palette } from "./palette.ts";
import { paletteAt } from "./palette.ts";
import type { Random } from "./random.ts";
import { createRandom, hashText } from "./random.ts";
import type { Scene } from "./scene.ts";

/** What every brush needs to know of the film: its pixels, its scene, its light. Fixed for the whole film. */
export interface Stage {
	readonly scene: Scene;
	readonly width: number;
	readonly height: number;
	/** A length that looks alike in every size: 1 pixel when the shorter side has 720. */
	readonly unit: number;
	readonly seconds: number;
	readonly axis: CameraAxis;
	/** Pixels that a layer of depth 1 may travel along the axis, in each direction. */
	readonly margin: number;
	/** The instants (clocks) that static layers are painted for; one, unless the hour moves. */
	readonly keys: readonly { readonly clock: number; readonly palette: Palette }[];
	/** A stream of its own for each name, so that brushes do not disturb each other. */
	random(name: string): Random;
	/** A seed of its own for each name. */
	seedOf(name: string): number;
}

/** One instant of the film. */
export interface Frame {
	readonly stage: Stage;
	/** Seconds since the film began, and the same as scene time: seconds times the scene's pace. */
	readonly at: number;
	readonly time: number;
	/** 0 to 1. */
	readonly progress: number;
	readonly clock: number;
	readonly palette: Palette;
	/** Where a layer of a depth (0 the sky, 1 nearest) stands: x and y in pixels, scale about the frame's centre. */
	view(depth: number): LayerView;
	/** Saves the context and moves it onto a layer; the caller restores it. */
	enter(context: SKRSContext2D, depth: number): void;
}

export interface LayerView {
	readonly x: number;
	readonly y: number;
	readonly scale: number;
}

/** Paints one place. Made once per film; frames may come in any order. */
export interface Place {
	paint(context: SKRSContext2D, frame: Frame): void;
}

/** Up to this depth a layer is too far to grow when the camera comes nearer. */
const farthest = 0.05;

/** Pixels a second up to which a layer's steps of half a pixel could be told one by one. */
const slow = 2;

/** Sub-pixel positions that a static layer takes on the camera's axis: quarters where it moves slowly, else halves. */
export function phasesOf(stage: Stage, depth: number): number {
	if (stage.axis === "zoom" || depth === 0) return 1;
	const pace = (2 * stage.margin * depth) / stage.seconds;
	return stage.keys.length > 1 || pace > slow * stage.unit ? 2 : 4;
}

export function createStage(order: RenderOrder, options: { scene: Scene; width: number; height: number }): Stage {
	const { scene, width, height } = options;
	const { from, to } = scene.hour;
	const count = from === to ? 1 : Math.abs(to - from) > 2 ? 4 : 2;
	const clocks = Array.from({ length: count }, (_, index) =>
		count === 1 ? from : lerp(from, to, index / (count - 1)),
	);
	const axis = cameraAxis(scene);
	return {
		scene,
		width,
		height,
		unit: Math.min(width, height) / 720,
		seconds: order.seconds,
		axis,
		margin: Math.ceil(cameraMargin(scene) * (axis === "y" ? height : width)),
		keys: clocks.map((clock) => ({ clock, palette: paletteAt(scene, clock) })),
		random: (name) => createRandom(hashText(name, scene.seed)),
		seedOf: (name) => hashText(name, scene.seed),
	};
}

export function createFrame(stage: Stage, atSeconds: number): Frame {
	const { scene, width, height, seconds } = stage;
	const progress = atSeconds / seconds;
	const clock = lerp(scene.hour.from, scene.hour.to, progress);
	const pose = cameraAt(scene, { progress, seconds });
	const view = (depth: number): LayerView => {
		const phases = phasesOf(stage, depth);
		const step = (value: number): number => Math.round(value * phases) / phases;
		return {
			x: stage.axis === "x" ? step(pose.x * width * depth) : pose.x * width * depth,
			y: step(pose.y * height * depth),
			scale: stage.axis === "zoom" && depth > farthest ? lerp(pose.farZoom, pose.zoom, depth) : 1,
		};
	};
	return {
		stage,
		at: atSeconds,
		time: atSeconds * scene.pace,
		progress,
		clock,
		palette: stage.keys.length === 1 ? (stage.keys[0]?.palette ?? paletteAt(scene, clock)) : paletteAt(scene, clock),
		view,
		enter(context, depth) {
			const { x, y, scale } = view(depth);
			context.save();
			context.translate(width / 2 + x, height / 2 + y);
			if (scale !== 1) context.scale(scale, scale);
			context.translate(-width / 2, -height / 2);
		},
	};
}
