/** The way from one picture to the next. */
export interface Stretch {
	readonly seconds: number;
	readonly prompt: string;
}

/** Where a film is on its way through its pictures. */
export interface Whereabouts {
	readonly stretch: number;
	/** 0 to 1, of this stretch; exactly 0 in the film's first frame and exactly 1 in its last. */
	readonly share: number;
	/** How much nearer the camera is than at the pictures themselves. */
	readonly zoom: number;
}

/** How fast a picture in the middle is passed, as a share of the mean pace: it is looked at, but nothing halts. */
const pace = 0.42;
const nearest = 0.045;

/** Plans a film whose stretches fill it; each picture is met at the frame nearest to its time. */
export function planPassage(
	stretches: readonly Stretch[],
	film: { seconds: number; fps: number },
): (atSeconds: number) => Whereabouts {
	const total = stretches.reduce((sum, { seconds }) => sum + seconds, 0);
	const last = Math.max(1, film.seconds * film.fps - 1);
	const joints = [0];
	let behind = 0;
	for (const { seconds } of stretches) {
		behind += seconds;
		joints.push(Math.round((behind / total) * last));
	}
	return (atSeconds) => {
		const frame = Math.min(last, Math.max(0, atSeconds * film.fps));
		let stretch = 0;
		while (stretch < stretches.length - 1 && frame >= (joints[stretch + 1] as number)) stretch += 1;
		const [from, to] = [joints[stretch] as number, joints[stretch + 1] as number];
		const time = to > from ? (frame - from) / (to - from) : 1;
		const enter = stretch === 0 ? 0 : pace;
		const leave = stretch === stretches.length - 1 ? 0 : pace;
		return { stretch, share: snapped(hermite(time, enter, leave)), zoom: nearest * Math.sin(Math.PI * time) ** 2 };
	};
}

/** From 0 to 1, entered and left at the given paces. */
function hermite(time: number, enter: number, leave: number): number {
	const square = time * time;
	const cube = square * time;
	return (cube - 2 * square + time) * enter + (3 * square - 2 * cube) + (cube - square) * leave;
}

/** What differs from a picture by less than a pixel's thousandth is the picture. */
function snapped(share: number): number {
	return share < 1e-6 ? 0 : share > 1 - 1e-6 ? 1 : share;
}
