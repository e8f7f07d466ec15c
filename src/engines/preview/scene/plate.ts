import type { Canvas, SKRSContext2D } from "@napi-rs/canvas";
import { createCanvas } from "@napi-rs/canvas";
import type { KeySheetsOptions } from "./key-sheets.ts";
import { createKeySheets } from "./key-sheets.ts";
import { clamp } from "./noise.ts";
import type { Palette } from "./palette.ts";
import type { Frame, Stage } from "./stage.ts";
import { phasesOf } from "./stage.ts";
import { hasHand, styleSheet } from "./styles.ts";

/** How a static layer is painted; drawn in frame coordinates, over the frame's width and a margin at either side. */
export interface PlateOptions {
	/** 0 the sky, 1 the nearest. */
	readonly depth: number;
	/** The rows that it may draw on, in frame coordinates; rows beyond are lost. */
	readonly top: number;
	readonly bottom: number;
	draw(context: SKRSContext2D, palette: Palette): void;
	/** False for pictures without outlines: skies, clouds, mist. */
	readonly inked?: boolean;
	/** True for mist and the like, which let the light through: two keys are then mixed, not laid on each other. */
	readonly sheer?: boolean;
	/** Pixels that it may be shifted to the right on top of the camera's travel; 0 where it is left out. */
	readonly travel?: number;
	/** Sub-pixel positions to prepare; as many as the camera wants where it is left out. */
	readonly phases?: number;
}

/** A static layer: painted once for a key of light and copied to a sub-pixel phase, and then only laid down. */
export interface Plate {
	paint(context: SKRSContext2D, frame: Frame): void;
	/** The same with an own movement on top of the camera's, in pixels; only whole phases are taken. */
	paintShifted(context: SKRSContext2D, frame: Frame, shift: { x?: number; y?: number; alpha?: number }): void;
}

export function createPlate(stage: Stage, options: PlateOptions): Plate {
	const travelX = stage.axis === "y" ? 0 : Math.ceil(stage.margin * options.depth) + 2;
	const travelY = stage.axis === "y" ? Math.ceil(stage.margin * options.depth) + 2 : 0;
	const top = Math.floor(options.top) - travelY;
	const bottom = Math.ceil(options.bottom) + travelY;
	const before = travelX + Math.ceil(options.travel ?? 0);
	const size = { width: stage.width + before + travelX + 1, height: Math.max(1, bottom - top + 1) };
	const phases = Math.min(phasesOf(stage, options.depth), options.phases ?? 4);
	const sheetOf = createPhasedSheets(stage, {
		...size,
		phases,
		draw(context, palette) {
			context.translate(before, -top);
			options.draw(context, palette);
			styleSheet(stage, context.canvas, { palette, inked: options.inked ?? true });
		},
	});
	return {
		paint: (context, frame) => paintShifted(context, frame, {}),
		paintShifted,
	};

	function paintShifted(context: SKRSContext2D, frame: Frame, shift: { x?: number; y?: number; alpha?: number }): void {
		const { x, y, scale } = frame.view(options.depth);
		const left = x + (shift.x ?? 0);
		const up = y + (shift.y ?? 0);
		const [from, to, amount] = keysAt(frame.progress, stage.keys.length);
		const along = stage.axis === "y" ? up : left;
		const phase = scale === 1 ? ((Math.round(along * phases) % phases) + phases) % phases : 0;
		const draw = (key: number, alpha: number): void => {
			if (alpha < 0.002) return;
			const sheet = sheetOf(key, phase);
			context.globalAlpha = alpha * (shift.alpha ?? 1);
			if (scale === 1) {
				const whole = (value: number, phased: boolean): number =>
					phased ? Math.round(value - phase / phases) : Math.round(value);
				context.drawImage(sheet, whole(left, stage.axis === "x") - before, whole(up, stage.axis === "y") + top);
			} else {
				const centre = { x: stage.width / 2, y: stage.height / 2 };
				context.drawImage(
					sheet,
					centre.x + left + (-before - centre.x) * scale,
					centre.y + up + (top - centre.y) * scale,
					size.width * scale,
					size.height * scale,
				);
			}
			context.globalAlpha = 1;
		};
		draw(from, options.sheer ? 1 - amount : 1);
		if (to !== from) draw(to, amount);
	}
}

/** Layers that move as one: painted over each other once, then copied as a single plate of the given depth. */
export function stackPlates(stage: Stage, depth: number, layers: readonly PlateOptions[]): Plate {
	return createPlate(stage, {
		depth,
		top: Math.min(...layers.map((layer) => layer.top)),
		bottom: Math.max(...layers.map((layer) => layer.bottom)),
		inked: false,
		draw(context, palette) {
			const { width, height } = context.canvas;
			const transform = context.getTransform();
			for (const layer of layers) {
				if (!hasHand(stage)) {
					context.save();
					layer.draw(context, palette);
					context.restore();
					continue;
				}
				const sheet = createCanvas(width, height);
				const inner = sheet.getContext("2d");
				inner.setTransform(transform);
				layer.draw(inner, palette);
				styleSheet(stage, sheet, { palette, inked: layer.inked ?? true });
				context.save();
				context.setTransform(1, 0, 0, 1, 0, 0);
				context.drawImage(sheet, 0, 0);
				context.restore();
			}
		},
	});
}

/** The two keys about a moment and how far it is between them. */
export function keysAt(progress: number, count: number): [from: number, to: number, amount: number] {
	if (count === 1) return [0, 0, 0];
	const position = clamp(progress) * (count - 1);
	const from = Math.min(Math.floor(position), count - 2);
	return [from, from + 1, position - from];
}

/** The sheets of the keys, and of each a copy at the phase that was wanted last: a slow layer stays long at one. */
function createPhasedSheets(
	stage: Stage,
	options: KeySheetsOptions & { phases: number },
): (key: number, phase: number) => Canvas {
	const wholeOf = createKeySheets(stage, options);
	const copies: { sheet: Canvas; key: number; phase: number }[] = [];
	return (key, phase) => {
		const copy = copies[key % 2];
		if (phase === 0) return wholeOf(key);
		if (copy?.key === key && copy.phase === phase) return copy.sheet;
		const sheet = copy?.sheet ?? createCanvas(options.width, options.height);
		const context = sheet.getContext("2d");
		context.reset();
		const offset = phase / options.phases;
		context.drawImage(wholeOf(key), stage.axis === "y" ? 0 : offset, stage.axis === "y" ? offset : 0);
		copies[key % 2] = { sheet, key, phase };
		return sheet;
	};
}
