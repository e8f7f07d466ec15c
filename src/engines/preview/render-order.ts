import type { Operation, OrderInput, OrderSettings } from "../../core/order.ts";

/** What the renderer needs to know of an order. Plain data: it crosses a process border and two thread borders. */
export interface RenderOrder {
	readonly operation: Operation;
	readonly prompt: string;
	readonly negativePrompt: string | null;
	/** Pixels of the delivered film; even numbers. */
	readonly width: number;
	readonly height: number;
	/** Whole seconds, 1 to 60; 0 for a still picture, as are its frames a second. */
	readonly seconds: number;
	readonly fps: number;
	/** 0 to 2^31 - 1. The same order and seed give the same bytes. */
	readonly seed: number;
	/** Whether the film gets a sound track. */
	readonly sound: boolean;
	/** Whether the discreet `preview` mark is drawn. */
	readonly mark: boolean;
	/** How the client wants it to look, where its wire can say so; null where it did not. */
	readonly look: RenderLook;
	readonly inputs: readonly RenderInput[];
	readonly settings: Pick<
		OrderSettings,
		"templateId" | "speech" | "soundWords" | "keepSound" | "stretches" | "keyframe"
	>;
}

/** An input's file, with what was measured of it. */
export interface RenderInput {
	readonly role: OrderInput["role"];
	/** What the prompt calls it, without the `@`. */
	readonly name?: string;
	readonly path: string;
	readonly mime: string;
	/** Pixels as shown; null for sound. */
	readonly width: number | null;
	readonly height: number | null;
	/** Null for a picture. */
	readonly seconds: number | null;
}

/** An order of nothing but words, silent and without wishes, for whoever draws outside of a task. */
export function plainOrder(changes: Partial<RenderOrder> & Pick<RenderOrder, "prompt">): RenderOrder {
	return {
		operation: "text-to-video",
		negativePrompt: null,
		width: 1280,
		height: 720,
		seconds: 5,
		fps: 24,
		seed: 7,
		sound: false,
		mark: false,
		look: { style: null, camera: null, movement: null },
		inputs: [],
		settings: {
			templateId: null,
			speech: null,
			soundWords: null,
			keepSound: null,
			stretches: null,
			keyframe: null,
		},
		...changes,
	};
}

/** A picture's file as an input, for whoever draws outside of a task. */
export function pictureInput(path: string, role: RenderInput["role"] = "first-frame"): RenderInput {
	return { role, path, mime: "image/png", width: null, height: null, seconds: null };
}

/** The files of a role, in their order. */
export function inputsOf(order: Pick<RenderOrder, "inputs">, role: RenderInput["role"]): readonly RenderInput[] {
	return order.inputs.filter((input) => input.role === role);
}

/** The first file of a role; throws a TypeError for an order without one, which no dialect makes. */
export function inputOf(order: Pick<RenderOrder, "inputs" | "operation">, role: RenderInput["role"]): RenderInput {
	const [input] = inputsOf(order, role);
	if (input === undefined) throw new TypeError(`a ${order.operation} order names its ${role}`);
	return input;
}

export interface RenderLook {
	/** A style word of a wire: `anime`, `3d_animation`, `clay`, `comic`, `cyberpunk`, `general`; else read from the prompt. */
	readonly style: string | null;
	/** A camera word of a wire (`zoom_in`, `pan_left`, `crane_up`, ...); else read from the prompt. */
	readonly camera: string | null;
	/** How much moves. */
	readonly movement: "small" | "medium" | "large" | null;
}
