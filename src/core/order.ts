import type { Id } from "./ids.ts";
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
	/** Whole seconds of the film to be delivered; 0 for a still picture, as are its frames a second. */
	readonly seconds: number;
	readonly fps: number;
	readonly sound: boolean;
	/** Whether the film carries a mark (a vendor's watermark, our own `preview` mark). */
	readonly mark: boolean;
	readonly settings: OrderSettings;
	/** What a test key asked to happen instead of a plain success; null on every live order. */
	readonly script: OrderScript | null;
}

export const INPUT_ROLES = [
	"first-frame",
	"last-frame",
	/** One of several that a film passes through, in their order. */
	"frame",
	/** Somebody or something that is to appear. */
	"reference",
	/** Where it is to appear. */
	"background",
	/** The film that is worked on: extended, restyled, given sound, ... */
	"source",
	/** A film whose motion, or whose people, are to be taken over. */
	"motion",
	"audio",
	/** White where something is to change, black elsewhere; as large as its source. */
	"mask",
] as const;

export interface OrderInput {
	readonly role: (typeof INPUT_ROLES)[number];
	readonly medium: Medium;
	/** What the prompt calls it, without the `@`; only where the prompt speaks of it. */
	readonly name?: string;
}

/** What some operations need beyond prompt and inputs, and wishes that a status may have to repeat. Null = not expressed. */
export interface OrderSettings {
	/** A style's own word: `anime`, `clay`, `origami`, `van_gogh`, ... */
	readonly style: string | null;
	/** The wire's own quality word: `speed`, `720p`, ... */
	readonly quality: string | null;
	readonly aspectRatio: string | null;
	readonly camera: string | null;
	readonly movement: "small" | "medium" | "large" | null;
	/** A wire's template number, where the order follows one. */
	readonly templateId: number | null;
	/** What is said in the film; lip sync moves a mouth to it, elsewhere it is heard only. */
	readonly speech: OrderSpeech | null;
	/** Sounds to be made, in words; "" leaves them to the engine. */
	readonly soundWords: string | null;
	/** Whether the source's own sound goes on. */
	readonly keepSound: boolean | null;
	/** The ways from frame to frame of a `multi-frame` film: one fewer than its frames. */
	readonly stretches: readonly OrderStretch[] | null;
	/** The frame of the source that a mask was taken from; the first is 1. */
	readonly keyframe: number | null;
	/** Whether the film may cut between several shots. */
	readonly multiShot: boolean | null;
	/** How much the engine may think the prompt over. */
	readonly thinking: "enabled" | "disabled" | "auto" | null;
	/** How hard an open model works, and how closely it keeps to the prompt. */
	readonly steps: number | null;
	readonly guidance: number | null;
	/** The task whose film this order goes on from. */
	readonly sourceTask: Id | null;
}

export interface OrderSpeech {
	readonly text: string;
	/** A speaker's id as the wire lists them; `auto` leaves it to the engine. */
	readonly voice: string;
}

export interface OrderStretch {
	readonly seconds: number;
	readonly prompt: string;
}

export const NO_SETTINGS: OrderSettings = {
	style: null,
	quality: null,
	aspectRatio: null,
	camera: null,
	movement: null,
	templateId: null,
	speech: null,
	soundWords: null,
	keepSound: null,
	stretches: null,
	keyframe: null,
	multiShot: null,
	thinking: null,
	steps: null,
	guidance: null,
	sourceTask: null,
};

/** See docs/scripted-outcomes.md. */
export interface OrderScript {
	/** `stuck`: the work never comes to an end. */
	readonly outcome: "succeed" | "fail" | "reject" | "stuck";
	/** Extra time that the work takes, ms. */
	readonly slowMs: number;
	/** How many submits of it are refused as too many before one is taken. */
	readonly refusals: number;
	/** Whether the connection is cut before its first submit is answered. */
	readonly dropped: boolean;
	/** Whether links to its films are dead from the first. */
	readonly expired: boolean;
}

/** Operations whose result is a picture, not a film. */
export function isStill(operation: Operation): boolean {
	return operation === "text-to-image" || operation === "image-template";
}
