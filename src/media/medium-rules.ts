import { FilmgateError } from "../core/errors.ts";
import type { MediumLimits } from "../core/ports/media-intake.ts";
import { kindOf, nameOf } from "./media-types.ts";

const MOST_PIXELS = 50_000_000;

/** @param mime null when the bytes say nothing. */
export function checkFormat(mime: string | null, rules: MediumLimits): void {
	const kind = mime === null ? null : kindOf(mime);
	const isOfKind = rules.kind === kind || rules.kind === "any" || (rules.kind === "recording" && kind !== "image");
	if (mime !== null && kind !== null && isOfKind && rules.formats.includes(mime)) return;
	const allowed = rules.formats.map(nameOf).join(", ");
	throw refusal("medium_format_refused", `${rules.field} has a format that is not accepted`, { rules, allowed });
}

/** A file's last frame, or its encoder's padding, ends a little after its last second. */
const SPARE_SECONDS = 0.5;

export function checkLength(seconds: number, rules: MediumLimits): void {
	const { maxSeconds = Number.POSITIVE_INFINITY } = rules;
	if (seconds < maxSeconds + SPARE_SECONDS) return;
	const said = `${rules.field} is ${Math.round(seconds * 10) / 10} seconds long`;
	throw refusal("medium_dimensions_refused", said, { rules, allowed: `at most ${maxSeconds} seconds` });
}

export function checkSize(width: number, height: number, rules: MediumLimits): void {
	const { maxSide = Number.POSITIVE_INFINITY, minSide = 1, ratio } = rules;
	const maxPixels = Math.min(rules.maxPixels ?? MOST_PIXELS, MOST_PIXELS);
	const proportion = width / height;
	const fits =
		Math.max(width, height) <= maxSide &&
		Math.min(width, height) >= minSide &&
		width * height <= maxPixels &&
		(ratio === undefined || (proportion >= ratio.min && proportion <= ratio.max));
	if (fits) return;

	const allowed = [
		rules.minSide === undefined ? null : `sides of ${minSide} pixels or more`,
		rules.maxSide === undefined ? null : `sides of ${maxSide} pixels or less`,
		ratio === undefined ? null : `width to height from ${ratio.min} to ${ratio.max}`,
		`${maxPixels} pixels in all or less`,
	];
	const said = `${rules.field} is ${width}x${height} pixels`;
	throw refusal("medium_dimensions_refused", said, {
		rules,
		allowed: allowed.filter((part) => part !== null).join(", "),
	});
}

/** The error of a part that does not know the field, in the words of the field. */
export function inField(error: unknown, rules: MediumLimits): unknown {
	if (!(error instanceof FilmgateError) || error.field !== null) return error;
	if (error.code === "medium_too_large") {
		const allowed = `up to ${sizeInWords(rules.maxBytes)}`;
		return refusal(error.code, `${rules.field} is too large`, { rules, allowed, cause: error.cause });
	}
	const { code, allowed, cause, retryAfterMs } = error;
	const message = `${rules.field} cannot be used: ${error.message.replace(/\.$/, "")}.`;
	return new FilmgateError(code, message, { field: rules.field, allowed, cause, retryAfterMs });
}

function refusal(
	code: "medium_format_refused" | "medium_too_large" | "medium_dimensions_refused",
	said: string,
	details: { rules: MediumLimits; allowed: string; cause?: unknown },
): FilmgateError {
	const { rules, allowed, cause } = details;
	return new FilmgateError(code, `${said}: allowed is ${allowed}.`, { field: rules.field, allowed, cause });
}

function sizeInWords(bytes: number): string {
	if (bytes % 1_048_576 === 0) return `${bytes / 1_048_576} MiB`;
	if (bytes % 1_000_000 === 0) return `${bytes / 1_000_000} MB`;
	return `${bytes} bytes`;
}
