import type { InputRole, TaskOrder } from "@filmgate/sdk";
import type { Operation } from "../../core/order.ts";

/**
 * What an order of each operation may say: one table, from which validation, its messages, the warnings about wishes
 * that come to nothing and the tables of docs/dialects/native.md follow.
 */
export interface OperationRules {
	/** How many inputs of which role; a role that is not named is refused. */
	readonly inputs: Readonly<Partial<Record<InputRole, Count>>>;
	readonly prompt: "needed" | "taken" | "unused";
	/** Of each of these groups an order needs one: fields by their names, inputs by their roles. */
	readonly needs: readonly (readonly Need[])[];
	/** The wishes that it heeds; others are passed over, with a warning. */
	readonly heeds: readonly Wish[];
	/** Where the film's length comes from. `added`: the source's, and what is asked for on top. */
	readonly length: "asked" | "source" | "added" | "stretches" | "none";
	/** Where its shape comes from, unless it is asked for. `larger`: the source's, twice as large. */
	readonly shape: "asked" | "source" | "larger";
}

/** Both ends included. */
export interface Count {
	readonly min: number;
	readonly max: number;
}

/** Fields that some operations can make nothing of. */
export type Wish = Exclude<
	keyof TaskOrder,
	| "operation"
	| "model"
	| "prompt"
	| "image"
	| "inputs"
	| "seed"
	| "mark"
	| "clientReference"
	| "startWithin"
	| "finishWithin"
	| "webhook"
>;

export type Need = "prompt" | Wish | InputRole;

const one: Count = { min: 1, max: 1 };
const upTo = (max: number): Count => ({ min: 0, max });
const some = (max: number): Count => ({ min: 1, max });

const SIZE = ["size", "aspectRatio", "resolution"] as const;
const ENGINE = ["quality", "thinking", "steps", "guidance"] as const;
const LOOK = ["negativePrompt", "style", "camera", "movement", "multiShot", ...ENGINE] as const;
const MADE = ["fps", "sound", "speech", "soundWords", ...SIZE, ...LOOK] as const;
const REWORKED = ["negativePrompt", "style", "keepSound", "size", "resolution", ...ENGINE] as const;

/** A film that is made from words and pictures. */
const made: OperationRules = {
	inputs: {},
	prompt: "taken",
	needs: [],
	heeds: ["seconds", ...MADE],
	length: "asked",
	shape: "asked",
};

/** A film that is another one, changed. */
const reworked: OperationRules = {
	inputs: { source: one },
	prompt: "taken",
	needs: [],
	heeds: REWORKED,
	length: "source",
	shape: "source",
};

export const OPERATION_RULES: Readonly<Record<Operation, OperationRules>> = {
	"text-to-video": { ...made, prompt: "needed" },
	"image-to-video": { ...made, inputs: { "first-frame": one } },
	"first-last-frame": { ...made, inputs: { "first-frame": one, "last-frame": one } },
	"multi-frame": {
		...made,
		inputs: { frame: { min: 2, max: 7 } },
		heeds: ["stretches", ...MADE],
		length: "stretches",
	},
	"reference-to-video": { ...made, inputs: { reference: some(7), background: upTo(1) }, prompt: "needed" },
	template: {
		...made,
		inputs: { "first-frame": upTo(1), reference: upTo(6) },
		needs: [["templateId"]],
		heeds: ["templateId", "seconds", ...MADE],
	},
	extend: {
		...reworked,
		heeds: ["seconds", "sound", "speech", "soundWords", ...LOOK],
		length: "added",
	},
	modify: { ...reworked, inputs: { source: one, reference: upTo(3), mask: upTo(3) }, prompt: "needed" },
	restyle: { ...reworked, needs: [["style", "prompt"]] },
	swap: {
		...reworked,
		inputs: { source: one, mask: one, reference: one },
		heeds: ["keyframe", ...REWORKED],
	},
	"sound-effect": { ...reworked, prompt: "unused", heeds: ["soundWords", "keepSound"] },
	"lip-sync": {
		...reworked,
		inputs: { source: one, audio: upTo(1) },
		prompt: "unused",
		needs: [["speech", "audio"]],
		heeds: ["speech", "keepSound"],
	},
	"motion-control": {
		...reworked,
		inputs: { motion: one, "first-frame": one },
		heeds: ["aspectRatio", ...REWORKED],
		shape: "asked",
	},
	upscale: { ...reworked, prompt: "unused", heeds: ["keepSound", "size", "resolution"], shape: "larger" },
	"text-to-image": {
		...made,
		prompt: "needed",
		heeds: ["negativePrompt", "style", ...SIZE, ...ENGINE],
		length: "none",
	},
	"image-template": {
		...made,
		inputs: { "first-frame": upTo(1), reference: upTo(7) },
		needs: [["templateId"], ["first-frame", "reference"]],
		heeds: ["templateId", "negativePrompt", "style", ...SIZE, ...ENGINE],
		length: "none",
	},
};

/** Every wish that some operation heeds. */
export const WISHES: readonly Wish[] = [...new Set(Object.values(OPERATION_RULES).flatMap(({ heeds }) => heeds))];

/** The operation that inputs of these roles ask for by themselves; null when they fit several, or none. */
export function operationOf(roles: ReadonlySet<InputRole>): Operation | null {
	if (roles.size === 0) return "text-to-video";
	const has = (...wanted: InputRole[]) =>
		wanted.some((role) => roles.has(role)) && [...roles].every((role) => wanted.includes(role));
	if (has("first-frame")) return "image-to-video";
	if (has("frame")) return "multi-frame";
	if (roles.size === 2 && has("first-frame", "last-frame")) return "first-last-frame";
	return roles.has("reference") && has("reference", "background") ? "reference-to-video" : null;
}
