import { FilmgateError, invalidField, missingField } from "../../core/errors.ts";
import {
	type AspectRatio,
	AUTO_CAMERA,
	CAMERA_MOVEMENTS,
	DEFAULT_CAMERA,
	durationsOf,
	type Feature,
	FAST_MOTION,
	hasFeature,
	LARGEST_SEED,
	type Model,
	MODELS,
	modelsWith,
	MOTION_MODES,
	QUALITIES,
	type Quality,
	rulesOf,
	STYLES,
	SWITCHES,
	type Switch,
	TEXT_LIMITS,
	THINKING_TYPES,
} from "../../wire/pixverse/models.ts";
import type { Fields } from "./fields.ts";

/** What a request for a video asks for, checked. */
export interface Wishes {
	readonly model: Model;
	readonly quality: Quality;
	readonly seconds: number;
	/** Null where the picture decides. */
	readonly aspectRatio: AspectRatio | null;
	readonly prompt: string;
	readonly negativePrompt: string | null;
	readonly seed: number | null;
	readonly style: string | null;
	readonly camera: string | null;
	readonly fast: boolean;
	readonly audio: boolean;
	readonly multiClip: boolean;
	readonly soundEffect: boolean;
	readonly lipSync: boolean;
	/** Null when the key's own setting decides. */
	readonly waterMark: boolean | null;
}

export type VideoKind = "text" | "image";

/** Checks everything in a body but its pictures. Throws the first thing that is wrong, naming field and what it allows. */
export function readWishes(fields: Fields, kind: VideoKind): Wishes {
	refuseTemplate(fields);
	const prompt = readPrompt(fields);
	const negativePrompt = readLimited(fields, "negative_prompt");
	const model = readModel(fields);
	const quality = readRequired(fields, "quality", Object.keys(QUALITIES) as Quality[]);
	const seconds = readDuration(fields, model, quality);
	const aspectRatio = kind === "text" ? readRequired(fields, "aspect_ratio", rulesOf(model).aspectRatios) : null;
	const fast = readFastMotion(fields, { model, quality, seconds });
	readChoice(fields, "thinking_type", THINKING_TYPES);
	const isOn = readSwitches(fields, model);
	const lipSync = isOn.lip_sync_tts_switch || isOn.lip_sync_switch;
	readSpeech(fields, lipSync);
	return {
		model,
		quality,
		seconds,
		aspectRatio,
		prompt,
		negativePrompt: negativePrompt === "" ? null : negativePrompt,
		seed: readSeed(fields),
		style: readWithFeature(fields, "style", { choices: STYLES, feature: "style", model }),
		camera: readCamera(fields, kind, model),
		fast,
		audio: isOn.generate_audio_switch,
		multiClip: isOn.generate_multi_clip_switch,
		soundEffect: isOn.sound_effect_switch,
		lipSync,
		waterMark: fields.flag("water_mark"),
	};
}

/** Zero is how some clients spell "no template". */
function refuseTemplate(fields: Fields): void {
	const template = fields.integer("template_id") ?? 0;
	if (template === 0) return;
	throw new FilmgateError(
		"unsupported_operation",
		`template_id ${template} is not activated: there are no templates here.`,
		{
			field: "template_id",
		},
	);
}

function readPrompt(fields: Fields): string {
	const prompt = readLimited(fields, "prompt");
	if (prompt.trim() === "") throw missingField("prompt", `1 to ${TEXT_LIMITS.prompt} characters`);
	return prompt;
}

/** A text within its limit, counted in code points. */
function readLimited(fields: Fields, name: keyof typeof TEXT_LIMITS): string {
	const text = fields.text(name);
	const limit = TEXT_LIMITS[name];
	if (text.length <= limit || [...text].length <= limit) return text;
	const allowed = `at most ${limit} characters`;
	if (name === "sound_effect_content") throw invalidField(name, allowed);
	throw new FilmgateError("prompt_too_long", `${name} is too long: allowed is ${allowed}.`, { field: name, allowed });
}

function readModel(fields: Fields): Model {
	const model = fields.text("model");
	const allowed = Object.keys(MODELS).join(", ");
	if (model === "") throw missingField("model", allowed);
	if (Object.hasOwn(MODELS, model)) return model as Model;
	throw new FilmgateError("unknown_model", `model is unknown: allowed is ${allowed}.`, { field: "model", allowed });
}

function readDuration(fields: Fields, model: Model, quality: Quality): number {
	const offered = durationsOf(model, quality);
	const allowed = `${offered.join(", ")} seconds with ${model} at ${quality}`;
	const seconds = fields.integer("duration");
	if (seconds === null) throw missingField("duration", allowed);
	if (!offered.includes(seconds)) throw invalidField("duration", allowed);
	return seconds;
}

function readFastMotion(fields: Fields, film: { model: Model; quality: Quality; seconds: number }): boolean {
	const choices = { choices: MOTION_MODES, feature: "fast-motion", model: film.model } as const;
	if (fields.text("motion_mode") === "normal") return false;
	if (readWithFeature(fields, "motion_mode", choices) === null) return false;
	if (film.seconds === FAST_MOTION.seconds && film.quality !== FAST_MOTION.refusedQuality) return true;
	const allowed = `fast with ${FAST_MOTION.seconds} seconds below ${FAST_MOTION.refusedQuality}, else normal`;
	throw invalidField("motion_mode", allowed);
}

/** The vendor's own word for "none" is welcome everywhere; every other one needs a model that moves a camera. */
function readCamera(fields: Fields, kind: VideoKind, model: Model): string | null {
	if (fields.text("camera_movement") === DEFAULT_CAMERA) return null;
	const choices = kind === "text" ? [...CAMERA_MOVEMENTS, AUTO_CAMERA] : CAMERA_MOVEMENTS;
	return readWithFeature(fields, "camera_movement", { choices, feature: "camera", model });
}

function readSeed(fields: Fields): number | null {
	const seed = fields.integer("seed");
	if (seed !== null && (seed < 0 || seed > LARGEST_SEED)) throw invalidField("seed", `0 to ${LARGEST_SEED}`);
	return seed;
}

function readSwitches(fields: Fields, model: Model): Record<Switch, boolean> {
	const isOn = (name: Switch): boolean => {
		const on = fields.flag(name) ?? false;
		if (on) requireFeature(name, SWITCHES[name], model);
		return on;
	};
	return {
		generate_audio_switch: isOn("generate_audio_switch"),
		generate_multi_clip_switch: isOn("generate_multi_clip_switch"),
		sound_effect_switch: isOn("sound_effect_switch"),
		lip_sync_tts_switch: isOn("lip_sync_tts_switch"),
		lip_sync_switch: isOn("lip_sync_switch"),
	};
}

/** What is to be heard or spoken beside the picture; a switch for speech is nothing without words. */
function readSpeech(fields: Fields, lipSync: boolean): void {
	readLimited(fields, "sound_effect_content");
	fields.text("lip_sync_tts_speaker_id");
	const words = fields.text("lip_sync_tts_content");
	if (lipSync && words.trim() === "") throw missingField("lip_sync_tts_content", "the words to be spoken");
}

function readRequired<Choice extends string>(fields: Fields, name: string, choices: readonly Choice[]): Choice {
	const choice = readChoice(fields, name, choices);
	if (choice === null) throw missingField(name, choices.join(", "));
	return choice;
}

/** Null when absent or empty. */
function readChoice<Choice extends string>(fields: Fields, name: string, choices: readonly Choice[]): Choice | null {
	const text = fields.text(name);
	if (text === "") return null;
	const choice = choices.find((each) => each === text);
	if (choice === undefined) throw invalidField(name, choices.join(", "));
	return choice;
}

interface FeatureChoice {
	readonly choices: readonly string[];
	readonly feature: Feature;
	readonly model: Model;
}

function readWithFeature(fields: Fields, name: string, { choices, feature, model }: FeatureChoice): string | null {
	const choice = readChoice(fields, name, choices);
	if (choice !== null) requireFeature(name, feature, model);
	return choice;
}

function requireFeature(field: string, feature: Feature, model: Model): void {
	if (hasFeature(model, feature)) return;
	throw invalidField(field, `set with the models ${modelsWith(feature).join(", ")}, not with ${model}`);
}
