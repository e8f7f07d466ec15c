import type { Medium } from "../../core/medium.ts";
import type { Order } from "../../core/order.ts";
import type { Warning } from "../../core/task.ts";
import type { ZaiGeneration } from "../../wire/zai/bodies.ts";
import { type Choice, findZaiModel, ZAI_MODELS, type ZaiModelName, type ZaiModelRules } from "../../wire/zai/models.ts";
import { nearestShape } from "./film-shape.ts";

/** An order in the words of this wire. The picture's bytes and the `request_id` are still to be put in. */
export interface Generation {
	readonly model: ZaiModelName;
	readonly body: ZaiGeneration;
	readonly picture: Medium | null;
	/** Wishes that the model cannot honour, and what it makes instead. */
	readonly warnings: readonly Warning[];
}

/** @param otherwise the model for orders that name one of another wire. */
export function toGeneration(order: Order, otherwise: ZaiModelName): Generation {
	const model = findZaiModel(order.model) ?? otherwise;
	const rules = ZAI_MODELS[model];
	const picture = order.inputs.find(({ role }) => role === "first-frame")?.medium ?? null;
	const warnings: Warning[] = [];
	const reader = new WishReader(model, warnings);
	if (model !== order.model) reader.warn("model", `${order.model} is not of this engine; ${model} makes the film.`);
	const body: ZaiGeneration = {
		model,
		...present("prompt", order.prompt || null),
		...shapeFields(order, { rules, picture, reader }),
		...present("duration", reader.number("seconds", order.seconds, rules.duration ?? rules.film.seconds)),
		...present("fps", reader.number("fps", order.fps, rules.fps ?? rules.film.fps)),
		...present("quality", reader.word("quality", qualityWish(order), rules.quality)),
		...present("style", reader.word("style", order.settings.style, rules.style)),
		...present("movement_amplitude", reader.word("movement", order.settings.movement, rules.movementAmplitude)),
		...soundField(order, rules, reader),
		...markField(order, rules, reader),
	};
	for (const [setting, value] of Object.entries(unknownWishes(order))) {
		if (value) reader.warn(setting, `${model} has no such setting; it was left out.`);
	}
	return { model, body, picture, warnings };
}

/** Why a model cannot take this order at all; null when it can. Only what would be a different film, or none. */
export function whyImpossible({ model, picture }: Generation): string | null {
	const { modes, image } = ZAI_MODELS[model];
	const mode = picture === null ? "text" : "image";
	if (!modes.includes(mode)) return `${model} makes no film from ${mode === "text" ? "text alone" : "a picture"}.`;
	if (picture === null) return null;
	const { mime, bytes, width, height } = picture;
	if (!image.formats.includes(mime)) return `${model} takes ${image.formats.join(", ")}; the picture is ${mime}.`;
	if (bytes > image.maxBytes) return `${model} takes pictures of up to ${image.maxBytes} bytes; this one has ${bytes}.`;
	const ratio = (width ?? 1) / (height ?? 1);
	if (image.ratio === null || (ratio >= image.ratio.min && ratio <= image.ratio.max)) return null;
	return `${model} takes pictures between 1:4 and 4:1; this one is ${width}x${height}.`;
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

/** Other wires name a resolution here; the size says it already. */
function qualityWish({ settings }: Order): string | null {
	return settings.quality === null || /^\d+[kp]$/i.test(settings.quality) ? null : settings.quality;
}

function unknownWishes({ negativePrompt, settings }: Order): Record<string, unknown> {
	return { negativePrompt, camera: settings.camera, templateId: settings.templateId };
}

function present<Name extends keyof ZaiGeneration, Value>(name: Name, value: Value | null): { [N in Name]?: Value } {
	return (value === null ? {} : { [name]: value }) as { [N in Name]?: Value };
}

/** Reads wishes by what a model offers, and says where it offers something else. */
class WishReader {
	readonly model: ZaiModelName;
	readonly #warnings: Warning[];

	constructor(model: ZaiModelName, warnings: Warning[]) {
		this.model = model;
		this.#warnings = warnings;
	}

	warn(setting: string, message: string): void {
		this.#warnings.push({ setting, message });
	}

	/** Says what is made instead, where it is not what was wished. */
	note(setting: string, wished: string | number, made: string | number): void {
		if (wished !== made) this.warn(setting, `${this.model} does not offer ${wished}; it makes ${made}.`);
	}

	/** The nearest offer; null, so that nothing is sent, where every film has `offer`. */
	number(setting: string, wished: number, offer: Choice<number> | number): number | null {
		if (typeof offer === "number") {
			this.note(setting, wished, offer);
			return null;
		}
		const nearer = (best: number, each: number) => (Math.abs(each - wished) < Math.abs(best - wished) ? each : best);
		const made = offer.allowed.reduce(nearer);
		this.note(setting, wished, made);
		return made;
	}

	/** The word itself where it is offered, else null. */
	word(setting: string, wished: string | null, offer: Choice<string> | null): string | null {
		if (wished === null || offer?.allowed.includes(wished)) return wished;
		this.warn(setting, `${this.model} does not offer ${wished}; it was left out.`);
		return null;
	}
}
