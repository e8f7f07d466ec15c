import type { Canvas, SKRSContext2D } from "@napi-rs/canvas";
import { createCanvas } from "@napi-rs/canvas";
import { css, scale } from "./colour.ts";
import type { Palette } from "./palette.ts";
import type { StyleName } from "./scene.ts";
import type { Stage } from "./stage.ts";

interface SheetOptions {
	readonly palette: Palette;
	readonly inked: boolean;
}

/** Gives a freshly painted layer the hand of the scene's style; does nothing for the natural one. */
export function styleSheet(stage: Stage, sheet: Canvas, options: SheetOptions): void {
	sheetHands[stage.scene.style]?.(stage, sheet, options);
}

/** Whether layers must be painted apart, each to be given the style's hand. */
export function hasHand(stage: Stage): boolean {
	return sheetHands[stage.scene.style] !== undefined;
}

/** The ink that a style outlines figures with, or null. */
export function inkOf(stage: Stage): { colour: string; width: number } | null {
	if (stage.scene.style === "comic") return { colour: "#120e1c", width: 3 * stage.unit };
	if (stage.scene.style === "sketch") return { colour: "#3a3633", width: 1.6 * stage.unit };
	if (stage.scene.style === "anime") return { colour: "rgba(40,24,60,0.55)", width: 1.2 * stage.unit };
	return null;
}

const sheetHands: Partial<Record<StyleName, (stage: Stage, sheet: Canvas, options: SheetOptions) => void>> = {
	comic: (stage, sheet, { inked }) => {
		if (stage.keys.length === 1) posterizeSheet(sheet, 5);
		if (inked) outline(sheet, "#120e1c", 2.6 * stage.unit);
	},
	sketch: (stage, sheet, { inked }) => {
		if (inked) outline(sheet, "#45403c", 1.5 * stage.unit);
	},
	anime: (stage, sheet, { inked, palette }) => {
		if (inked) rim(sheet, { x: -1.5 * stage.unit, y: 2 * stage.unit, soft: 1, colour: css(palette.direct, 0.55) });
	},
	clay: (stage, sheet, { inked, palette }) => {
		if (!inked) return;
		const far = 9 * stage.unit;
		rim(sheet, { x: far * 0.6, y: far, soft: far * 0.55, colour: css([255, 246, 230], 0.7) });
		rim(sheet, { x: -far * 0.6, y: -far, soft: far * 0.6, colour: css(scale(palette.cloudShade, 0.3), 0.75) });
	},
	"3d": (stage, sheet, { inked, palette }) => {
		if (!inked) return;
		const far = 5 * stage.unit;
		rim(sheet, { x: far * 0.5, y: far, soft: far * 0.4, colour: css(palette.direct, 0.5) });
	},
	watercolor: (stage, sheet, { inked, palette }) => {
		if (!inked) return;
		const edge = scale(palette.cloudShade, 0.75);
		rim(sheet, { x: 0, y: 3 * stage.unit, soft: 1.4 * stage.unit, colour: css(edge, 0.6) });
	},
	oil: (stage, sheet, { inked, palette }) => {
		if (inked) rim(sheet, { x: 2 * stage.unit, y: 4 * stage.unit, soft: 1, colour: css(palette.direct, 0.45) });
	},
};

/** Puts a line of ink about everything painted on the sheet. */
function outline(sheet: Canvas, colour: string, width: number): void {
	const ink = copyOf(sheet);
	tint(ink.getContext("2d"), colour);
	const context = plain(sheet);
	context.globalCompositeOperation = "destination-over";
	for (let turn = 0; turn < 8; turn++) {
		const angle = (turn * Math.PI) / 4;
		context.drawImage(ink, Math.cos(angle) * width, Math.sin(angle) * width);
	}
	context.restore();
}

/** Lights (or darkens) the inner edge that faces away from an offset. */
function rim(sheet: Canvas, options: { x: number; y: number; soft: number; colour: string }): void {
	const edge = copyOf(sheet);
	const context = edge.getContext("2d");
	context.globalCompositeOperation = "destination-out";
	context.drawImage(sheet, options.x, options.y);
	tint(context, options.colour);
	const target = plain(sheet);
	target.globalCompositeOperation = "source-atop";
	if (options.soft > 1) target.filter = `blur(${options.soft}px)`;
	target.drawImage(edge, 0, 0);
	target.restore();
}

function posterizeSheet(sheet: Canvas, steps: number): void {
	const context = sheet.getContext("2d");
	const image = context.getImageData(0, 0, sheet.width, sheet.height);
	const { data } = image;
	const table = Uint8Array.from({ length: 256 }, (_, value) =>
		Math.round((Math.round((value / 255) * steps) * 255) / steps),
	);
	for (let index = 0; index < data.length; index += 4) {
		data[index] = table[data[index] as number] as number;
		data[index + 1] = table[data[index + 1] as number] as number;
		data[index + 2] = table[data[index + 2] as number] as number;
	}
	context.putImageData(image, 0, 0);
}

function copyOf(sheet: Canvas): Canvas {
	const copy = createCanvas(sheet.width, sheet.height);
	copy.getContext("2d").drawImage(sheet, 0, 0);
	return copy;
}

function tint(context: SKRSContext2D, colour: string): void {
	context.globalCompositeOperation = "source-in";
	context.fillStyle = colour;
	context.fillRect(0, 0, context.canvas.width, context.canvas.height);
}

function plain(sheet: Canvas): SKRSContext2D {
	const context = sheet.getContext("2d");
	context.save();
	context.setTransform(1, 0, 0, 1, 0, 0);
	return context;
}
