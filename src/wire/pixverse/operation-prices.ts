import type { Quality } from "./models.ts";

/** Credits a second of the film that is worked on. */
type PerSecond = Readonly<Partial<Record<Quality, number>>>;

/** What calls without a model cost, in whole credits. What the vendor's tables do not say is marked as ours. */
const MIMIC: PerSecond = { "360p": 9, "540p": 10, "720p": 12 };
/** Ours: nobody has published it; a user's 80 credits for 5 s at 720p. */
const MODIFY: PerSecond = { "360p": 12, "540p": 14, "720p": 16 };
/** Ours: as motion control, which does the like. */
const SWAP: PerSecond = MIMIC;
const RESTYLE_PER_SECOND = 10;
const UPSCALE_PER_SECOND = 5;
const SOUND_PER_SECOND = 2;
const SPEECH_PER_SECOND = 4;
const SPEECH_PER_WORDS = { credits: 4, bytes: 15 } as const;
export const MASK_CREDITS = 2;
/** Ours. */
export const IMAGE_TEMPLATE_CREDITS = 20;

/** Ours, after a reseller's prices: a second, and at least. */
const MULTI_TRANSITION: Readonly<Record<Quality, { readonly second: number; readonly least: number }>> = {
	"360p": { second: 9, least: 23 },
	"540p": { second: 9, least: 23 },
	"720p": { second: 12, least: 30 },
	"1080p": { second: 24, least: 60 },
};
const FAST_FACTOR = 2;

export const OPERATION_CREDITS = {
	mimic: (quality: Quality, seconds: number) => perSecond(MIMIC[quality], seconds),
	modify: (quality: Quality, seconds: number) => perSecond(MODIFY[quality], seconds),
	swap: (quality: Quality, seconds: number) => perSecond(SWAP[quality], seconds),
	restyle: (seconds: number) => perSecond(RESTYLE_PER_SECOND, seconds),
	upscale: (seconds: number) => perSecond(UPSCALE_PER_SECOND, seconds),
	soundEffect: (seconds: number) => perSecond(SOUND_PER_SECOND, seconds),
	/** Of the audio that is given. */
	ownAudio: (seconds: number) => perSecond(SPEECH_PER_SECOND, seconds),
	/** Of words to be spoken, by their bytes in UTF-8. */
	speech: (words: string) =>
		Math.ceil(new TextEncoder().encode(words).length / SPEECH_PER_WORDS.bytes) * SPEECH_PER_WORDS.credits,
	/** @param seconds of the whole film. */
	multiTransition(quality: Quality, seconds: number, fast: boolean) {
		const { second, least } = MULTI_TRANSITION[quality];
		return Math.max(least, second * seconds) * (fast ? FAST_FACTOR : 1);
	},
} as const;

export type PricedOperation = keyof typeof OPERATION_CREDITS | "mask" | "imageTemplate";

/** Prices that no page of the vendor's says. */
export const OUR_PRICES: ReadonlySet<PricedOperation> = new Set(["modify", "swap", "multiTransition", "imageTemplate"]);

/** So much more than a whole second is a file's rounding, not a started one. */
const ROUNDING_SECONDS = 0.05;

/** Each started second is paid. */
function perSecond(credits: number | undefined, seconds: number): number {
	if (credits === undefined) throw new RangeError("there is no price for this quality");
	return credits * startedSeconds(seconds);
}

/** A length as it is paid for: whole, and at least 1. */
export function startedSeconds(seconds: number): number {
	return Math.max(1, Math.ceil(seconds - ROUNDING_SECONDS));
}
