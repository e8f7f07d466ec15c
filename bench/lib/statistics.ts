export function median(values: readonly number[]): number {
	const sorted = [...values].sort((one, other) => one - other);
	const middle = Math.floor(sorted.length / 2);
	const upper = sorted[middle] ?? Number.NaN;
	return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2;
}

/** The value that `share` (0 to 1) of the values do not exceed. */
export function percentile(values: Float64Array, share: number): number {
	const sorted = values.toSorted();
	return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** The median over rounds of one figure of each round. */
export function medianOf<Round>(rounds: readonly Round[], figure: (round: Round) => number): number {
	return median(rounds.map(figure));
}

/** The median of the quotients within each round: what slows a whole round cancels out. */
export function medianRatio<Round>(
	rounds: readonly Round[],
	others: readonly Round[],
	figure: (round: Round) => number,
): number {
	return median(rounds.map((round, index) => figure(round) / figure(others[index] as Round)));
}

export function perSecond(value: number): string {
	return `${Math.round(value).toLocaleString("en-US")}/s`;
}

export function milliseconds(value: number): string {
	return `${value < 10 ? value.toFixed(2) : value.toFixed(0)} ms`;
}

export function ratio(value: number): string {
	return `${value.toFixed(2)} ×`;
}
