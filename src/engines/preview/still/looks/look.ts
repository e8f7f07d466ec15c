import type { Canvas, Image, SKRSContext2D } from "@napi-rs/canvas";
import type { Size } from "../../../../core/sizes.ts";
import { fitPicture } from "../../picture/fit-picture.ts";
import type { Random } from "../../scene/random.ts";

/** What a look is made of. */
export interface LookOptions extends Size {
	/** The given pictures, one or more. */
	readonly pictures: readonly Image[];
	/** 1 where the shorter side has 720 pixels. */
	readonly unit: number;
	readonly random: Random;
	readonly seed: number;
}

/** Paints the whole picture, opaque. */
export type Look = (context: SKRSContext2D, options: LookOptions) => void;

export interface Box extends Size {
	readonly x: number;
	readonly y: number;
}

/** A picture cut to a size, its subject kept in view. */
export function cutTo(picture: Image, size: Size): Canvas {
	const whole = { width: Math.max(2, Math.round(size.width)), height: Math.max(2, Math.round(size.height)) };
	return fitPicture(picture, whole, 0).canvas;
}

/** The pictures over and over, so many of them. */
export function repeated(pictures: readonly Image[], count: number): Image[] {
	return Array.from({ length: count }, (_, index) => pictures[index % pictures.length] as Image);
}

/** A soft shadow for what is drawn next; the caller saves and restores the context. */
export function castShadow(context: SKRSContext2D, reach: number, alpha: number): void {
	context.shadowColor = `rgba(0,0,0,${alpha})`;
	context.shadowBlur = reach * 1.6;
	context.shadowOffsetX = reach * 0.25;
	context.shadowOffsetY = reach * 0.7;
}
