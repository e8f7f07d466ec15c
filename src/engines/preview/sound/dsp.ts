/** Samples a second of everything here. */
export const sampleRate = 48_000;

const whiteLength = 1 << 19;
let white: Float32Array | null = null;

/** White noise, -1 to 1, eleven seconds long, the same for everybody: read it from a place of your own, and around. */
export function whiteNoise(): { readonly samples: Float32Array; readonly mask: number } {
	white ??= drawWhite();
	return { samples: white, mask: whiteLength - 1 };
}

function drawWhite(): Float32Array {
	const samples = new Float32Array(whiteLength);
	let state = 0x2545f491;
	for (let index = 0; index < whiteLength; index++) {
		state ^= state << 13;
		state ^= state >>> 17;
		state ^= state << 5;
		samples[index] = state * 4.656612873077393e-10;
	}
	return samples;
}

/** The share of the way that a one-pole filter with this corner goes towards its input in one sample. */
export function poleFor(hertz: number): number {
	return 1 - Math.exp((-2 * Math.PI * Math.min(hertz, sampleRate * 0.45)) / sampleRate);
}

/** 0 at 0, up to 1 at `rise`, level, and from `1 - fall` down to 0 at 1, rounded: an event without a click. */
export function swell(share: number, rise: number, fall: number): number {
	if (share <= 0 || share >= 1) return 0;
	return rounded(Math.min(1, share / rise)) * rounded(Math.min(1, (1 - share) / fall));
}

/** Up at once (over 2 % of its time) and away exponentially: something struck. */
export function struck(share: number): number {
	return share <= 0 || share >= 1 ? 0 : Math.min(1, share / 0.02) * Math.exp(-5 * share) * (1 - share);
}

/** Half a cosine from 0 to 1. */
export function rounded(share: number): number {
	return 0.5 - 0.5 * Math.cos(Math.PI * share);
}

/** What of a sound at `pan` (-1 left to 1 right) reaches each side; the power stays the same. */
export function panned(pan: number): readonly [number, number] {
	const angle = ((Math.min(1, Math.max(-1, pan)) + 1) * Math.PI) / 4;
	return [Math.cos(angle), Math.sin(angle)];
}
