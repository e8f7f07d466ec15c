/** A stretch of sound as it was decoded. */
export interface SoundFrame {
	readonly atSeconds: number;
	readonly channels: readonly Float32Array[];
	readonly rate: number;
}

/** Puts decoded stretches one after the other, as two channels. */
export interface StereoTape {
	add(frame: SoundFrame): void;
	/** All of it, from instant 0 on; null when nothing was added. A recording in one channel gives the same array twice. */
	finish(): { readonly left: Float32Array; readonly right: Float32Array; readonly rate: number } | null;
}

/** Two stretches that are this near each other follow each other: instants come rounded. */
const seamSeconds = 0.05;

export function createStereoTape(mostSeconds: number): StereoTape {
	const lefts: Float32Array[] = [];
	const rights: Float32Array[] = [];
	let rate = 0;
	let length = 0;
	let isStereo = false;
	const put = (left: Float32Array, right: Float32Array) => {
		const room = Math.max(0, Math.ceil(mostSeconds * rate) - length);
		lefts.push(left.subarray(0, room));
		rights.push(right.subarray(0, room));
		length += Math.min(room, left.length);
	};
	return {
		add(frame) {
			rate ||= frame.rate;
			if (frame.rate !== rate) return; // No encoder changes it on the way; who does is broken.
			let [left, right] = twoOf(frame.channels);
			const at = Math.round(frame.atSeconds * rate);
			if (at < 0) [left, right] = [left.subarray(-at), right.subarray(-at)];
			const gap = Math.min(at, Math.ceil(mostSeconds * rate)) - length;
			if (gap > seamSeconds * rate) put(new Float32Array(gap), new Float32Array(gap));
			isStereo ||= frame.channels.length > 1;
			put(left, right);
		},
		finish() {
			if (lefts.length === 0) return null;
			const left = joined(lefts, length);
			return { left, right: isStereo ? joined(rights, length) : left, rate };
		},
	};
}

const half = Math.SQRT1_2;

/** More than two channels are, in the order of every format read here, left, right, middle, low, and those behind. */
function twoOf(channels: readonly Float32Array[]): [Float32Array, Float32Array] {
	const [left, right, middle, , behindLeft, behindRight] = channels;
	if (left === undefined) throw new RangeError("a sound has a channel");
	if (right === undefined) return [left, left];
	if (middle === undefined) return [left, right];
	const mix = (front: Float32Array, behind: Float32Array | undefined) =>
		front.map((sample, at) => 0.6 * (sample + half * middle[at]! + half * (behind?.[at] ?? 0)));
	return [mix(left, behindLeft), mix(right, behindRight)];
}

function joined(parts: readonly Float32Array[], length: number): Float32Array {
	const whole = new Float32Array(length);
	let at = 0;
	for (const part of parts) {
		whole.set(part, at);
		at += part.length;
	}
	return whole;
}
