import { missingField } from "../../core/errors.ts";
import type { JsonObject } from "../../core/json.ts";
import type { Warning } from "../../core/task.ts";
import { ZAI_MODEL_NAMES, ZAI_MODELS, ZAI_TEXT_LIMITS, type ZaiModelName } from "../../wire/zai/models.ts";
import { readChoice, readFlag, readPrompt, readText } from "./fields.ts";
import { type ImageWish, readImages } from "./read-images.ts";
import { readModel } from "./read-model.ts";
import { UNHEEDED_BY_FILMS, unheeded } from "./unheeded.ts";

/** What a body asks for, once every field in it was checked. The images have not been taken in yet. */
export interface Wish extends ImageWish {
	readonly model: ZaiModelName;
	readonly prompt: string;
	/** `1920x1080`; null when it is to follow the image. */
	readonly size: string | null;
	readonly aspectRatio: string | null;
	readonly seconds: number;
	readonly fps: number;
	readonly sound: boolean;
	/** Null when the client left it to its key. */
	readonly mark: boolean | null;
	readonly quality: string | null;
	readonly style: string | null;
	readonly movement: string | null;
	readonly warnings: readonly Warning[];
}

/** @param defaultModel what an absent `model` stands for; null where the wire demands one. */
export function readWish(body: JsonObject, defaultModel: ZaiModelName | null): Wish {
	const model = readModel(body, { names: ZAI_MODEL_NAMES, otherwise: defaultModel });
	const rules = ZAI_MODELS[model];
	readText(body, "user_id", ZAI_TEXT_LIMITS.user_id);
	const prompt = readPrompt(body, ZAI_TEXT_LIMITS.prompt.max);
	const { mode, images } = readImages(body, model, rules);
	if (prompt.trim() === "" && images.length === 0) {
		throw missingField("prompt", rules.modes.includes("image") ? "prompt or image_url is needed" : null);
	}
	return {
		model,
		prompt,
		mode,
		images,
		size: readChoice(body, "size", rules.size),
		aspectRatio: readChoice(body, "aspect_ratio", rules.aspectRatio),
		seconds: readChoice(body, "duration", rules.duration) ?? rules.film.seconds,
		fps: readChoice(body, "fps", rules.fps) ?? rules.film.fps,
		sound: readFlag(body, "with_audio", rules.withAudio) ?? false,
		mark: readFlag(body, "watermark_enabled", rules.watermarkEnabled),
		quality: readChoice(body, "quality", rules.quality),
		style: readChoice(body, "style", rules.style),
		movement: readChoice(body, "movement_amplitude", rules.movementAmplitude),
		warnings: unheeded(body, UNHEEDED_BY_FILMS),
	};
}
