import type { Camera, Movement, Style, TaskOrder } from "@filmgate/sdk";
import { z } from "zod";
import { FilmgateError, invalidField } from "../../core/errors.ts";
import type { JsonObject } from "../../core/json.ts";
import { INPUT_ROLES, OPERATIONS } from "../../core/order.ts";
import { RULES } from "./models.ts";
import { ASPECT_RATIOS, RESOLUTIONS, readSize } from "./size.ts";

export const STYLES = [
	"general",
	"anime",
	"3d_animation",
	"clay",
	"comic",
	"cyberpunk",
	"simpson",
	"barbie",
	"ghibli",
	"felt",
	"origami",
	"ukiyo_e",
	"baroque",
	"van_gogh",
	"animal_world",
] as const satisfies Style[];
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
/** Speakers of the preview engine and of PixVerse. */
export const VOICES = ["auto", ...Array.from({ length: 14 }, (_, index) => String(index + 1))] as const;

const SEED_MAX = 2 ** 31 - 1;
const REFERENCE_LENGTH = 256;
const WITHIN_MAX_SECONDS = 7 * 24 * 3_600;
export const SPEECH_LENGTH = 500;
const SOUND_WORDS_LENGTH = 2_000;
const MOST_INPUTS = 10;
/** Of a film of a minute, at the most frames a second. */
const LAST_KEYFRAME = 3_600;

/** One field of an order: what it takes, as a schema and in words. */
interface Field<Value> {
	readonly schema: z.ZodType<Value>;
	readonly allowed: string;
}

type FieldName = Exclude<keyof TaskOrder, "model">;
type FieldTable = { readonly [Name in FieldName]: Field<NonNullable<TaskOrder[Name]>> };

/** The fields as they were sent, each of its type and in its range; null where there was none. */
export type Fields = { readonly [Name in FieldName]: NonNullable<TaskOrder[Name]> | null } & {
	/** Null: none was named. */
	readonly model: string | null;
};

const { seconds, fps, side, maxPixels, promptLength, stretchSeconds } = RULES;

/** Every field of an order but the model, whose names are the configuration's. */
export const FIELDS: FieldTable = {
	operation: oneOf(OPERATIONS),
	prompt: { schema: z.string().meta({ maxLength: promptLength }), allowed: `text of up to ${promptLength} characters` },
	negativePrompt: {
		schema: z.string().meta({ maxLength: promptLength }),
		allowed: `text of up to ${promptLength} characters`,
	},
	image: { schema: z.string().min(1), allowed: "an http or https link, or a data URL" },
	inputs: inputs(),
	seed: wholeNumber(0, SEED_MAX),
	size: {
		schema: z.string().refine((text) => readSize(text) !== null),
		allowed: `WIDTHxHEIGHT with even sides of ${side.min} to ${side.max}, at most ${maxPixels} pixels`,
	},
	aspectRatio: oneOf(keysOf(ASPECT_RATIOS)),
	resolution: oneOf(keysOf(RESOLUTIONS)),
	seconds: wholeNumber(seconds.min, seconds.max),
	fps: wholeNumber(fps.min, fps.max),
	sound: flag(),
	mark: flag(),
	style: oneOf(STYLES),
	camera: oneOf(CAMERAS),
	movement: oneOf(MOVEMENTS),
	quality: oneOf(["speed", "quality"]),
	templateId: wholeNumber(1, Number.MAX_SAFE_INTEGER),
	speech: speech(),
	soundWords: text(0, SOUND_WORDS_LENGTH),
	keepSound: flag(),
	stretches: stretches(),
	keyframe: wholeNumber(1, LAST_KEYFRAME),
	multiShot: flag(),
	thinking: oneOf(["enabled", "disabled", "auto"]),
	steps: wholeNumber(1, 200),
	guidance: { schema: z.number().min(0).max(50), allowed: "a number, 0 to 50" },
	clientReference: text(1, REFERENCE_LENGTH),
	startWithin: wholeNumber(1, WITHIN_MAX_SECONDS),
	finishWithin: wholeNumber(1, WITHIN_MAX_SECONDS),
	webhook: { schema: z.string().min(1), allowed: "the id of a webhook" },
};

/** Reads an order's fields. A null is as good as nothing, and what is not in the table is passed over. */
export function readFields(body: JsonObject): Fields {
	const fields: Record<string, unknown> = { model: readModel(body) };
	for (const [name, { schema, allowed }] of Object.entries(FIELDS)) {
		const sent = Object.hasOwn(body, name) ? body[name] : null;
		const read = sent === null ? null : schema.safeParse(withoutNulls(sent));
		if (read?.success === false) throw refusal(name, allowed, read.error.issues[0]);
		fields[name] = read?.data ?? null;
	}
	for (const name of ["prompt", "negativePrompt"]) refuseLong(name, fields[name]);
	return fields as Fields;
}

function readModel(body: JsonObject): string | null {
	const model = (Object.hasOwn(body, "model") ? body.model : null) ?? null;
	if (model === null || typeof model === "string") return model;
	throw invalidField("model", "the name of a model");
}

/** No field goes deeper: what does is refused as it is, however deep that may be. */
const DEEPEST = 4;

/** In a list or an object, too, a null is as good as nothing. */
function withoutNulls(value: unknown, depth = 0): unknown {
	if (typeof value !== "object" || value === null || depth > DEEPEST) return value;
	if (Array.isArray(value)) return value.map((each) => withoutNulls(each, depth + 1));
	return Object.fromEntries(
		Object.entries(value).flatMap(([name, each]) => (each === null ? [] : [[name, withoutNulls(each, depth + 1)]])),
	);
}

/** Names the place inside of the field, where there is one. */
function refusal(name: string, allowed: string, issue: z.core.$ZodIssue | undefined): FilmgateError {
	const path = issue?.path ?? [];
	const place = path.map((step) => (typeof step === "number" ? `[${step}]` : `.${String(step)}`)).join("");
	return invalidField(`${name}${place}`, path.length === 0 ? allowed : (issue?.message ?? allowed));
}

function refuseLong(field: string, sent: unknown): void {
	if (typeof sent !== "string" || !isLongerThan(sent, promptLength)) return;
	const message = `${field} is too long: allowed are ${promptLength} characters.`;
	throw new FilmgateError("prompt_too_long", message, { field, allowed: `up to ${promptLength} characters` });
}

/** Counts code points, and no more of them than it must. */
function isLongerThan(sent: string, length: number): boolean {
	if (sent.length <= length) return false;
	if (sent.length > 2 * length) return true;
	return Array.from(sent).length > length;
}

function inputs(): FieldTable["inputs"] {
	const roles = INPUT_ROLES.join(", ");
	const from = "a link, a data URL, {upload} or {task}";
	const name = "1 to 30 letters, digits and _";
	const source = z.union(
		[z.string().min(1), z.strictObject({ upload: z.string().min(1) }), z.strictObject({ task: z.string().min(1) })],
		{ error: from },
	);
	const input = z.object(
		{
			role: z.enum(INPUT_ROLES, { error: roles }),
			from: source,
			name: z
				.string({ error: name })
				.regex(/^[\p{L}\p{N}_]{1,30}$/u, { error: name })
				.exactOptional(),
		},
		{ error: "an object with role and from" },
	);
	return { schema: z.array(input).max(MOST_INPUTS), allowed: `a list of up to ${MOST_INPUTS} inputs` };
}

function speech(): FieldTable["speech"] {
	const words = text(1, SPEECH_LENGTH);
	const voices = VOICES.join(", ");
	const schema = z.object({
		text: z.string({ error: words.allowed }).refine((sent) => words.schema.safeParse(sent).success, {
			error: words.allowed,
		}),
		voice: z.enum(VOICES, { error: voices }).exactOptional(),
	});
	return { schema, allowed: "an object with text and voice" };
}

function stretches(): FieldTable["stretches"] {
	const length = wholeNumber(stretchSeconds.min, stretchSeconds.max).allowed;
	const words = `text of up to ${promptLength} characters`;
	const stretch = z.object(
		{
			seconds: z
				.int({ error: length })
				.min(stretchSeconds.min, { error: length })
				.max(stretchSeconds.max, { error: length })
				.exactOptional(),
			prompt: z
				.string({ error: words })
				.refine((sent) => !isLongerThan(sent, promptLength), { error: words })
				.exactOptional(),
		},
		{ error: "an object with seconds and prompt" },
	);
	return { schema: z.array(stretch).max(MOST_INPUTS), allowed: "a list, one shorter than that of the frames" };
}

function text(min: number, max: number): Field<string> {
	return {
		// Counted in code points, as JSON Schema counts them.
		schema: z
			.string()
			.refine((sent) => sent.length >= min && !isLongerThan(sent, max))
			.meta({ minLength: min, maxLength: max }),
		allowed: min === 0 ? `text of up to ${max} characters` : `text of ${min} to ${max} characters`,
	};
}

function flag(): Field<boolean> {
	return { schema: z.boolean(), allowed: "true or false" };
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
