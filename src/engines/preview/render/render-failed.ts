/** Why a film could not be made, or a picture not be read, in words that a client may see. */
export class RenderFailed extends Error {
	override readonly name = "RenderFailed";
}

/** A film is too busy for constant quality: it is to be drawn again at a held rate. */
export class TooManyBits extends Error {
	override readonly name = "TooManyBits";
}

/** A failure as it crosses threads and processes. */
export interface Failure {
	/** For the client. */
	readonly reason: string;
	/** Where it happened, for the operator; null where nobody knows. */
	readonly stack: string | null;
}

/** Puts any error into words; a system's error loses its path on the way. */
export function explainFailure(error: unknown): Failure {
	if (!(error instanceof Error)) return { reason: String(error), stack: null };
	const stack = (error instanceof RenderFailed && typeof error.cause === "string" ? error.cause : error.stack) ?? null;
	const { code, syscall } = error as NodeJS.ErrnoException;
	const reason = syscall === undefined ? error.message : `The renderer's files failed it: ${code}.`;
	return { reason, stack };
}

/** A failure from another thread or process as an error of this one. */
export function failureToError({ reason, stack }: Failure): RenderFailed {
	return new RenderFailed(reason, { cause: stack });
}
