/** Where a small field of bytes lies among those of a picture. */
export interface FieldPlace {
	readonly at: number;
	readonly stride: number;
}

/** Paints what is covered of a small field from what lies around it. */
export interface Fill {
	/** What the whole field would be: what is covered is mixed of the nearest that is not, the rest is as it is. */
	guess(target: Float32Array, bytes: Uint8Array, place: FieldPlace): void;
	/** Writes the guess; `textured` lends it the fine grain of what lies above the field's middle. */
	paint(bytes: Uint8Array, place: FieldPlace & { readonly textured: boolean }): void;
}

const directions = 16;
/** Rows above from which grain is taken, in shares of the field's height; a field that has no such rows gets none. */
const grainAbove = 0.55;

/** `covered` is 1 where something hides the field, row by row. */
export function createFill(field: { width: number; height: number; covered: Uint8Array }): Fill {
	const { width, height, covered } = field;
	const hidden = Uint32Array.from([...covered.keys()].filter((index) => covered[index] === 1));
	const sources = new Int32Array(hidden.length * directions).fill(-1);
	const shares = new Float32Array(hidden.length * directions);
	hidden.forEach((index, number) => {
		findAround(field, { index, number, sources, shares });
	});
	const whole = new Float32Array(width * height);
	const guess: Fill["guess"] = (target, bytes, { at, stride }) => {
		for (let index = 0; index < target.length; index++)
			target[index] = bytes[at + Math.floor(index / width) * stride + (index % width)] as number;
		hidden.forEach((index, number) => {
			let sum = 0;
			for (let way = number * directions; way < (number + 1) * directions; way++) {
				const source = sources[way] as number;
				if (source < 0) continue;
				const place = at + Math.floor(source / width) * stride + (source % width);
				sum += (shares[way] as number) * (bytes[place] as number);
			}
			target[index] = sum;
		});
	};
	return {
		guess,
		paint(bytes, { at, stride, textured }) {
			guess(whole, bytes, { at, stride });
			const above = Math.round(height * grainAbove) * stride;
			const grainy = textured && at - above - 2 * stride > 0;
			for (const index of hidden) {
				const place = at + Math.floor(index / width) * stride + (index % width);
				const grain = grainy ? grainAt(bytes, place - above, stride) : 0;
				bytes[place] = Math.max(0, Math.min(255, Math.round((whole[index] as number) + grain)));
			}
		},
	};
}

/** The nearest points in sight that are not covered, near ones counting most. */
function findAround(
	{ width, height, covered }: { width: number; height: number; covered: Uint8Array },
	hidden: { index: number; number: number; sources: Int32Array; shares: Float32Array },
): void {
	const { index, number, sources, shares } = hidden;
	let total = 0;
	for (let way = 0; way < directions; way++) {
		const angle = (way / directions) * Math.PI * 2;
		for (let step = 1; step < width + height; step++) {
			const x = Math.round((index % width) + Math.cos(angle) * step);
			const y = Math.round(Math.floor(index / width) + Math.sin(angle) * step);
			if (x < 0 || y < 0 || x >= width || y >= height) break;
			if (covered[y * width + x] === 1) continue;
			const share = 1 / (step * step);
			sources[number * directions + way] = y * width + x;
			shares[number * directions + way] = share;
			total += share;
			break;
		}
	}
	for (let way = number * directions; way < (number + 1) * directions; way++)
		shares[way] = (shares[way] as number) / Math.max(total, 1e-9);
}

/** How a byte differs from the mean of those around it. */
function grainAt(bytes: Uint8Array, place: number, stride: number): number {
	let sum = 0;
	for (let row = -2; row <= 2; row++)
		for (let column = -2; column <= 2; column++) sum += bytes[place + row * stride + column] as number;
	return (bytes[place] as number) - sum / 25;
}
