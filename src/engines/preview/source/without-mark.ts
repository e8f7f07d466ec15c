import { markPatch, type MarkPatch } from "./mark-patch.ts";
import type { Source } from "./open-source.ts";
import type { I420 } from "./picture-decoder.ts";

/** A film as it was before the `preview` mark was drawn upon it. */
export interface UnmarkedSource extends Source {
	/** Whether there was one. */
	readonly wasMarked: boolean;
}

/** Where the film is looked at, in shares of its frames: a mark can hide before white for a while. */
const looks = [0, 0.5, 1];
/** How alike the corner and the mark must be, as a correlation, and how strong the mark must be of what it should be. */
const likeness = 0.55;
const strength = [0.4, 1.7] as const;

/**
 * The same film with its corner painted in from what lies around the mark, where it carries ours, so that whatever moves or
 * recolours the film does not do so with its mark. A film without one is given as it is.
 */
export function withoutMark(source: Source): UnmarkedSource {
	const patch = markPatch(source);
	const wasMarked = patch !== null && looks.some((share) => isMarked(source, patch, share));
	if (!wasMarked) return { ...source, wasMarked: false };
	let bytes = new Uint8Array(0);
	return {
		...source,
		wasMarked,
		picture(frame) {
			const picture = source.picture(frame);
			// In a copy: the decoder builds its next picture upon its own.
			if (bytes.length !== picture.bytes.length) bytes = new Uint8Array(picture.bytes.length);
			bytes.set(picture.bytes);
			const clean: I420 = { ...picture, bytes };
			patch.paintOver(clean);
			return clean;
		},
	};
}

function isMarked(source: Source, patch: MarkPatch, share: number): boolean {
	const { correlation, gain } = patch.compare(source.picture(Math.floor(share * (source.frames - 1))));
	return correlation > likeness && gain > strength[0] && gain < strength[1];
}
