import type { Canvas, SKRSContext2D } from "@napi-rs/canvas";
import type { Colour } from "../../scene/colour.ts";
import type { CreateFilter, FilterRoom } from "../filter.ts";
import { type ColourRule, createColourScript } from "../kit/colour-script.ts";
import { createEasel, createSheet, layOver } from "../kit/easel.ts";
import { createFlattener, type FlattenOptions } from "../kit/flatten.ts";
import { createInk, layInk } from "../kit/ink-lines.ts";

/** A drawing on film: flat colours from a script, ink, light. */
export interface CelStyle {
	readonly flatten: FlattenOptions;
	readonly script: ColourRule;
	readonly ink: {
		readonly colour: Colour;
		readonly width: number;
		readonly threshold: number;
		readonly softness: number;
		readonly strength: number;
	} | null;
	readonly glow: {
		readonly mode: SKRSContext2D["globalCompositeOperation"];
		readonly alpha: number;
		readonly radius: number;
	} | null;
	/** Lies over every frame. */
	readonly sheet?: {
		paint(context: SKRSContext2D, room: FilterRoom): void;
		readonly mode: SKRSContext2D["globalCompositeOperation"];
		readonly alpha: number;
	};
}

export function createCel(style: CelStyle): CreateFilter {
	return (room) => {
		const unit = Math.min(room.width, room.height) / 450;
		const flatten = createFlattener(room, style.flatten);
		const script = createColourScript(style.script);
		const inkOf = style.ink === null ? null : createInk(room, { ...style.ink, width: style.ink.width * unit });
		const easel = createEasel(room);
		const { sheet: over } = style;
		const sheet: Canvas | null = over === undefined ? null : createSheet(room, (context) => over.paint(context, room));
		return {
			paint(context, frame) {
				flatten(frame);
				const ink = inkOf?.(frame) ?? null;
				script(frame.values, frame.values);
				if (ink !== null && style.ink !== null) layInk(frame, ink, style.ink);
				easel.show(context, frame);
				if (style.glow !== null) easel.glow(context, { ...style.glow, radius: style.glow.radius * unit });
				if (sheet !== null && over !== undefined) layOver(context, sheet, over);
			},
		};
	};
}
