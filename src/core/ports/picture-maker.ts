/** A picture that was made of a film or of another picture. */
export interface MadePicture {
	readonly bytes: Uint8Array;
	readonly mime: "image/jpeg" | "image/png" | "image/webp";
	readonly width: number;
	readonly height: number;
}

/** What a frame of a film shows. */
export interface FoundRegions {
	/** The frame itself, a JPEG of the film's size. */
	readonly keyframe: MadePicture;
	/** Its number, from 1: the one that was asked for, or the film's last. */
	readonly frame: number;
	/** White where the region is, black elsewhere; PNGs of the film's size. The background is the last. */
	readonly masks: readonly { readonly name: "person" | "object" | "background"; readonly picture: MadePicture }[];
}

export interface SheetWish {
	readonly columns: number;
	readonly rows: number;
	/** Pixels of the whole sheet; its height follows from the film's shape. */
	readonly width: number;
}

export interface ThumbnailWish {
	readonly mime: MadePicture["mime"];
	/** Pixels of the longer side, at most: nothing is made larger than it is. */
	readonly maxSide: number;
}

/**
 * Makes pictures of stored films and pictures, named by their SHA-256. Rejects with `not_found` for a hash that is not
 * stored, and with `medium_unreadable` or `medium_format_refused` for what cannot be decoded here.
 */
export interface PictureMaker {
	/** Frames from all over a film beside and below each other, in the order of time: a JPEG. */
	sheet(film: string, wish: SheetWish): Promise<MadePicture>;
	/** A cover or another picture, smaller and in another format. */
	thumbnail(picture: string, wish: ThumbnailWish): Promise<MadePicture>;
	/** What can be masked in a frame of a film; frames count from 1. */
	regions(film: string, keyframe: number): Promise<FoundRegions>;
}
