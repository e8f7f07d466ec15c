import { readClip } from "./clip.ts";
import { asInput, findSource, requireOne, workOn } from "./sources.ts";
import { submit } from "./submit.ts";
import { checkTemplateQuality, readTemplate } from "./template.ts";
import { wantClip } from "./want-clip.ts";

/** `POST /openapi/v2/video/extend/generate`: a film goes on. What is paid is what is added. */
export const submitExtend = submit("extend", async (ask, body) => {
	const template = readTemplate(body, 1);
	const fields = readClip(body, "extend", template);
	if (template !== null) checkTemplateQuality(template, fields.quality);
	requireOne(fields, ["source_video_id", "video_media_id"]);
	const frame = async () => {
		const source = await findSource(ask, fields, "extend");
		const { size, fps, seconds } = workOn(source, fields.quality);
		const settings = { sourceTask: source.task };
		return { size, fps, seconds: seconds + fields.duration, inputs: [asInput(source)], settings };
	};
	return wantClip(ask, fields, { operation: "extend", template, aspectRatio: null, frame });
});
