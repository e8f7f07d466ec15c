/** How long to wait before the attempt after `failures` failed ones: doubling from `firstMs` up to `mostMs`. */
export function backOff(failures: number, firstMs: number, mostMs: number): number {
	return Math.min(mostMs, firstMs * 2 ** Math.min(failures, 30));
}
