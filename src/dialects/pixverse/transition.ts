import { readClip } from "./clip.ts";
import { sizeLike } from "./image.ts";
import { findPicture } from "./sources.ts";
import { submit } from "./submit.ts";
import { wantClip } from "./want-clip.ts";

/** `POST /openapi/v2/video/transition/generate`: from one picture to another. */
export const submitTransition = submit("transition", async (ask, body) => {
	const fields = readClip(body, "transition");
	const frame = async () => {
		const first = await findPicture(ask, fields.first_frame_img, "first_frame_img");
		const last = await findPicture(ask, fields.last_frame_img, "last_frame_img");
		const inputs = [
			{ role: "first-frame", medium: first },
			{ role: "last-frame", medium: last },
		] as const;
		return { size: sizeLike(first, fields.quality), inputs };
	};
	return wantClip(ask, fields, { operation: "first-last-frame", template: null, aspectRatio: null, frame });
});
