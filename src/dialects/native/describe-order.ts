import type * as wire from "@filmgate/sdk";
import { z } from "zod";
import { FIELDS } from "./fields.ts";
import { DEFAULT_MODEL, RULES } from "./models.ts";
import { OPERATION_RULES } from "./operations.ts";

/** What each field of an order is for; what it takes is said by the table that orders are checked against. */
const MEANINGS: Readonly<Record<Exclude<keyof wire.TaskOrder, "model">, string>> = {
	operation: "Left out, it is what the inputs say.",
	prompt: "Each operation says whether it needs one.",
	negativePrompt: "What the film should not show.",
	image: "Short for one input of the role `first-frame`.",
	inputs: "Pictures, films and sounds that the order is about.",
	seed: "The same order with the same seed gives the same film. Left out, one is chosen, and told.",
	size: "Instead of `aspectRatio` and `resolution`.",
	aspectRatio: "Left out, the first frame's own shape, else 16:9.",
	resolution: "The box that the film fills as its shape allows. Left out, 720p.",
	seconds: `Left out, ${RULES.seconds.default}. For \`extend\`: how much is added.`,
	fps: `Left out, ${RULES.fps.default}.`,
	sound: "Left out, true.",
	mark: "Whether the film carries a mark. Left out, as the key is set.",
	style: "The first six are looks of a film that is made; `restyle` knows all.",
	camera: "How the camera moves.",
	movement: "How much moves.",
	quality: "How much care an engine takes.",
	templateId: "For `template` and `image-template`.",
	speech: "What is said in the film.",
	soundWords: "Sounds to be made, in words.",
	keepSound: "Whether the source's own sound goes on. Left out, false for `sound-effect` and `lip-sync`, else true.",
	stretches: "For `multi-frame`: the ways between the frames, five seconds each unless said.",
	keyframe: "For `swap`: the frame that the mask was drawn for; the first is 1.",
	multiShot: "Whether the film may cut between several shots.",
	thinking: "How much the engine may think the prompt over.",
	steps: "How hard an open model works.",
	guidance: "How closely an open model keeps to the prompt.",
	clientReference: "Your own word for this task, repeated in its answers.",
	startWithin: "Seconds: give up when no engine has started by then.",
	finishWithin: "Seconds: give up when no engine is done by then.",
	webhook: "Told of this task.",
};

/** Where the table checks more than a schema says: its words. */
const IN_WORDS: readonly string[] = ["image", "size", "inputs", "webhook", "speech", "stretches"];
/** The body of an order, made from the table of its fields. */
export const taskOrder = z
	.object({
		model: z.string().describe(`A name from \`GET /api/v1/models\`. Left out, \`${DEFAULT_MODEL}\`.`).nullish(),
		...Object.fromEntries(
			Object.entries(FIELDS).map(([name, { schema, allowed }]) => {
				const meaning = MEANINGS[name as keyof typeof MEANINGS];
				const words = IN_WORDS.includes(name) ? ` Allowed is ${allowed}.` : "";
				return [name, schema.describe(meaning + words).nullish()];
			}),
		),
	})
	.meta({ id: "TaskOrder" });

/** Markdown: what an order of each operation takes, from the table that orders are checked against. */
export function describeOperations(): string {
	return Object.entries(OPERATION_RULES)
		.map(([operation, { inputs, prompt, needs }]) => {
			const roles = Object.entries(inputs).map(([role, { min, max }]) => {
				return `${min === max ? min : `${min} to ${max}`} \`${role}\``;
			});
			const groups = needs.map((group) => `${group.map((name) => `\`${name}\``).join(" or ")} needed`);
			const words = prompt === "unused" ? "no prompt" : `prompt ${prompt === "needed" ? "needed" : "if you like"}`;
			return `- \`${operation}\`: ${[...roles, words, ...groups].join(", ")}`;
		})
		.join("\n");
}
