import { fileURLToPath } from "node:url";
import type { SKRSContext2D } from "@napi-rs/canvas";
import { GlobalFonts } from "@napi-rs/canvas";

const family = "Filmgate Preview";
let known: boolean | null = null;

/**
 * Writes a small, discreet "preview" into the lower right corner of a frame of that size. Where the font cannot be
 * had nothing is drawn: a preview without its mark is better than none.
 */
export function drawMark(context: SKRSContext2D, width: number, height: number): void {
	known ??= registerFont();
	if (!known) return;
	const size = Math.max(9, Math.round(Math.min(width, height) * 0.026));
	const inset = size * 0.95;
	context.save();
	context.font = `500 ${size}px "${family}"`;
	context.letterSpacing = `${(size * 0.04).toFixed(2)}px`;
	context.textAlign = "right";
	context.textBaseline = "alphabetic";
	context.fillStyle = "rgba(0,0,0,0.32)";
	context.fillText("preview", width - inset + size * 0.05, height - inset + size * 0.07);
	context.fillStyle = "rgba(255,255,255,0.62)";
	context.fillText("preview", width - inset, height - inset);
	context.restore();
}

function registerFont(): boolean {
	try {
		const file = import.meta.resolve("@fontsource/inter/files/inter-latin-500-normal.woff2");
		return GlobalFonts.registerFromPath(fileURLToPath(file), family) !== null;
	} catch {
		return false;
	}
}
