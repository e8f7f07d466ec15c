import type { VideoDeleted } from "../../wire/openai/bodies.ts";
import type { Handler, JsonReply } from "../dialect.ts";
import { readVideoId, spellVideoId } from "./ids.ts";
import { openaiReply } from "./reply.ts";

/** `DELETE /v1/videos/{id}`: takes an ended video away for good. One that is under way is a conflict. */
export const remove: Handler<JsonReply> = async (request, services) => {
	const { id } = await services.tasks.delete(request.caller, readVideoId(request.params));
	const body: VideoDeleted = { id: spellVideoId(id), object: "video.deleted", deleted: true };
	return openaiReply(200, body);
};
