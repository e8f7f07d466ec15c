import type { Canvas, SKRSContext2D } from "@napi-rs/canvas";
import { createCanvas } from "@napi-rs/canvas";
import type { Palette } from "./palette.ts";
import type { Stage } from "./stage.ts";

export interface KeySheetsOptions {
	readonly width: number;
	readonly height: number;
	/** Paints a key of light onto a bare sheet; whenever it is asked, the same for the same key. */
	draw(context: SKRSContext2D, palette: Palette): void;
}

/**
 * A picture for every key of light, painted when it is first wanted. A moment is mixed of two neighbouring keys, so
 * the keys take turns in two sheets: many hours of light need no more memory than two.
 */
export function createKeySheets(stage: Stage, options: KeySheetsOptions): (key: number) => Canvas {
	const turns: { sheet: Canvas; key: number }[] = [];
	return (key) => {
		const turn = turns[key % 2];
		if (turn?.key === key) return turn.sheet;
		const sheet = turn?.sheet ?? createCanvas(options.width, options.height);
		const context = sheet.getContext("2d");
		context.reset();
		turns[key % 2] = { sheet, key };
		options.draw(context, (stage.keys[key] as Stage["keys"][number]).palette);
		return sheet;
	};
}
