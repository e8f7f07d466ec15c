import type { OrderInput, TaskOrder } from "@filmgate/sdk";
import { z } from "zod/v4";

/** What the AI SDK has words of its own for. */
type SaidByTheCall =
	| "model"
	| "prompt"
	| "image"
	| "inputs"
	| "seed"
	| "size"
	| "aspectRatio"
	| "seconds"
	| "fps"
	| "sound";

/**
 * `providerOptions.filmgate`: what a Filmgate order can say beyond what the AI SDK asks for. Each field means what it means in
 * an order of `@filmgate/sdk`; `inputs` go along with those that the call itself has.
 */
export type FilmgateVideoModelOptions = Omit<TaskOrder, SaidByTheCall> & { inputs?: OrderInput[] };

const text = z.string().min(1);
const within = z.int().positive();

/**
 * Shapes only: which words and numbers there are, the server knows best, and says so. A field that it cannot mean is
 * refused here, since a server passes over what it does not know.
 */
export const providerOptionsSchema = z.strictObject({
	operation: text.optional(),
	negativePrompt: z.string().optional(),
	resolution: text.optional(),
	mark: z.boolean().optional(),
	style: text.optional(),
	camera: text.optional(),
	movement: text.optional(),
	quality: text.optional(),
	templateId: z.int().optional(),
	speech: z.strictObject({ text, voice: text.optional() }).optional(),
	soundWords: z.string().optional(),
	keepSound: z.boolean().optional(),
	stretches: z.array(z.strictObject({ seconds: z.int().optional(), prompt: z.string().optional() })).optional(),
	keyframe: z.int().optional(),
	multiShot: z.boolean().optional(),
	thinking: text.optional(),
	steps: z.int().optional(),
	guidance: z.number().optional(),
	clientReference: text.optional(),
	startWithin: within.optional(),
	finishWithin: within.optional(),
	webhook: text.optional(),
	inputs: z
		.array(
			z.strictObject({
				role: text,
				from: z.union([text, z.strictObject({ upload: text }), z.strictObject({ task: text })]),
				name: text.optional(),
			}),
		)
		.optional(),
} satisfies Record<keyof FilmgateVideoModelOptions, z.ZodType>);
