import { FilmgateError } from "../../core/errors.ts";
import type { Medium } from "../../core/medium.ts";
import type { MediumRules } from "./models.ts";

const MIB = 1024 * 1024;

/** Throws unless a stored medium is what its field takes: what came ahead of its order was only looked at for itself. */
export function checkMedium(medium: Medium, rules: MediumRules, field: string): void {
	if (!rules.formats.includes(medium.mime)) {
		const allowed = rules.formats.join(", ");
		throw refuse("medium_format_refused", `is ${medium.mime}`, { field, allowed });
	}
	if (medium.bytes > rules.maxBytes) {
		throw refuse("medium_too_large", "is too large", { field, allowed: `up to ${rules.maxBytes / MIB} MiB` });
	}
	checkSides(medium, rules, field);
	checkLength(medium, rules, field);
}

function checkLength({ seconds }: Medium, { maxSeconds = Number.POSITIVE_INFINITY }: MediumRules, field: string): void {
	// A file's last frame may end a little after its last second.
	if (seconds === null || seconds < maxSeconds + 0.5) return;
	throw refuse("medium_dimensions_refused", `lasts ${Math.round(seconds)} seconds`, {
		field,
		allowed: `up to ${maxSeconds} seconds`,
	});
}

function checkSides({ width, height }: Medium, rules: MediumRules, field: string): void {
	if (width === null || height === null) return;
	const { minSide = 1, maxSide = Number.POSITIVE_INFINITY, maxPixels = Number.POSITIVE_INFINITY, ratio } = rules;
	const shape = width / height;
	const fits =
		Math.min(width, height) >= minSide &&
		Math.max(width, height) <= maxSide &&
		width * height <= maxPixels &&
		(ratio === undefined || (shape >= ratio.min && shape <= ratio.max));
	if (fits) return;
	const allowed = `sides of ${minSide} to ${maxSide} pixels${ratio === undefined ? "" : ", between 1:4 and 4:1"}`;
	throw refuse("medium_dimensions_refused", `is ${width}x${height} pixels`, { field, allowed });
}

function refuse(
	code: "medium_format_refused" | "medium_too_large" | "medium_dimensions_refused",
	said: string,
	{ field, allowed }: { readonly field: string; readonly allowed: string },
): FilmgateError {
	return new FilmgateError(code, `${field} ${said}: allowed is ${allowed}.`, { field, allowed });
}
