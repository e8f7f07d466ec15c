import type { Order } from "../../core/order.ts";
import { TEXT_LIMITS } from "../../wire/pixverse/limits.ts";
import { FAST_MOTION, type Feature, hasFeature, type ModelCall } from "../../wire/pixverse/models.ts";
import { AUTO_SPEAKER, SPEAKERS } from "../../wire/pixverse/speakers.ts";
import { CAMERA_MOVEMENTS, STYLES } from "../../wire/pixverse/words.ts";
import type { ShapeFields } from "./shape-fields.ts";
import type { WishReader } from "./wish-reader.ts";

interface WishNeeds {
	readonly call: ModelCall;
	readonly shape: ShapeFields;
	readonly reader: WishReader;
}

type Fields = Record<string, string | number | boolean>;

/** Everything beside prompt and shape. What the model or the call cannot say is left out, with a warning. */
export function wishFields(order: Order, needs: WishNeeds): Fields {
	const { reader } = needs;
	const { settings, negativePrompt } = order;
	if (settings.templateId !== null) reader.warn("templateId", "Templates belong to an account; it was left out.");
	if (settings.steps !== null) reader.warn("steps", `${reader.model} has no such setting; it was left out.`);
	if (settings.guidance !== null) reader.warn("guidance", `${reader.model} has no such setting; it was left out.`);
	return {
		seed: order.seed,
		water_mark: order.mark,
		...(negativePrompt === null
			? {}
			: { negative_prompt: reader.cut("negativePrompt", negativePrompt, TEXT_LIMITS.negativePrompt) }),
		...(settings.thinking === null ? {} : { thinking_type: settings.thinking }),
		...lookFields(order, needs),
		...soundFields(order, needs),
	};
}

function lookFields({ settings }: Order, { call, shape, reader }: WishNeeds): Fields {
	const { style, camera, movement, multiShot } = settings;
	const can = (feature: Feature, calls: readonly ModelCall[]) =>
		hasFeature(reader.model, feature) && calls.includes(call);
	const fields: Fields = {};
	const take = (name: string, wish: string, able: boolean) => {
		if (able) fields[name] = wish;
		else
			reader.warn(
				name === "style" ? "style" : "camera",
				`${reader.model} does not offer ${wish} here; it was left out.`,
			);
	};
	if (style !== null) take("style", style, can("style", ["text", "image", "extend"]) && isOf(STYLES, style));
	if (camera !== null)
		take("camera_movement", camera, can("camera", ["text", "image"]) && isOf(CAMERA_MOVEMENTS, camera));
	if (movement === "large") {
		const short = shape.duration <= FAST_MOTION.seconds && shape.quality !== FAST_MOTION.refusedQuality;
		if (short && hasFeature(reader.model, "fast-motion")) fields.motion_mode = "fast";
		else reader.warn("movement", `${reader.model} does not offer fast motion here; it was left out.`);
	} else if (movement !== null) {
		reader.warn("movement", `${reader.model} has no word for ${movement} movement; it was left out.`);
	}
	if (multiShot === true) {
		if (can("multi-clip", ["text", "image"])) fields.generate_multi_clip_switch = true;
		else reader.warn("multiShot", `${reader.model} does not cut between shots here; it was left out.`);
	}
	return fields;
}

/** Newer models make sound themselves, older ones by an effect of its own; extend has the first alone. */
function soundFields(order: Order, { call, reader }: WishNeeds): Fields {
	const { soundWords, speech } = order.settings;
	const inline = hasFeature(reader.model, "inline-sound") && call !== "extend";
	const fields: Fields = {};
	if (speech !== null) {
		if (!inline) reader.warn("speech", `${reader.model} does not speak here; it was left out.`);
		else {
			fields.lip_sync_tts_switch = true;
			fields.lip_sync_tts_content = reader.cut("speech", speech.text, TEXT_LIMITS.speech);
			fields.lip_sync_tts_speaker_id = speakerOf(speech.voice, reader);
		}
	}
	if (!order.sound) return fields;
	if (hasFeature(reader.model, "native-audio")) fields.generate_audio_switch = true;
	else if (inline && (soundWords !== null || speech === null)) {
		fields.sound_effect_switch = true;
		if (soundWords) fields.sound_effect_content = reader.cut("soundWords", soundWords, TEXT_LIMITS.soundWords);
	} else if (speech === null) reader.warn("sound", `${reader.model} makes no sound here.`);
	if (soundWords && fields.sound_effect_content === undefined) {
		reader.warn("soundWords", `${reader.model} takes no words for its sound; they were left out.`);
	}
	return fields;
}

/** Speakers of the list are the same everywhere; a voice that somebody made here is not. */
function speakerOf(voice: string, reader: WishReader): string {
	if (voice === AUTO_SPEAKER || SPEAKERS.some(({ speaker_id }) => speaker_id === voice)) return voice;
	reader.warn("speech", "The upstream does not have this voice; it chooses one.");
	return AUTO_SPEAKER;
}

function isOf(words: readonly string[], word: string): boolean {
	return words.includes(word);
}
