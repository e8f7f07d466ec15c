import type { Camera, Movement, Style, TaskOrder } from "@filmgate/sdk";
import { z } from "zod";
import { FilmgateError, invalidField } from "../../core/errors.ts";
import type { JsonObject } from "../../core/json.ts";
import { OPERATIONS } from "../../core/order.ts";
import { DEFAULT_MODEL, MODELS, type ModelRules } from "./models.ts";
import { ASPECT_RATIOS, RESOLUTIONS, readSize } from "./size.ts";

export const STYLES = ["general", "anime", "3d_animation", "clay", "comic", "cyberpunk"] as const satisfies Style[];
export const MOVEMENTS = ["small", "medium", "large"] as const satisfies Movement[];
export const CAMERAS = [
	"horizontal_left",
	"horizontal_right",
	"vertical_up",
	"vertical_down",
	"pan_left",
	"pan_right",
	"whip_pan",
	"zoom_in",
	"zoom_out",
	"smooth_zoom_in",
	"quickly_zoom_in",
	"quickly_zoom_out",
	"super_dolly_out",
	"crane_up",
	"camera_rotation",
	"robo_arm",
	"hitchcock",
	"left_follow",
	"right_follow",
	"fix_bg",
] as const satisfies Camera[];

const SEED_MAX = 2 ** 31 - 1;
const REFERENCE_LENGTH = 256;
const WITHIN_MAX_SECONDS = 7 * 24 * 3_600;

/** One field of an order: what it takes, as a schema and in words. */
interface Field<Value> {
	readonly schema: z.ZodType<Value>;
	readonly allowed: string;
}

type FieldName = Exclude<keyof TaskOrder, "model">;
type FieldTable = { readonly [Name in FieldName]: Field<NonNullable<TaskOrder[Name]>> };

/** The fields as they were sent, each of the type and in the range that its model takes; null where there was none. */
export type Fields = { readonly [Name in FieldName]: NonNullable<TaskOrder[Name]> | null } & {
	readonly model: string;
	readonly rules: ModelRules;
};

/** Every field of an order for a model with these rules. */
export function fieldTable(rules: ModelRules): FieldTable {
	const { seconds, fps, side } = rules;
	return {
		operation: oneOf(OPERATIONS),
		prompt: { schema: z.string(), allowed: `text of up to ${rules.promptLength} characters` },
		negativePrompt: { schema: z.string(), allowed: `text of up to ${rules.promptLength} characters` },
		image: { schema: z.string().min(1), allowed: "an http or https link, or a data URL" },
		seed: wholeNumber(0, SEED_MAX),
		size: {
			schema: z.string().refine((text) => readSize(text, rules) !== null),
			allowed: `WIDTHxHEIGHT with even sides of ${side.min} to ${side.max}, at most ${rules.maxPixels} pixels`,
		},
		aspectRatio: oneOf(keysOf(ASPECT_RATIOS)),
		resolution: oneOf(keysOf(RESOLUTIONS)),
		seconds: wholeNumber(seconds.min, seconds.max),
		fps: wholeNumber(fps.min, fps.max),
		sound: { schema: z.boolean(), allowed: "true or false" },
		mark: { schema: z.boolean(), allowed: "true or false" },
		style: oneOf(STYLES),
		camera: oneOf(CAMERAS),
		movement: oneOf(MOVEMENTS),
		clientReference: {
			schema: z.string().refine((text) => text !== "" && !isLongerThan(text, REFERENCE_LENGTH)),
			allowed: `text of 1 to ${REFERENCE_LENGTH} characters`,
		},
		startWithin: wholeNumber(1, WITHIN_MAX_SECONDS),
		finishWithin: wholeNumber(1, WITHIN_MAX_SECONDS),
		webhook: { schema: z.string().min(1), allowed: "the id of a webhook" },
	};
}

const TABLES = new Map(Object.entries(MODELS).map(([model, rules]) => [model, { rules, table: fieldTable(rules) }]));

/** Reads an order's fields. A null is as good as nothing, and what is not in the table is passed over. */
export function readFields(body: JsonObject): Fields {
	const { model, rules, table } = readModel(body);
	const fields: Record<string, unknown> = { model, rules };
	for (const [name, { schema, allowed }] of Object.entries(table)) {
		const sent = Object.hasOwn(body, name) ? body[name] : null;
		const read = sent === null ? null : schema.safeParse(sent);
		if (read?.success === false) throw invalidField(name, allowed);
		fields[name] = read?.data ?? null;
	}
	for (const name of ["prompt", "negativePrompt"]) refuseLong(name, fields[name], rules.promptLength);
	return fields as Fields;
}

function readModel(body: JsonObject) {
	const model = (Object.hasOwn(body, "model") ? body.model : null) ?? DEFAULT_MODEL;
	const allowed = [...TABLES.keys()].join(", ");
	if (typeof model !== "string") throw invalidField("model", allowed);
	const known = TABLES.get(model);
	if (known !== undefined) return { model, ...known };
	throw new FilmgateError("unknown_model", `There is no model of this name: allowed is ${allowed}.`, {
		field: "model",
		allowed,
	});
}

function refuseLong(field: string, text: unknown, length: number): void {
	if (typeof text !== "string" || !isLongerThan(text, length)) return;
	const message = `${field} is too long: allowed are ${length} characters.`;
	throw new FilmgateError("prompt_too_long", message, { field, allowed: `up to ${length} characters` });
}

/** Counts code points, and no more of them than it must. */
function isLongerThan(text: string, length: number): boolean {
	if (text.length <= length) return false;
	if (text.length > 2 * length) return true;
	return Array.from(text).length > length;
}

function wholeNumber(min: number, max: number): Field<number> {
	return { schema: z.int().min(min).max(max), allowed: `a whole number, ${min} to ${max}` };
}

function oneOf<Word extends string>(words: readonly Word[]): Field<Word> {
	return { schema: z.enum(words) as unknown as z.ZodType<Word>, allowed: words.join(", ") };
}

function keysOf<Word extends string>(record: Readonly<Record<Word, unknown>>): readonly Word[] {
	return Object.keys(record) as Word[];
}
