import { boxBlurInto, createPlane, type Plane } from "../picture/plane.ts";

/** Where things were: what is seen at a point of the later picture was at that point plus (x, y), in grid squares, in the earlier one. */
export interface Flow {
	readonly columns: number;
	readonly rows: number;
	readonly x: Float32Array;
	readonly y: Float32Array;
}

const rounds = 4;
const windowRadius = 2;
/** How much contrast a window must have before its own motion counts; below, its surroundings' does. */
const calm = 1.5e-4;

export function stillFlow(shape: { readonly columns: number; readonly rows: number }): Flow {
	const points = shape.columns * shape.rows;
	return { columns: shape.columns, rows: shape.rows, x: new Float32Array(points), y: new Float32Array(points) };
}

/**
 * The motion between two pictures of one size, given as lightness: Lucas and Kanade's least squares in small windows, from
 * coarse to fine, smoothed where there is little to see. Finds steps of up to about a twelfth of the picture.
 */
export function measureFlow(earlier: Plane, later: Plane): Flow {
	const levels: [Plane, Plane][] = [[earlier, later]];
	for (let [one, other] = levels[0]!; Math.min(one.columns, one.rows) >= 16; ) {
		one = halve(one);
		other = halve(other);
		levels.push([one, other]);
	}
	let flow: Flow | null = null;
	for (const [one, other] of levels.reverse()) {
		flow = refine(flow === null ? stillFlow(other) : enlarge(flow, other), one, other);
	}
	return flow as Flow;
}

function refine(flow: Flow, earlier: Plane, later: Plane): Flow {
	const { columns, rows } = later;
	const points = columns * rows;
	const [slopeX, slopeY] = slopesOf(later);
	const scratch = new Float32Array(points);
	const plane = { columns, rows, values: new Float32Array(points) };
	const product = (target: Float32Array, one: Float32Array, other: Float32Array): Float32Array => {
		const { values } = plane;
		for (let index = 0; index < points; index++) values[index] = (one[index] as number) * (other[index] as number);
		boxBlurInto(target, plane, { radius: windowRadius, scratch });
		return target;
	};
	const xx = product(new Float32Array(points), slopeX, slopeX);
	const yy = product(new Float32Array(points), slopeY, slopeY);
	const xy = product(new Float32Array(points), slopeX, slopeY);
	const [miss, missX, missY] = [new Float32Array(points), new Float32Array(points), new Float32Array(points)];
	const { x, y } = flow;
	for (let round = 0; round < rounds; round++) {
		for (let row = 0, index = 0; row < rows; row++) {
			for (let column = 0; column < columns; column++, index++) {
				const was = sample(earlier, column + (x[index] as number), row + (y[index] as number));
				// A changed light over both pictures must not look like motion.
				miss[index] = Math.max(-0.2, Math.min(0.2, was - (later.values[index] as number)));
			}
		}
		product(missX, slopeX, miss);
		product(missY, slopeY, miss);
		for (let index = 0; index < points; index++) {
			const a = (xx[index] as number) + calm;
			const b = xy[index] as number;
			const c = (yy[index] as number) + calm;
			const scale = 1 / (a * c - b * b);
			const stepX = ((missX[index] as number) * c - (missY[index] as number) * b) * scale;
			const stepY = ((missY[index] as number) * a - (missX[index] as number) * b) * scale;
			x[index] = (x[index] as number) - Math.max(-1, Math.min(1, stepX));
			y[index] = (y[index] as number) - Math.max(-1, Math.min(1, stepY));
		}
	}
	for (let index = 0; index < points; index++) miss[index] = (xx[index] as number) + (yy[index] as number);
	return smoothFlow(flow, miss);
}

/** Points with much to see speak for those around them that have little. */
function smoothFlow(flow: Flow, contrast: Float32Array): Flow {
	const { columns, rows } = flow;
	const points = columns * rows;
	const [scratch, total] = [new Float32Array(points), new Float32Array(points)];
	const weight = contrast.map((value) => value + calm * 0.05);
	boxBlurInto(total, { columns, rows, values: weight }, { radius: 2, scratch });
	const mean = (values: Float32Array): Float32Array => {
		const weighted = values.map((value, index) => value * (weight[index] as number));
		boxBlurInto(weighted, { columns, rows, values: weighted }, { radius: 2, scratch });
		for (let index = 0; index < points; index++)
			weighted[index] = (weighted[index] as number) / (total[index] as number);
		return weighted;
	};
	return { columns, rows, x: mean(flow.x), y: mean(flow.y) };
}

function slopesOf({ columns, rows, values }: Plane): [Float32Array, Float32Array] {
	const across = new Float32Array(values.length);
	const down = new Float32Array(values.length);
	for (let row = 0; row < rows; row++) {
		for (let column = 0; column < columns; column++) {
			const index = row * columns + column;
			const right = column < columns - 1 ? index + 1 : index;
			const left = column > 0 ? index - 1 : index;
			const below = row < rows - 1 ? index + columns : index;
			const above = row > 0 ? index - columns : index;
			across[index] = ((values[right] as number) - (values[left] as number)) / Math.max(1, right - left);
			down[index] = ((values[below] as number) - (values[above] as number)) / Math.max(1, (below - above) / columns);
		}
	}
	return [across, down];
}

function halve(plane: Plane): Plane {
	const columns = plane.columns >> 1;
	const rows = plane.rows >> 1;
	const half = createPlane({ columns, rows });
	for (let row = 0; row < rows; row++) {
		for (let column = 0; column < columns; column++) {
			const at = row * 2 * plane.columns + column * 2;
			const sum =
				(plane.values[at] as number) +
				(plane.values[at + 1] as number) +
				(plane.values[at + plane.columns] as number) +
				(plane.values[at + plane.columns + 1] as number);
			half.values[row * columns + column] = sum / 4;
		}
	}
	return half;
}

function enlarge(flow: Flow, shape: Plane): Flow {
	const { columns, rows } = shape;
	const large = stillFlow(shape);
	const [x, y] = [flow.x, flow.y].map((values) => ({ columns: flow.columns, rows: flow.rows, values })) as [
		Plane,
		Plane,
	];
	for (let index = 0; index < columns * rows; index++) {
		const column = ((index % columns) - 0.5) / 2;
		const row = (Math.floor(index / columns) - 0.5) / 2;
		large.x[index] = 2 * sample(x, column, row);
		large.y[index] = 2 * sample(y, column, row);
	}
	return large;
}

/** Between the points, bilinearly; beyond the border its points go on. */
export function sample({ columns, rows, values }: Plane, column: number, row: number): number {
	const x = column < 0 ? 0 : column > columns - 1.001 ? columns - 1.001 : column;
	const y = row < 0 ? 0 : row > rows - 1.001 ? rows - 1.001 : row;
	const left = x | 0;
	const top = y | 0;
	const index = top * columns + left;
	const right = x - left;
	const upper = (values[index] as number) + ((values[index + 1] as number) - (values[index] as number)) * right;
	const below = index + columns;
	const lower = (values[below] as number) + ((values[below + 1] as number) - (values[below] as number)) * right;
	return upper + (lower - upper) * (y - top);
}
