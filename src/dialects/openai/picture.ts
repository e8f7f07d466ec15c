import { FilmgateError, invalidField, missingField } from "../../core/errors.ts";
import type { Id } from "../../core/ids.ts";
import type { JsonObject, JsonValue } from "../../core/json.ts";
import type { Medium } from "../../core/medium.ts";
import { IMAGE_LIMITS } from "../../wire/openai/models.ts";
import type { Fields } from "./fields.ts";
import { parseFileId } from "./ids.ts";
import type { Body, Reading } from "./read-body.ts";

const FIELD = "input_reference";
const WAYS = "one of a file, image_url and file_id";
/** What stands in the object of a reference. */
const KEYS = "an object with one of image_url and file_id";

/** Where the film's first picture is to come from. */
export type PictureWish =
	| { readonly kind: "file"; readonly medium: Medium }
	| { readonly kind: "link"; readonly field: string; readonly text: string }
	| { readonly kind: "upload"; readonly field: string; readonly id: Id };

/**
 * The one picture that a body gives, in any of the ways of this wire and of the open servers: a file, a link or data URL, an
 * upload. Null without one; throws `conflicting_fields` for two.
 */
export function readPicture({ fields, files }: Body): PictureWish | null {
	const file = files.get(FIELD);
	const wishes: PictureWish[] = [
		...(file === undefined ? [] : [{ kind: "file", medium: file } as const]),
		...readReference(FIELD, fields),
		...readReference("image_reference", fields),
		...(fields.has("reference_url") ? [linkOf("reference_url", fields.value("reference_url"))] : []),
	];
	if (wishes.length <= 1) return wishes[0] ?? null;
	const message = `${FIELD} names more than one picture: allowed is ${WAYS}.`;
	throw new FilmgateError("conflicting_fields", message, { field: FIELD, allowed: WAYS });
}

/** The picture, taken in. */
export async function takePicture(wish: PictureWish, { request, services }: Reading): Promise<Medium> {
	if (wish.kind === "file") return wish.medium;
	if (wish.kind === "link") {
		return await services.media.fromText(wish.text, { ...IMAGE_LIMITS, field: wish.field, signal: request.signal });
	}
	const { field } = wish;
	const { medium } = await services.tasks.findUpload(request.caller, wish.id, { field });
	const formats: readonly string[] = IMAGE_LIMITS.formats;
	if (formats.includes(medium.mime)) return medium;
	const allowed = formats.join(", ");
	const message = `${field} is ${medium.mime}: allowed is ${allowed}.`;
	throw new FilmgateError("medium_format_refused", message, { field, allowed });
}

function readReference(field: string, fields: Fields): readonly PictureWish[] {
	const said = fields.value(field);
	// Not of this wire's own: some clients put the link where the object belongs.
	if (typeof said === "string" && !/^\s*\{/.test(said)) return [linkOf(field, said)];
	const reference = fields.object(field, KEYS);
	if (reference === null) return [];
	const wishes = [...linkIn(reference, `${field}[image_url]`), ...uploadIn(reference, `${field}[file_id]`)];
	if (wishes.length === 0) throw missingField(field, KEYS);
	return wishes;
}

function linkIn(reference: JsonObject, field: string): readonly PictureWish[] {
	const link = reference.image_url ?? null;
	return link === null ? [] : [linkOf(field, link)];
}

function uploadIn(reference: JsonObject, field: string): readonly PictureWish[] {
	const said = reference.file_id ?? null;
	if (said === null) return [];
	const id = typeof said === "string" ? parseFileId(said) : null;
	if (id === null) throw invalidField(field, "file_ and the digits of an upload");
	return [{ kind: "upload", field, id }];
}

function linkOf(field: string, said: JsonValue): PictureWish {
	if (typeof said === "string" && /^\s*(https?|data):/i.test(said)) return { kind: "link", field, text: said };
	throw invalidField(field, "an http or https link, or a data URL");
}
