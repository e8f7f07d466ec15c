import { FilmgateError, invalidField } from "../../core/errors.ts";
import type { JsonValue } from "../../core/json.ts";
import type { OrderInput } from "../../core/order.ts";
import { type BodyOf, CALLS } from "../../wire/pixverse/calls.ts";
import { OMNI, rulesOf } from "../../wire/pixverse/models.ts";
import type { Ask } from "./ask.ts";
import { checkAspectRatio, readClip } from "./clip.ts";
import { checkNames } from "./reference-names.ts";
import { inEntry, readEntries } from "./read-entries.ts";
import { findPicture, findSource, type Source, wholeSeconds } from "./sources.ts";
import { submit } from "./submit.ts";
import { sizeOf } from "./text.ts";
import { type Frame, wantClip } from "./want-clip.ts";

const IMAGES = "image_references";
const VIDEOS = "video_references";
const { image_references: IMAGE, video_references: VIDEO } = CALLS.fusion.fields;

/** `POST /openapi/v2/video/fusion/generate`: who and what is in pictures appears in one film, by the names the prompt uses. */
export const submitFusion = submit("fusion", async (ask, body) => {
	const fields = readClip(body, "fusion");
	const aspectRatio = checkAspectRatio(fields);
	const images = readEntries(fields.image_references as readonly JsonValue[], IMAGES, IMAGE.entries);
	const videos = readEntries(fields.video_references as readonly JsonValue[], VIDEOS, VIDEO.entries);
	checkCounts(fields, images.length, videos.length);
	const named = [
		...images.map(({ ref_name: name }, index) => ({ name, field: `${IMAGES}[${index}].ref_name` })),
		...videos.map(({ ref_name: name }, index) => ({ name, field: `${VIDEOS}[${index}].ref_name` })),
	];
	checkNames(fields.prompt, named);
	const film = await findReferenceFilm(ask, videos);
	const frame = async (): Promise<Frame> => {
		const inputs: OrderInput[] = [];
		for (const [index, { type, img_id, ref_name: name }] of images.entries()) {
			const medium = await findPicture(ask, img_id, `${IMAGES}[${index}].img_id`);
			inputs.push({ role: type === "background" ? "background" : "reference", medium, name });
		}
		if (film !== null) inputs.push({ role: "motion", medium: film.source.medium, name: film.name });
		return { size: sizeOf(fields.quality, aspectRatio), inputs };
	};
	const seconds = film === null ? {} : { seconds: lengthLike(film.source, fields) };
	const operation = "reference-to-video";
	return wantClip(ask, fields, { operation, template: null, aspectRatio, ...seconds, frame });
});

type Fields = BodyOf<"fusion">;

function checkCounts({ model, reference_mode }: Fields, images: number, videos: number): void {
	const omni = reference_mode === "omni";
	const most = omni ? OMNI.references : rulesOf(model).references;
	if (images > most) throw invalidField(IMAGES, `1 to ${most} pictures with ${model}${omni ? " and omni" : ""}`);
	if (videos > 0 && !omni) throw invalidField(VIDEOS, "a list with reference_mode omni only");
	if (videos > OMNI.videos) throw invalidField(VIDEOS, `at most ${OMNI.videos} video`);
}

interface ReferenceFilm {
	readonly source: Source;
	readonly name: string;
}

type VideoEntry = {
	readonly ref_name: string;
	readonly video_media_id: number | null;
	readonly source_video_id: number | null;
};

async function findReferenceFilm(ask: Ask, [entry]: readonly VideoEntry[]): Promise<ReferenceFilm | null> {
	if (entry === undefined) return null;
	try {
		return { source: await findSource(ask, entry, "fusion"), name: entry.ref_name };
	} catch (thrown) {
		throw inEntry(thrown, `${VIDEOS}[0].`);
	}
}

/** With a film beside the pictures, that film is the measure: its length, up to what the model makes. */
function lengthLike(source: Source, { duration, model, quality }: Fields): number {
	if (duration !== 0) throw invalidField("duration", `0 with ${VIDEOS}`);
	const { durations, durationsAt1080p } = rulesOf(model);
	const longest = Math.max(...(quality === "1080p" ? durationsAt1080p : durations));
	const seconds = wholeSeconds(source);
	if (seconds <= longest) return seconds;
	const message = `${VIDEOS} is too long: allowed is a video of at most ${longest} seconds with ${model}.`;
	throw new FilmgateError("invalid_field", message, { field: VIDEOS, allowed: `${longest} seconds` });
}
