import { FilmgateError, invalidField, missingField } from "../../core/errors.ts";
import type { JsonObject } from "../../core/json.ts";
import {
	findZaiModel,
	ZAI_MODEL_NAMES,
	ZAI_MODELS,
	ZAI_TEXT_LIMITS,
	type ZaiMode,
	type ZaiModelName,
	type ZaiModelRules,
} from "../../wire/zai/models.ts";
import { codePoints, presentValue, readChoice, readFlag, readText } from "./fields.ts";

/** What a body asks for, once every field in it was checked. The image has not been taken in yet. */
export interface Wish {
	readonly model: ZaiModelName;
	readonly prompt: string;
	/** A link, a data URL or bare base64. */
	readonly image: string | null;
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
}

const SERVED_MODES: ReadonlySet<ZaiMode> = new Set(["text", "image"]);
const ONE_IMAGE = "one link, data URL or base64 text, alone or in an array";

/** @param defaultModel what an absent `model` stands for; null where the wire demands one. */
export function readWish(body: JsonObject, defaultModel: ZaiModelName | null): Wish {
	const model = readModel(body, defaultModel);
	const rules = ZAI_MODELS[model];
	readText(body, "user_id", ZAI_TEXT_LIMITS.user_id);
	const prompt = readPrompt(body);
	const image = readImage(body, model, rules);
	if (prompt.trim() === "" && image === null) {
		throw missingField("prompt", rules.modes.includes("image") ? "prompt or image_url is needed" : null);
	}
	return {
		model,
		prompt,
		image,
		size: readChoice(body, "size", rules.size),
		aspectRatio: readChoice(body, "aspect_ratio", rules.aspectRatio),
		seconds: readChoice(body, "duration", rules.duration) ?? rules.film.seconds,
		fps: readChoice(body, "fps", rules.fps) ?? rules.film.fps,
		sound: readFlag(body, "with_audio", rules.withAudio) ?? false,
		mark: readFlag(body, "watermark_enabled", rules.watermarkEnabled),
		quality: readChoice(body, "quality", rules.quality),
		style: readChoice(body, "style", rules.style),
		movement: readChoice(body, "movement_amplitude", rules.movementAmplitude),
	};
}

function readModel(body: JsonObject, defaultModel: ZaiModelName | null): ZaiModelName {
	const value = presentValue(body, "model") ?? defaultModel;
	const names = ZAI_MODEL_NAMES.filter((name) => ZAI_MODELS[name].modes.some((mode) => SERVED_MODES.has(mode)));
	const allowed = names.join(", ");
	if (value === null) throw missingField("model", allowed);
	if (typeof value !== "string") throw invalidField("model", allowed);
	const model = findZaiModel(value);
	if (model === null) {
		// The live service's words for this, recorded; they are what clients look for.
		throw new FilmgateError("unknown_model", `modelCode: does not exist. Served: ${allowed}.`, {
			field: "model",
			allowed,
		});
	}
	if (!names.includes(model)) throw notServed("model", ZAI_MODELS[model].modes, allowed);
	return model;
}

function readPrompt(body: JsonObject): string {
	const value = presentValue(body, "prompt") ?? "";
	const { max } = ZAI_TEXT_LIMITS.prompt;
	const allowed = `a string of at most ${max} characters`;
	if (typeof value !== "string") throw invalidField("prompt", allowed);
	if (codePoints(value, max) <= max) return value;
	throw new FilmgateError("prompt_too_long", `prompt is too long: allowed is ${allowed}.`, {
		field: "prompt",
		allowed,
	});
}

function readImage(body: JsonObject, model: ZaiModelName, rules: ZaiModelRules): string | null {
	if (!rules.modes.includes("image")) return null;
	const value = presentValue(body, "image_url");
	if (value === null) {
		if (rules.modes.includes("text")) return null;
		throw missingField("image_url", `${model} needs one image`);
	}
	const images = Array.isArray(value) ? value : [value];
	if (images.length === 2 && rules.modes.includes("first-last-frame")) {
		throw notServed("image_url", ["first-last-frame"], ONE_IMAGE);
	}
	const [image] = images;
	if (images.length === 1 && typeof image === "string" && image !== "") return image;
	throw invalidField("image_url", ONE_IMAGE);
}

function notServed(field: string, modes: readonly ZaiMode[], allowed: string): FilmgateError {
	const what = modes.includes("references") ? "Reference images" : "First and last frames";
	const message = `${field} is invalid: ${what.toLowerCase()} are not served here yet; allowed is ${allowed}.`;
	return new FilmgateError("invalid_field", message, { field, allowed });
}
