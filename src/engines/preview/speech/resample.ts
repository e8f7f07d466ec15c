/** Taps on each side of a sample, and the points between two samples for which the filter is drawn up. */
const reach = 12;
const phases = 64;

/**
 * The same sound with other samples a second, or, where `to` is not meant as such, faster and higher. Frequencies that
 * would fold back are left out.
 */
export function resample(samples: Float32Array, from: number, to: number): Float32Array {
	if (from === to) return samples.slice();
	const step = from / to;
	const kept = Math.min(1, to / from) * 0.94;
	const width = Math.ceil(reach / kept);
	const table = drawKernel(width, kept);
	const result = new Float32Array(Math.round(samples.length / step));
	for (let index = 0; index < result.length; index++) {
		const place = index * step;
		const whole = Math.floor(place);
		const phase = Math.round((place - whole) * phases);
		const row = phase * 2 * width;
		const first = whole - width + 1;
		const start = Math.max(0, -first);
		const end = Math.min(2 * width, samples.length - first);
		let sum = 0;
		for (let tap = start; tap < end; tap++) sum += samples[first + tap]! * table[row + tap]!;
		result[index] = sum;
	}
	return result;
}

/** A row of taps for each phase: a sinc under a Blackman window, each row summing to 1. */
function drawKernel(width: number, kept: number): Float32Array {
	const table = new Float32Array((phases + 1) * 2 * width);
	for (let phase = 0; phase <= phases; phase++) {
		const row = table.subarray(phase * 2 * width, (phase + 1) * 2 * width);
		let sum = 0;
		for (let tap = 0; tap < row.length; tap++) {
			const away = tap - width + 1 - phase / phases;
			const turn = Math.PI * away * kept;
			const window = 0.42 + 0.5 * Math.cos((Math.PI * away) / width) + 0.08 * Math.cos((2 * Math.PI * away) / width);
			row[tap] = Math.abs(away) >= width ? 0 : (turn === 0 ? 1 : Math.sin(turn) / turn) * window;
			sum += row[tap]!;
		}
		for (let tap = 0; tap < row.length; tap++) row[tap] = row[tap]! / sum;
	}
	return table;
}
