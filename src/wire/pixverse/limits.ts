const MEGABYTE = 1_000_000;

/** Code points. */
export const TEXT_LIMITS = { prompt: 5_000, negativePrompt: 2_048, soundWords: 2_048, speech: 200, name: 64 } as const;
/** Bytes of a name that a prompt calls a picture by. */
export const LONGEST_REFERENCE_NAME = 30;
export const LARGEST_SEED = 2 ** 31 - 1;

/** What an uploaded picture may be. Older pages say 4,000 pixels; the current one says 10,000. */
export const IMAGE_LIMITS = {
	formats: ["image/jpeg", "image/png", "image/webp"],
	maxBytes: 20 * 1024 * 1024,
	maxSide: 10_000,
} as const;

/** What an uploaded film or sound may be. Some calls take less: see `SOURCE_LIMITS`. */
export const MEDIA_LIMITS = {
	formats: ["video/mp4", "video/quicktime", "video/webm", "audio/mpeg", "audio/wav", "audio/mp4", "audio/aac"],
	maxBytes: 100 * MEGABYTE,
	maxSide: 1_920,
	maxSeconds: 30,
} as const;

/** A file's last frame may end a little after its last second. */
const SPARE_SECONDS = 0.5;

/** Whether a film has more than so many seconds, its file's rounding apart. */
export function isLongerThan(maxSeconds: number, seconds: number): boolean {
	return seconds >= maxSeconds + SPARE_SECONDS;
}

export interface SourceLimits {
	readonly maxBytes: number;
	readonly maxSeconds: number;
}

const PLAIN: SourceLimits = { maxBytes: 50 * MEGABYTE, maxSeconds: 30 };
const LARGE: SourceLimits = { maxBytes: 100 * MEGABYTE, maxSeconds: 30 };

/** The film that a call works on: 50 MB where no guide says 100. */
export const SOURCE_LIMITS = {
	extend: PLAIN,
	modify: LARGE,
	sound_effect: PLAIN,
	lip_sync: PLAIN,
	fusion: PLAIN,
	restyle: { ...PLAIN, maxSeconds: 16 },
	mask: PLAIN,
	swap: PLAIN,
	mimic: LARGE,
	upscale: PLAIN,
} as const satisfies Record<string, SourceLimits>;
export type SourceCall = keyof typeof SOURCE_LIMITS;
