import type { Medium } from "../../core/medium.ts";
import type { Order } from "../../core/order.ts";
import type { ZaiGeneration } from "../../wire/zai/bodies.ts";
import {
	findZaiModel,
	ZAI_MODEL_NAMES,
	ZAI_MODELS,
	type ZaiMode,
	type ZaiModelName,
	type ZaiModelRules,
} from "../../wire/zai/models.ts";
import { nearestShape } from "./film-shape.ts";
import type { Generation } from "./generation.ts";
import { picturesOf, whyImpossible } from "./pictures.ts";
import { WishReader } from "./wish-reader.ts";

/** @param otherwise the model for orders that name one of another wire, where it can do what they ask for. */
export function toFilmGeneration(order: Order, otherwise: ZaiModelName): Generation {
	const wish = picturesOf(order);
	const model = findZaiModel(order.model) ?? modelFor(wish.mode, otherwise);
	const rules = ZAI_MODELS[model];
	const reader = new WishReader(model);
	if (model !== order.model) reader.warn("model", `${order.model} is not of this engine; ${model} makes the film.`);
	const body: ZaiGeneration = {
		model,
		...present("prompt", order.prompt || null),
		...shapeFields(order, { rules, picture: wish.pictures[0] ?? null, reader }),
		...present("duration", reader.number("seconds", order.seconds, rules.duration ?? rules.film.seconds)),
		...present("fps", reader.number("fps", order.fps, rules.fps ?? rules.film.fps)),
		...present("quality", reader.word("quality", qualityWish(order), rules.quality)),
		...present("style", reader.word("style", order.settings.style, rules.style)),
		...present("movement_amplitude", reader.word("movement", order.settings.movement, rules.movementAmplitude)),
		...soundField(order, rules, reader),
		...markField(order, rules, reader),
	};
	reader.unknown(unknownWishes(order));
	return {
		path: "videos/generations",
		model,
		body,
		pictures: wish.pictures,
		inArray: wish.mode === "references",
		impossible: whyImpossible(model, wish),
		warnings: reader.warnings,
	};
}

/** Other wires name a resolution here; the size says it already. */
export function qualityWish({ settings }: Order): string | null {
	return settings.quality === null || /^\d+[kp]$/i.test(settings.quality) ? null : settings.quality;
}

function modelFor(mode: ZaiMode, otherwise: ZaiModelName): ZaiModelName {
	const can = (name: ZaiModelName) => ZAI_MODELS[name].modes.includes(mode);
	return can(otherwise) ? otherwise : (ZAI_MODEL_NAMES.find(can) ?? otherwise);
}

interface ShapeNeeds {
	readonly rules: ZaiModelRules;
	readonly picture: Medium | null;
	readonly reader: WishReader;
}

function shapeFields(order: Order, { rules, picture, reader }: ShapeNeeds): ZaiGeneration {
	const shape = nearestShape(order, rules, picture);
	reader.note("size", `${order.width}x${order.height}`, `${shape.width}x${shape.height}`);
	return { ...present("size", shape.size), ...present("aspect_ratio", shape.aspectRatio) };
}

function soundField(order: Order, { withAudio }: ZaiModelRules, reader: WishReader): ZaiGeneration {
	if (withAudio) return { with_audio: order.sound };
	if (order.sound) reader.warn("sound", `${reader.model} makes no sound.`);
	return {};
}

/** Marked is what the vendor does unless told, and not every one of its pages knows the field: only a no is sent. */
function markField(order: Order, { watermarkEnabled }: ZaiModelRules, reader: WishReader): ZaiGeneration {
	if (order.mark) return {};
	if (watermarkEnabled) return { watermark_enabled: false };
	reader.warn("mark", `${reader.model} cannot be told to leave its mark out.`);
	return {};
}

/** A background goes over as one reference more, and a name not at all: this wire tells its pictures apart by nothing. */
function unknownWishes({ negativePrompt, inputs, settings }: Order): Readonly<Record<string, unknown>> {
	return {
		negativePrompt,
		camera: settings.camera,
		templateId: settings.templateId,
		background: inputs.some(({ role }) => role === "background"),
		names: inputs.some(({ name }) => name !== undefined),
		speech: settings.speech,
		soundWords: settings.soundWords,
		multiShot: settings.multiShot,
		thinking: settings.thinking,
		steps: settings.steps,
		guidance: settings.guidance,
	};
}

function present<Name extends keyof ZaiGeneration, Value>(name: Name, value: Value | null): { [N in Name]?: Value } {
	return (value === null ? {} : { [name]: value }) as { [N in Name]?: Value };
}
