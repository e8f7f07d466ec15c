import { FilmgateError, invalidField, missingField } from "../../core/errors.ts";
import type { Medium, Upload } from "../../core/medium.ts";
import type { OrderInput } from "../../core/order.ts";
import type { Character } from "../../wire/openai/bodies.ts";
import { CHARACTER_NAME_LENGTH, IMAGE_LIMITS, MOST_CHARACTERS, VIDEO_LIMITS } from "../../wire/openai/models.ts";
import type { Handler, JsonReply } from "../dialect.ts";
import { readIdentity } from "./accept.ts";
import { checkLength, type Fields, isObject } from "./fields.ts";
import { parseCharacterId, spellCharacterId } from "./ids.ts";
import { type Reading, readBody } from "./read-body.ts";
import { openaiReply } from "./reply.ts";
import { checkSeconds } from "./source.ts";

/** Pixels across, at most, of the picture of a character. */
const STILL_WIDTH = 1_280;

/** `POST /v1/videos/characters`: somebody to appear in videos, from a video of them. */
export const createCharacter: Handler<JsonReply> = async (request, services) => {
	const body = await readBody({ request, services }, { video: VIDEO_LIMITS });
	const { fields, files } = body;
	const said = fields.text("name")?.trim() ?? "";
	if (said === "") throw missingField("name", "what the character is called");
	const name = checkLength("name", said, CHARACTER_NAME_LENGTH);
	const video = files.get("video");
	if (video === undefined) throw missingField("video", "a video file");
	checkSeconds("video", video);
	const identity = readIdentity(request, { call: "character", body });
	const named = identity === null ? {} : { request: { key: identity.key, hash: identity.hash } };
	const about = { purpose: "character", name, ...named } as const;
	const upload = await services.tasks.addUpload(request.caller, video, about);
	return openaiReply(200, renderCharacter(upload));
};

/** `GET /v1/videos/characters/{id}` */
export const readCharacter: Handler<JsonReply> = async (request, services) => {
	const id = parseCharacterId(request.params.id ?? "");
	const upload = id === null ? null : await findCharacter({ request, services }, id);
	if (upload === null) throw new FilmgateError("not_found", "There is no such character.", { field: "character_id" });
	return openaiReply(200, renderCharacter(upload));
};

/** The ids of those who are to appear. */
export function readCharacterIds(fields: Fields): readonly number[] {
	const allowed = `a list of up to ${MOST_CHARACTERS} objects, each with the id of a character`;
	const said = fields.list("characters", allowed) ?? [];
	if (said.length > MOST_CHARACTERS) throw invalidField("characters", allowed);
	return said.map((item) => {
		const id = isObject(item) && typeof item.id === "string" ? parseCharacterId(item.id) : null;
		if (id === null) throw invalidField("characters", allowed);
		return id;
	});
}

/** As inputs of an order: a picture of each, and its name where the prompt says it. */
export async function findCharacters(
	ids: readonly number[],
	prompt: string,
	reading: Reading,
): Promise<readonly OrderInput[]> {
	const { request, services } = reading;
	const wanted = { field: "characters", purpose: "character" } as const;
	const uploads = await Promise.all(ids.map((id) => services.tasks.findUpload(request.caller, id, wanted)));
	const inputs: OrderInput[] = [];
	for (const { name, medium } of uploads) {
		const said = name !== null && prompt.includes(name) ? { name } : {};
		inputs.push({ role: "reference", medium: await stillOf(medium, reading), ...said });
	}
	return inputs;
}

/** References are pictures, to every engine: of a video its middle stands for all of it. */
async function stillOf(medium: Medium, { request, services }: Reading): Promise<Medium> {
	if (medium.mime.startsWith("image/")) return medium;
	const width = Math.min(medium.width ?? STILL_WIDTH, STILL_WIDTH);
	const { bytes } = await services.pictures.sheet(medium.sha256, { columns: 1, rows: 1, width });
	const { kind, formats, maxBytes } = IMAGE_LIMITS;
	const limits = { field: "characters", kind, formats, maxBytes, signal: request.signal };
	return await services.media.fromStream(new Blob([bytes as Uint8Array<ArrayBuffer>]).stream(), limits);
}

async function findCharacter({ request, services }: Reading, id: number): Promise<Upload | null> {
	try {
		return await services.tasks.findUpload(request.caller, id, { field: "character_id", purpose: "character" });
	} catch (error) {
		if (error instanceof FilmgateError && error.code === "medium_not_found") return null;
		throw error;
	}
}

function renderCharacter({ id, createdAt, name }: Upload): Character {
	return { id: spellCharacterId(id), created_at: Math.floor(createdAt / 1_000), name };
}
