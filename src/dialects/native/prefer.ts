import type { Headers } from "../dialect.ts";

/** The longest that one answer is held back. */
export const MAX_WAIT_SECONDS = 60;

/** The seconds of `Prefer: wait=N` (RFC 7240), at most 60. Null without one; what cannot be read is no preference. */
export function readWaitSeconds(headers: Headers): number | null {
	const preferences = [headers.prefer ?? []].flat().join(",").split(/[,;]/);
	for (const preference of preferences) {
		const [, seconds] = /^\s*wait\s*=\s*"?(\d{1,9})"?\s*$/i.exec(preference) ?? [];
		if (seconds !== undefined) return Math.min(MAX_WAIT_SECONDS, Number(seconds));
	}
	return null;
}

/** Says which wait was granted; no header where none was asked. */
export function preferenceApplied(seconds: number | null): Record<string, string> {
	return seconds === null ? {} : { "preference-applied": `wait=${seconds}` };
}
