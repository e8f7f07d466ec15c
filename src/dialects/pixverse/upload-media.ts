import { invalidField } from "../../core/errors.ts";
import type { MediaUploaded } from "../../wire/pixverse/bodies.ts";
import { MEDIA_LIMITS } from "../../wire/pixverse/limits.ts";
import type { Handler } from "../dialect.ts";
import { success } from "./envelope.ts";
import { receiveFile, type UploadForm } from "./receive-file.ts";
import { aboutUpload } from "./trace.ts";

const FORM: UploadForm = { file: "file", link: "file_url", hint: "media_type", limits: limitsFor };

/** `POST /openapi/v2/media/upload`: a film or a sound. `media_type` may say which; then the other one is refused. */
export const uploadMedia: Handler = async (request, services) => {
	const medium = await receiveFile({ request, services }, FORM);
	const upload = await services.tasks.addUpload(request.caller, medium, aboutUpload(request, medium));
	const { mime, width, height } = medium;
	const resp: MediaUploaded = {
		media_id: upload.id,
		media_type: mime.startsWith("audio/") ? "audio" : "video",
		url: request.links.upload(upload),
		...(width === null || height === null ? {} : { width, height }),
	};
	return success(resp);
};

function limitsFor(type: string) {
	if (type === "") return { kind: "recording", ...MEDIA_LIMITS } as const;
	if (type !== "video" && type !== "audio") throw invalidField("media_type", "video, audio");
	const formats = MEDIA_LIMITS.formats.filter((format) => format.startsWith(`${type}/`));
	return { kind: type, ...MEDIA_LIMITS, formats } as const;
}
