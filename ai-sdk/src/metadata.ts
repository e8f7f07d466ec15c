import type { Film, Task } from "@filmgate/sdk";

/** `providerMetadata.filmgate.tasks[…]`: how a task is. */
export type FilmgateTaskMetadata = {
	taskId: string;
	status: string;
	/** 0 to 100, or null when the engine does not say. */
	progress: number | null;
	/** How many tasks go before it; null when it is not queued. */
	queuePosition: number | null;
};

/** `providerMetadata.filmgate.videos[…]`: one for each video, in the same order. Measured from its bytes. */
export type FilmgateVideoMetadata = {
	taskId: string;
	filmId: string;
	seed: number;
	mediaType: string;
	bytes: number;
	sha256: string;
	width: number | null;
	height: number | null;
	/** Seconds. */
	duration: number | null;
	fps: number | null;
	hasSound: boolean;
	/** Signed: whoever has it may watch, until `expiresAt`. */
	url: string;
	coverUrl: string | null;
	expiresAt: string | null;
};

/** `providerMetadata.filmgate.cost`, in millionths of a dollar. */
export type FilmgateCost = {
	/** What was quoted for all tasks when they were accepted. */
	quotedMicroDollars: number;
	/** What was charged in the end: tasks without a film cost nothing. */
	chargedMicroDollars: number;
};

export function taskMetadata({ id, status, progress, queuePosition }: Task): FilmgateTaskMetadata {
	return { taskId: id, status, progress, queuePosition };
}

export function videoMetadata(task: Task, film: Film): FilmgateVideoMetadata {
	const { id, mime, bytes, sha256, width, height, seconds, fps, hasSound, url, coverUrl } = film;
	return {
		...{ taskId: task.id, filmId: id, seed: task.seed, mediaType: mime, bytes, sha256 },
		...{ width, height, duration: seconds, fps, hasSound, url, coverUrl, expiresAt: task.timestamps.expiresAt },
	};
}

export function costOf(tasks: readonly Task[]): FilmgateCost {
	const sum = (some: readonly Task[]) => some.reduce((total, { price }) => total + price.microDollars, 0);
	return {
		quotedMicroDollars: sum(tasks),
		chargedMicroDollars: sum(tasks.filter(({ price }) => price.settlement === "charged")),
	};
}
