import { FilmgateError, invalidField, missingField } from "../../core/errors.ts";
import type { Id } from "../../core/ids.ts";
import type { JsonObject, JsonValue } from "../../core/json.ts";
import type { Medium } from "../../core/medium.ts";
import { IMAGE_LIMITS } from "../../wire/openai/models.ts";
import type { Fields } from "./fields.ts";
import { parseFileId } from "./ids.ts";
import type { Body, Reading } from "./read-body.ts";

const FIELD = "input_reference";
const IMAGE_URL = `${FIELD}[image_url]`;
const FILE_ID = `${FIELD}[file_id]`;
const WAYS = "one of a file, image_url and file_id";

/** Where the film's first picture is to come from. */
export type PictureWish =
	| { readonly kind: "file"; readonly medium: Medium }
	| { readonly kind: "link"; readonly field: string; readonly text: string }
	| { readonly kind: "upload"; readonly id: Id };

/**
 * The one picture that a body gives, in any of the ways of this wire and of the open servers: a file, a link or data URL, an
 * upload. Null without one; throws `conflicting_fields` for two.
 */
export function readPicture({ fields, files }: Body): PictureWish | null {
	const file = files.get(FIELD);
	const wishes: PictureWish[] = [
		...(file === undefined ? [] : [{ kind: "file", medium: file } as const]),
		...readReference(fields),
		...readLinkIn("image_reference", fields),
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
	const { medium } = await services.tasks.findUpload(request.caller, wish.id, { field: FILE_ID });
	const formats: readonly string[] = IMAGE_LIMITS.formats;
	if (formats.includes(medium.mime)) return medium;
	const allowed = formats.join(", ");
	const message = `${FILE_ID} is ${medium.mime}: allowed is ${allowed}.`;
	throw new FilmgateError("medium_format_refused", message, { field: FILE_ID, allowed });
}

function readReference(fields: Fields): readonly PictureWish[] {
	const said = fields.value(FIELD);
	// Not of this wire's own: some clients put the link where the object belongs.
	if (typeof said === "string" && !/^\s*\{/.test(said)) return [linkOf(FIELD, said)];
	const reference = fields.object(FIELD);
	if (reference === null) return [];
	const wishes = [...linkIn(reference, IMAGE_URL), ...uploadIn(reference)];
	if (wishes.length === 0) throw missingField(FIELD, WAYS);
	return wishes;
}

function readLinkIn(field: string, fields: Fields): readonly PictureWish[] {
	const reference = fields.object(field);
	return reference === null ? [] : linkIn(reference, `${field}[image_url]`);
}

function linkIn(reference: JsonObject, field: string): readonly PictureWish[] {
	const link = reference.image_url ?? null;
	return link === null ? [] : [linkOf(field, link)];
}

function uploadIn(reference: JsonObject): readonly PictureWish[] {
	const said = reference.file_id ?? null;
	if (said === null) return [];
	const id = typeof said === "string" ? parseFileId(said) : null;
	if (id === null) throw invalidField(FILE_ID, "file_ and the digits of an upload");
	return [{ kind: "upload", id }];
}

function linkOf(field: string, said: JsonValue): PictureWish {
	if (typeof said === "string" && /^\s*(https?|data):/i.test(said)) return { kind: "link", field, text: said };
	throw invalidField(field, "an http or https link, or a data URL");
}
