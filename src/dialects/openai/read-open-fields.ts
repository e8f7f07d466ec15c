import { invalidField, missingField } from "../../core/errors.ts";
import type { Size } from "../../core/sizes.ts";
import type { Warning } from "../../core/task.ts";
import { OPEN_RULES, PROMPT_LENGTH } from "../../wire/openai/models.ts";
import { checkLength, type Fields } from "./fields.ts";
import type { FilmWish } from "./read-wish.ts";

/** The open servers' own fields that an order of ours has a place for. */
export const OPEN_FIELDS = [
	"negative_prompt",
	"seed",
	"width",
	"height",
	"fps",
	"num_frames",
	"generate_sound",
	"num_inference_steps",
	"guidance_scale",
] as const;

/** Of two fields that say the same thing, these servers go by one: `size` before width and height, `num_frames` before `seconds`. */
export function readOpenFields(fields: Fields): { readonly film: FilmWish; readonly warnings: readonly Warning[] } {
	const warnings: Warning[] = [];
	const negative = fields.text("negative_prompt");
	const fps = fields.integer("fps", OPEN_RULES.fps) ?? OPEN_RULES.defaults.fps;
	const film: FilmWish = {
		negativePrompt:
			negative === null || negative === "" ? null : checkLength("negative_prompt", negative, PROMPT_LENGTH),
		seed: fields.integer("seed", OPEN_RULES.seed),
		size: readSize(fields, warnings),
		seconds: readSeconds(fields, fps, warnings),
		fps,
		sound: fields.flag("generate_sound") ?? true,
		steps: fields.integer("num_inference_steps", OPEN_RULES.steps),
		guidance: fields.number("guidance_scale", OPEN_RULES.guidance),
	};
	return { film, warnings };
}

/** A text of digits in one of these servers, a number in the other. */
function readSeconds(fields: Fields, fps: number, warnings: Warning[]): number {
	const { seconds: range, frames: frameRange, defaults } = OPEN_RULES;
	const value = fields.value("seconds");
	const said = typeof value === "string" && /^\d{1,3}$/.test(value) ? Number(value) : value;
	const fits = said === null || (Number.isInteger(said) && Number(said) >= range.min && Number(said) <= range.max);
	if (!fits) throw invalidField("seconds", `a whole number, ${range.min} to ${range.max}`);
	const frames = fields.integer("num_frames", frameRange);
	if (frames === null) return said === null ? defaults.seconds : Number(said);
	const seconds = Math.max(1, Math.round(frames / fps));
	if (seconds > range.max) throw invalidField("num_frames", `up to ${range.max * fps}, ${range.max} seconds of them`);
	if (seconds * fps !== frames) {
		const message = `Films have whole seconds: this one has ${seconds * fps} frames.`;
		warnings.push({ setting: "num_frames", message });
	}
	if (said !== null && Number(said) !== seconds) {
		warnings.push({ setting: "seconds", message: "num_frames says otherwise, and counts." });
	}
	return seconds;
}

function readSize(fields: Fields, warnings: Warning[]): Size | null {
	const sides = readSides(fields);
	const text = fields.text("size");
	if (text === null) return sides;
	const [, width, height] = /^(\d{2,4})x(\d{2,4})$/.exec(text) ?? [];
	const size = { width: Number(width), height: Number(height) };
	if (!fits(size)) throw invalidField("size", ALLOWED_SIZES);
	if (sides !== null && (sides.width !== size.width || sides.height !== size.height)) {
		warnings.push({ setting: "width, height", message: "size says otherwise, and counts." });
	}
	return size;
}

function readSides(fields: Fields): Size | null {
	const { side } = OPEN_RULES;
	const width = fields.integer("width", side);
	const height = fields.integer("height", side);
	if (width === null && height === null) return null;
	if (width === null) throw missingField("width", "height is there without it");
	if (height === null) throw missingField("height", "width is there without it");
	if (!fits({ width, height })) throw invalidField(width % 2 === 0 ? "height" : "width", ALLOWED_SIZES);
	return { width, height };
}

const ALLOWED_SIZES = `WIDTHxHEIGHT with even sides of ${OPEN_RULES.side.min} to ${OPEN_RULES.side.max}, at most ${OPEN_RULES.maxPixels} pixels`;

function fits({ width, height }: Size): boolean {
	const { side, maxPixels } = OPEN_RULES;
	const even = [width, height].every((pixels) => pixels % 2 === 0 && pixels >= side.min && pixels <= side.max);
	return even && width * height <= maxPixels;
}
