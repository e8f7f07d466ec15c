import type { FittedPicture } from "../picture/fit-picture.ts";
import { alignSubjects } from "./align-subjects.ts";
import { type Features, takeFeatures } from "./features.ts";
import { createField, type Field, refineField, searchField } from "./field-search.ts";
import { createUnlikeness, type Unlikeness } from "./unlikeness.ts";

/** Points on the longer side of the views that are matched, one after the other. */
const levels = [32, 56, 96] as const;

/**
 * What of one picture becomes what of the other: a field on the picture half-way between them. The point there comes
 * from `point - vector` of the first picture and goes to `point + vector` of the second. One smooth field for both
 * directions has no holes and tears nothing.
 */
export interface Match {
	readonly field: Field;
	/** 0 to 1 for every point: how alike what meets there is. */
	readonly likeness: Float32Array;
}

/** Matches two pictures of one size: found coarsely anywhere within reach, then refined from view to finer view. */
export function matchPictures(first: FittedPicture, second: FittedPicture): Match {
	let field: Field | null = null;
	let pair: readonly [Features, Features] | null = null;
	for (const long of levels) {
		pair = [takeFeatures(first, long), takeFeatures(second, long)];
		if (field === null) {
			field = alignSubjects(pair) ?? searched(pair[0], createUnlikeness(pair));
		} else {
			field = enlarge(field, pair[0]);
		}
		refineField(field, createUnlikeness(pair), { sweeps: long === 96 ? 5 : 8 });
	}
	const found = field as Field;
	const unlikeness = createUnlikeness(pair as readonly [Features, Features]);
	const likeness = Float32Array.from({ length: found.across.length }, (_, index) => {
		const place = { x: index % found.columns, y: Math.floor(index / found.columns) };
		return 1 - unlikeness(place, found.across[index] as number, found.down[index] as number);
	});
	return { field: found, likeness };
}

function searched(shape: { columns: number; rows: number }, unlikeness: Unlikeness): Field {
	const field = createField(shape);
	searchField(field, unlikeness, { reachX: Math.ceil(field.columns * 0.22), reachY: Math.ceil(field.rows * 0.22) });
	return field;
}

/** The field on a finer grid, its vectors as much longer. */
function enlarge(field: Field, shape: { columns: number; rows: number }): Field {
	const larger = createField(shape);
	const [perX, perY] = [field.columns / shape.columns, field.rows / shape.rows];
	for (let index = 0; index < larger.across.length; index++) {
		const x = Math.min(field.columns - 1, Math.max(0, ((index % shape.columns) + 0.5) * perX - 0.5));
		const y = Math.min(field.rows - 1, Math.max(0, (Math.floor(index / shape.columns) + 0.5) * perY - 0.5));
		larger.across[index] = sampleAt(field.across, field, { x, y }) / perX;
		larger.down[index] = sampleAt(field.down, field, { x, y }) / perY;
	}
	return larger;
}

function sampleAt(
	values: Float32Array,
	shape: { columns: number; rows: number },
	{ x, y }: { x: number; y: number },
): number {
	const [column, row] = [Math.min(shape.columns - 2, Math.floor(x)), Math.min(shape.rows - 2, Math.floor(y))];
	const [right, low] = [x - column, y - row];
	const at = row * shape.columns + column;
	const top = (values[at] as number) * (1 - right) + (values[at + 1] as number) * right;
	const below = values.subarray(at + shape.columns, at + shape.columns + 2);
	return top * (1 - low) + ((below[0] as number) * (1 - right) + (below[1] as number) * right) * low;
}
