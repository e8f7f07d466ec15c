import type { Operation, OrderInput, OrderSettings } from "../../core/order.ts";
import type { Size } from "../../core/sizes.ts";
import type { AspectRatio, Model, Quality } from "../../wire/pixverse/models.ts";
import { quoteCredits } from "../../wire/pixverse/prices.ts";
import type { Template } from "../../wire/pixverse/templates.ts";
import { DEFAULT_CAMERA } from "../../wire/pixverse/words.ts";
import type { Ask } from "./ask.ts";
import { checkDuration, readFast } from "./clip.ts";
import { completeOrder } from "./complete-order.ts";
import { readInlineSound, type SoundFields } from "./inline-sound.ts";
import { findVoice } from "./find-voice.ts";
import type { Wanted } from "./submit.ts";

/** The fields that every film of a model has, and those that some have. */
export interface ClipFields extends Partial<SoundFields> {
	readonly prompt: string;
	readonly model: Model;
	readonly quality: Quality;
	readonly duration: number;
	readonly negative_prompt: string;
	readonly seed: number | null;
	readonly motion_mode: string | null;
	readonly water_mark: boolean | null;
	readonly generate_audio_switch: boolean | null;
	readonly generate_multi_clip_switch: boolean | null;
	readonly thinking_type: OrderSettings["thinking"];
	readonly style?: string | null;
	readonly camera_movement?: string | null;
}

/** What a clip is made from, and what that says about its shape. */
export interface Frame {
	readonly size: Size;
	readonly inputs: readonly OrderInput[];
	readonly fps?: number;
	/** The whole film's, where it is longer than what is asked for. */
	readonly seconds?: number;
	readonly settings?: Partial<OrderSettings>;
}

export interface ClipPlan {
	readonly operation: Operation;
	readonly template: Template | null;
	readonly aspectRatio: AspectRatio | null;
	/** Seconds to be paid for, if it is not the length that is offered for the model. */
	readonly seconds?: number;
	/** Finds what the body names; called when everything else in it was found right. */
	frame(): Promise<Frame>;
}

/** A film by a model, with its price by the model's table. */
export async function wantClip(ask: Ask, fields: ClipFields, plan: ClipPlan): Promise<Wanted> {
	const { template } = plan;
	const seconds = plan.seconds ?? checkDuration(fields);
	const fast = template === null && readFast(fields, seconds);
	const sound = readInlineSound(fields);
	const voice = sound.speech === null ? null : await findVoice(ask, sound.speaker);
	const frame = await plan.frame();
	const audio = fields.generate_audio_switch === true;
	const multiClip = fields.generate_multi_clip_switch === true;
	const order = completeOrder(ask, {
		operation: plan.operation,
		model: fields.model,
		prompt: fields.prompt,
		negativePrompt: fields.negative_prompt,
		inputs: [...frame.inputs, ...(voice?.inputs ?? [])],
		seed: fields.seed,
		size: frame.size,
		seconds: frame.seconds ?? seconds,
		fps: frame.fps,
		sound: audio || sound.effect !== null || voice !== null,
		waterMark: fields.water_mark,
		settings: {
			style: template?.style ?? fields.style ?? null,
			quality: fields.quality,
			aspectRatio: plan.aspectRatio,
			camera: fields.camera_movement === DEFAULT_CAMERA ? null : (fields.camera_movement ?? null),
			movement: fast ? "large" : null,
			templateId: template?.template_id ?? null,
			soundWords: sound.effect === "" ? (template?.music ?? "") : sound.effect,
			speech: voice === null ? null : { text: sound.speech ?? "", voice: voice.voice },
			multiShot: fields.generate_multi_clip_switch,
			thinking: fields.thinking_type,
			...frame.settings,
		},
	});
	const inline = { soundEffect: sound.effect !== null, lipSync: voice !== null };
	const credits = quoteCredits({
		model: fields.model,
		quality: fields.quality,
		seconds,
		fast,
		audio,
		multiClip,
		...inline,
	});
	return { order, credits };
}
