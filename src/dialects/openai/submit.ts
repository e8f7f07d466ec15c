import { FilmgateError } from "../../core/errors.ts";
import { quote } from "../../wire/openai/prices.ts";
import { IMAGE_LIMITS } from "../../wire/openai/models.ts";
import type { Handler, JsonReply } from "../dialect.ts";
import { accept, type Wanted } from "./accept.ts";
import { findCharacters, readCharacterIds } from "./characters.ts";
import { readPicture, takePicture } from "./picture.ts";
import { type Body, type Reading, readBody } from "./read-body.ts";
import { readWish } from "./read-wish.ts";
import { toOrder } from "./to-order.ts";

/** `POST /v1/videos`: a film from a text, from a picture, or with characters. */
export const submit: Handler<JsonReply> = async (request, services) => {
	const reading = { request, services };
	const body = await readBody(reading, { input_reference: IMAGE_LIMITS });
	return await accept(reading, { call: "create", body }, () => prepare(body, reading));
};

async function prepare(body: Body, reading: Reading): Promise<Wanted> {
	const { request, services } = reading;
	const wish = readWish(body.fields, services.models);
	const pictureWish = readPicture(body);
	const ids = readCharacterIds(body.fields);
	if (pictureWish !== null && ids.length > 0) {
		const message = "characters and input_reference exclude each other: allowed is one of them.";
		throw new FilmgateError("conflicting_fields", message, { field: "characters" });
	}
	const characters = await findCharacters(ids, wish.prompt, reading);
	const picture = pictureWish === null ? null : await takePicture(pictureWish, reading);
	const mintSeed = () => services.tasks.mintSeed();
	const order = toOrder(wish, { caller: request.caller, picture, characters, mintSeed });
	return { order, price: quote(order), warnings: wish.warnings };
}
