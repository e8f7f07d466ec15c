import { invalidField } from "../../core/errors.ts";
import type { JsonValue } from "../../core/json.ts";
import { type BodyOf, CALLS } from "../../wire/pixverse/calls.ts";
import type { FieldRule, FieldTable } from "../../wire/pixverse/field-rules.ts";
import {
	type AspectRatio,
	durationsOf,
	FAST_MOTION,
	type Feature,
	hasFeature,
	type Model,
	type ModelCall,
	modelsFor,
	modelsWith,
	type Quality,
	rulesOf,
} from "../../wire/pixverse/models.ts";
import type { Template } from "../../wire/pixverse/templates.ts";
import { readBody } from "./fields.ts";

/** The calls that make a film by a model. */
export type ClipCall = Exclude<ModelCall, "multi_transition">;

/**
 * Reads a body and holds it against what its model can do. A template decides by itself what its film looks like: it needs
 * no prompt, and nothing of it is asked of the model.
 */
export function readClip<Call extends ClipCall>(
	body: JsonValue,
	call: Call,
	template: Template | null = null,
): BodyOf<Call> {
	const read = readBody(body, CALLS[call].fields, template === null ? [] : ["prompt"]) as BodyOf<Call>;
	checkModel(read, call);
	if (template === null) checkFeatures(read, CALLS[call].fields);
	return read;
}

interface OfModel {
	readonly model: Model;
	readonly quality: Quality;
}

export function checkModel({ model }: OfModel, call: ModelCall): void {
	const models = modelsFor(call);
	if (!models.includes(model)) throw invalidField("model", `${models.join(", ")} with this call`);
}

/** Whatever is asked for beyond the plain has to be something that the model can do. */
export function checkFeatures(read: OfModel, table: FieldTable): void {
	for (const [name, value] of Object.entries(read)) {
		const rule = table[name];
		if (rule?.needs !== undefined && asksForMore(value, rule)) requireFeature(name, rule.needs, read.model);
	}
}

function asksForMore(value: unknown, rule: FieldRule): boolean {
	if (value === null || value === false || value === "") return false;
	return rule.type !== "choice" || value !== rule.plain;
}

function requireFeature(field: string, feature: Feature, model: Model): void {
	if (hasFeature(model, feature)) return;
	throw invalidField(field, `set with the models ${modelsWith(feature).join(", ")}, not with ${model}`);
}

/** The length, if the model offers it at this quality. */
export function checkDuration({ model, quality, duration }: OfModel & { readonly duration: number }): number {
	const offered = durationsOf(model, quality);
	if (offered.includes(duration)) return duration;
	throw invalidField("duration", `${offered.join(", ")} seconds with ${model} at ${quality}`);
}

/** Whether motion is to be fast, where it may be. */
export function readFast(
	{ motion_mode, quality }: { motion_mode: string | null; quality: Quality },
	seconds: number,
): boolean {
	if (motion_mode !== "fast") return false;
	if (seconds <= FAST_MOTION.seconds && quality !== FAST_MOTION.refusedQuality) return true;
	const allowed = `fast up to ${FAST_MOTION.seconds} seconds below ${FAST_MOTION.refusedQuality}, else normal`;
	throw invalidField("motion_mode", allowed);
}

/** A shape that the model makes. */
export function checkAspectRatio({
	model,
	aspect_ratio,
}: {
	readonly model: Model;
	readonly aspect_ratio: AspectRatio;
}): AspectRatio {
	const { aspectRatios } = rulesOf(model);
	if (aspectRatios.includes(aspect_ratio)) return aspect_ratio;
	throw invalidField("aspect_ratio", `${aspectRatios.join(", ")} with ${model}`);
}
