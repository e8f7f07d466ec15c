import { boxBlur } from "../picture/plane.ts";
import type { Field } from "./field-search.ts";

/** Neighbours' vectors may differ by so much of the way between them: at 1 the picture would fold. */
const steepest = 0.42;

/** The field made safe to bend a picture by: nowhere steep, with soft shoulders. */
export function smoothField(field: Field): Field {
	const { columns, rows } = field;
	const soften = (values: Float32Array): Float32Array => {
		const limited = limitSteps(boxBlur({ columns, rows, values }, 1).values, field);
		return boxBlur({ columns, rows, values: limited }, 1).values;
	};
	return { columns, rows, across: soften(field.across), down: soften(field.down) };
}

/** Takes what is too much of a step from both its sides, over and over. */
function limitSteps(values: Float32Array, { columns, rows }: { columns: number; rows: number }): Float32Array {
	const level = (index: number, neighbour: number): boolean => {
		const step = (values[index] as number) - (values[neighbour] as number);
		const over = Math.abs(step) - steepest;
		if (over <= 0.01) return true;
		const half = (Math.sign(step) * over) / 2;
		values[index] = (values[index] as number) - half;
		values[neighbour] = (values[neighbour] as number) + half;
		return false;
	};
	for (let round = 0; round < 120; round++) {
		let even = true;
		for (let index = 0; index < values.length; index++) {
			if (index % columns < columns - 1) even = level(index, index + 1) && even;
			if (index < columns * (rows - 1)) even = level(index, index + columns) && even;
		}
		if (even) break;
	}
	return values;
}
