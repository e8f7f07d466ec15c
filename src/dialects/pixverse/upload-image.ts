import type { ImageUploaded } from "../../wire/pixverse/bodies.ts";
import { IMAGE_LIMITS } from "../../wire/pixverse/limits.ts";
import type { Handler } from "../dialect.ts";
import { success } from "./envelope.ts";
import { receiveFile, type UploadForm } from "./receive-file.ts";
import { aboutUpload } from "./trace.ts";

const FORM: UploadForm = {
	file: "image",
	link: "image_url",
	limits: () => ({ kind: "image", ...IMAGE_LIMITS }),
};

/** `POST /openapi/v2/image/upload` */
export const uploadImage: Handler = async (request, services) => {
	const medium = await receiveFile({ request, services }, FORM);
	const upload = await services.tasks.addUpload(request.caller, medium, aboutUpload(request, medium));
	const resp: ImageUploaded = { img_id: upload.id, img_url: request.links.upload(upload) };
	return success(resp);
};
