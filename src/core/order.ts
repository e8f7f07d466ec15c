import type { Medium } from "./medium.ts";

/** Everything that can be asked for. Not every engine can do each; its capabilities say so. */
export const OPERATIONS = [
	"text-to-video",
	"image-to-video",
	"first-last-frame",
	"multi-frame",
	"reference-to-video",
	"template",
	"extend",
	"modify",
	"restyle",
	"swap",
	"sound-effect",
	"lip-sync",
	"motion-control",
	"upscale",
	"text-to-image",
	"image-template",
] as const;

export type Operation = (typeof OPERATIONS)[number];

/** What a client wants made, once its wire has been understood. Complete: an engine needs nothing else. */
export interface Order {
	readonly operation: Operation;
	/** The model as the client named it. */
	readonly model: string;
	readonly prompt: string;
	readonly negativePrompt: string | null;
	readonly inputs: readonly OrderInput[];
	/** 0 to 2^31 - 1; minted at submit when the client gave none, so that a film can be made again. */
	readonly seed: number;
	/** Pixels of the film, even. */
	readonly width: number;
	readonly height: number;
	readonly seconds: number;
	readonly fps: number;
	readonly sound: boolean;
	/** Whether the film carries a mark (a vendor's watermark, our own `preview` mark). */
	readonly mark: boolean;
	readonly settings: OrderSettings;
	/** What a test key asked to happen instead of a plain success; null on every live order. */
	readonly script: OrderScript | null;
}

export interface OrderInput {
	readonly role: "first-frame" | "last-frame" | "frame" | "reference" | "source" | "audio" | "mask";
	readonly medium: Medium;
}

/** The wishes that several wires can express and a status may have to repeat. Null = not expressed. */
export interface OrderSettings {
	readonly style: string | null;
	/** The wire's own quality word: `speed`, `720p`, ... */
	readonly quality: string | null;
	readonly aspectRatio: string | null;
	readonly camera: string | null;
	readonly movement: "small" | "medium" | "large" | null;
	/** A wire's template number, where the order follows one. */
	readonly templateId: number | null;
}

export const NO_SETTINGS: OrderSettings = {
	style: null,
	quality: null,
	aspectRatio: null,
	camera: null,
	movement: null,
	templateId: null,
};

/** See docs/scripted-outcomes.md. */
export interface OrderScript {
	readonly outcome: "succeed" | "fail" | "reject";
	/** Extra time that the work takes, ms. */
	readonly slowMs: number;
}
