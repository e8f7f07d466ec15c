import { FilmgateError, invalidField } from "../../core/errors.ts";
import { parseId } from "../../core/ids.ts";
import type { Upload } from "../../core/medium.ts";
import { CALLS } from "../../wire/pixverse/calls.ts";
import { AUTO_SPEAKER, SPEAKERS } from "../../wire/pixverse/speakers.ts";
import type { DialectRequest, DialectServices, Handler } from "../dialect.ts";
import { success } from "./envelope.ts";
import { readBody } from "./fields.ts";
import { pageOf } from "./page.ts";
import { findAudio } from "./sources.ts";

const TYPES = ["system", "custom", "all"];
/** So many voices an account can have in the list. */
const MOST_OWN = 100;

/** `GET /openapi/v2/video/tts_speaker`: the voices that everybody has, then this account's own, the newest first. */
export const listSpeakers: Handler = async (request, services) => {
	const { speaker_type: type = "all" } = request.query;
	if (!TYPES.includes(type)) throw invalidField("speaker_type", TYPES.join(", "));
	const system = SPEAKERS.filter(({ speaker_id }) => speaker_id.toLowerCase() !== AUTO_SPEAKER);
	const all = [
		...(type === "custom" ? [] : system.map((speaker) => ({ ...speaker, speaker_type: "system" }))),
		...(type === "system" ? [] : (await ownVoices(request, services)).map(renderSpeaker)),
	];
	const data = await pageOf(all, request, { number: "page_num", size: "page_size", usual: 20 });
	return success({ total: all.length, data: [...data] });
};

/** `POST /openapi/v2/video/tts_speaker`: a voice after a recording. */
export const createSpeaker: Handler = async (request, services) => {
	const { name, audio_media_id: id } = readBody(request.json(), CALLS.create_speaker.fields);
	const medium = await findAudio({ request, services }, id, "audio_media_id");
	if ((await ownVoices(request, services)).length >= MOST_OWN) {
		throw invalidField("name", `one of at most ${MOST_OWN} voices; delete one first`);
	}
	return success(renderSpeaker(await services.tasks.addUpload(request.caller, medium, { purpose: "voice", name })));
};

/** `DELETE /openapi/v2/video/tts_speaker/{speaker_id}`; videos that were asked for keep the voice. */
export const deleteSpeaker: Handler = async (request, services) => {
	const { speaker_id: text = "" } = request.params;
	const id = parseId(text);
	if (id === null) throw speakerNotFound();
	const voice = await services.tasks
		.findUpload(request.caller, id, { field: "speaker_id", purpose: "voice" })
		.catch((thrown: unknown) => {
			throw thrown instanceof FilmgateError && thrown.code === "medium_not_found" ? speakerNotFound() : thrown;
		});
	await services.tasks.deleteUpload(request.caller, voice.id);
	return success({ speaker_id: String(voice.id) });
};

function ownVoices({ caller }: DialectRequest, { tasks }: DialectServices): Promise<readonly Upload[]> {
	return tasks.listUploads(caller, { purpose: "voice", limit: MOST_OWN });
}

function renderSpeaker({ id, name }: Upload) {
	return { speaker_id: String(id), name: name ?? "", speaker_type: "custom" };
}

function speakerNotFound(): FilmgateError {
	return new FilmgateError("not_found", "There is no such voice of this account.", { field: "speaker_id" });
}
