import { NO_SETTINGS, type Operation, type OrderSettings, type OrderStretch } from "../../core/order.ts";
import type { Fields } from "./fields.ts";
import type { TakenInput } from "./inputs.ts";
import { RULES } from "./models.ts";
import { OPERATION_RULES } from "./operations.ts";

/** Operations that put sound in the place of the source's own, unless they are told to keep it. */
const SOUND_MAKERS: ReadonlySet<Operation> = new Set(["sound-effect", "lip-sync"]);

/** What an order says beyond prompt and inputs. The fields are those that its operation heeds. */
export function readSettings(operation: Operation, fields: Fields): OrderSettings {
	const { speech } = fields;
	const hasSource = OPERATION_RULES[operation].heeds.includes("keepSound");
	return {
		...NO_SETTINGS,
		style: fields.style,
		quality: fields.quality ?? fields.resolution,
		aspectRatio: fields.aspectRatio,
		camera: fields.camera,
		movement: fields.movement,
		templateId: fields.templateId,
		speech: speech === null ? null : { text: speech.text, voice: speech.voice ?? "auto" },
		soundWords: fields.soundWords ?? (operation === "sound-effect" ? "" : null),
		keepSound: hasSource ? (fields.keepSound ?? !SOUND_MAKERS.has(operation)) : null,
		keyframe: fields.keyframe ?? (operation === "swap" ? 1 : null),
		multiShot: fields.multiShot,
		thinking: fields.thinking,
		steps: fields.steps,
		guidance: fields.guidance,
	};
}

/** The ways between the frames, each with a length; null where there are no frames. */
export function readStretches(
	operation: Operation,
	{ stretches }: Fields,
	inputs: readonly Pick<TakenInput, "role">[],
): readonly OrderStretch[] | null {
	if (OPERATION_RULES[operation].length !== "stretches") return null;
	const ways = inputs.filter(({ role }) => role === "frame").length - 1;
	return Array.from({ length: ways }, (_, index) => {
		const { seconds = RULES.stretchSeconds.default, prompt = "" } = stretches?.[index] ?? {};
		return { seconds, prompt };
	});
}
