import { invalidField } from "../../core/errors.ts";
import { parseId } from "../../core/ids.ts";
import type { Medium } from "../../core/medium.ts";
import type { Ask } from "./ask.ts";
import type { Source } from "./sources.ts";

/** What a mask was taken from, as its upload remembers it. */
export interface MaskNote {
	/** SHA-256 of the film. */
	readonly source: string;
	/** The frame; the first is 1. */
	readonly keyframe: number;
	/** The seed of the selection that it was made for: what tells it from its like of the same frame. */
	readonly selection: number;
}

/** The number of a frame: the first is 1, and 0 says the same. */
export function keyframeOf(id: number | null): number {
	return Math.max(1, id ?? 1);
}

interface WantedMask {
	readonly source: Source;
	/** Null: any. */
	readonly keyframe: number | null;
	readonly field: string;
}

/** A mask of this film, as `/video/mask/selection` gave it. */
export async function findMask(ask: Ask, id: string, wanted: WantedMask): Promise<Medium> {
	const { field, source, keyframe } = wanted;
	const number = parseId(id);
	const allowed = "a mask_id that /video/mask/selection gave for this video and keyframe";
	if (number === null) throw invalidField(field, allowed);
	const { request, services } = ask;
	const { medium, note } = await services.tasks.findUpload(request.caller, number, { field, purpose: "mask" });
	if (note.source !== source.medium.sha256) throw invalidField(field, allowed);
	if (keyframe !== null && note.keyframe !== keyframe) throw invalidField(field, allowed);
	return medium;
}
