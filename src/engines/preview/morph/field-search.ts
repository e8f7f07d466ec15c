import type { Unlikeness } from "./unlikeness.ts";

/** A vector for every point of a small grid, in its points. */
export interface Field {
	readonly columns: number;
	readonly rows: number;
	readonly across: Float32Array;
	readonly down: Float32Array;
}

/** What a vector costs that differs from a neighbour's by one point; a match is worth at most 1. */
const stiffness = 0.45;
/** What a vector of half the view's width costs: among equals the shortest way wins. */
const laziness = 0.03;

export function createField({ columns, rows }: { columns: number; rows: number }): Field {
	return { columns, rows, across: new Float32Array(columns * rows), down: new Float32Array(columns * rows) };
}

/** Tries every whole vector within reach at every point, a few times, ever more bound to what its neighbours found. */
export function searchField(field: Field, unlikeness: Unlikeness, reach: { reachX: number; reachY: number }): void {
	const rounds = 5;
	for (let round = 0; round < rounds; round++) {
		const bound = stiffness * ((round + 0.3) / rounds);
		eachPoint(field, round, (index) => {
			const best = createBest(field, unlikeness, { index, bound });
			for (let down = -reach.reachY; down <= reach.reachY; down++)
				for (let across = -reach.reachX; across <= reach.reachX; across++) best.offer(across, down);
			best.keep();
		});
	}
}

/** Improves a field by what its neighbours hold, by their mean, and by ever smaller steps. */
export function refineField(field: Field, unlikeness: Unlikeness, { sweeps }: { sweeps: number }): void {
	const { columns, rows, across, down } = field;
	for (let sweep = 0; sweep < sweeps; sweep++) {
		const step = 1.5 * 0.62 ** sweep;
		eachPoint(field, sweep, (index) => {
			const best = createBest(field, unlikeness, { index, bound: stiffness });
			const [x, y] = [across[index] as number, down[index] as number];
			const column = index % columns;
			const row = Math.floor(index / columns);
			let [sumX, sumY, count] = [0, 0, 0];
			const visit = (neighbour: number): void => {
				const [nx, ny] = [across[neighbour] as number, down[neighbour] as number];
				sumX += nx;
				sumY += ny;
				count += 1;
				if (sweep < 4) best.offer(nx, ny);
			};
			if (column > 0) visit(index - 1);
			if (column < columns - 1) visit(index + 1);
			if (row > 0) visit(index - columns);
			if (row < rows - 1) visit(index + columns);
			best.offer(sumX / count, sumY / count);
			best.offer((x + sumX / count) / 2, (y + sumY / count) / 2);
			best.offer(x + step, y);
			best.offer(x - step, y);
			best.offer(x, y + step);
			best.offer(x, y - step);
			best.keep();
		});
	}
}

/** In reading order and back by turns, so that what one point finds runs through the whole view. */
function eachPoint(field: Field, round: number, visit: (index: number) => void): void {
	const count = field.across.length;
	for (let step = 0; step < count; step++) visit(round % 2 === 0 ? step : count - 1 - step);
}

interface Best {
	offer(across: number, down: number): void;
	keep(): void;
}

function createBest(field: Field, unlikeness: Unlikeness, { index, bound }: { index: number; bound: number }): Best {
	const { columns, rows, across, down } = field;
	const x = index % columns;
	const y = Math.floor(index / columns);
	const place = { x, y };
	const cost = (vx: number, vy: number): number => {
		let bend = 0;
		const against = (neighbour: number): void => {
			bend += (vx - (across[neighbour] as number)) ** 2 + (vy - (down[neighbour] as number)) ** 2;
		};
		if (x > 0) against(index - 1);
		if (x < columns - 1) against(index + 1);
		if (y > 0) against(index - columns);
		if (y < rows - 1) against(index + columns);
		const way = (4 * (vx * vx + vy * vy)) / (columns * columns);
		const rest = bound * bend + laziness * way;
		return rest >= lowest ? rest : rest + unlikeness(place, vx, vy);
	};
	let lowest = Number.POSITIVE_INFINITY;
	let [bestX, bestY] = [across[index] as number, down[index] as number];
	lowest = cost(bestX, bestY);
	return {
		offer(vx, vy) {
			const price = cost(vx, vy);
			if (price >= lowest) return;
			lowest = price;
			bestX = vx;
			bestY = vy;
		},
		keep() {
			across[index] = bestX;
			down[index] = bestY;
		},
	};
}
