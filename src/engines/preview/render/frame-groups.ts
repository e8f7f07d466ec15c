/** Frames `first` to `end - 1` of a film. Each group begins with a key frame and is encoded on its own. */
export interface FrameGroup {
	readonly first: number;
	readonly end: number;
}

const longestGroup = 40;

/**
 * Cuts a film into groups of nearly equal length: an even number of them, for two threads, none over 40 frames
 * (1.7 s at 24 fps). The borders follow the frame count alone, so that neither the number of threads nor their pace shows
 * in the film. No group of a film of four frames or more has one frame only: two key frames in a row would need
 * different picture ids, which the encoder does not give to first frames.
 */
export function planFrameGroups(frames: number): readonly FrameGroup[] {
	const wanted = 2 * Math.ceil(frames / (2 * longestGroup));
	const count = Math.max(1, Math.min(wanted, Math.floor(frames / 2)));
	return Array.from({ length: count }, (_, index) => ({
		first: Math.floor((index * frames) / count),
		end: Math.floor(((index + 1) * frames) / count),
	}));
}
