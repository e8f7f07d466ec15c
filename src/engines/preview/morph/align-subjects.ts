import { type Features, featuresPerPoint, subjectWeight } from "./features.ts";
import { createField, type Field } from "./field-search.ts";

/** Where a view's subject lies and how far it reaches, in points, and how much of the view it fills. */
interface Subject {
	readonly x: number;
	readonly y: number;
	readonly spread: number;
	readonly fill: number;
}

/** How a thing in the first view is found in the second: about its middle grown by `scale`, then moved. */
interface Shift {
	readonly across: number;
	readonly down: number;
	readonly scale: number;
}

const scales = [0.7, 0.84, 1, 1.19, 1.42];

/**
 * A first guess for a match: what the first picture is of moves and grows to where the second shows what is most like
 * it, and takes its surroundings along ever less with distance. Null where it is of nothing in particular.
 */
export function alignSubjects(pair: readonly [Features, Features]): Field | null {
	const subject = findSubject(pair[0]);
	// Subjects that fill nothing or everything say nothing about where things belong.
	if (subject.fill < 0.01 || subject.fill > 0.55 || findSubject(pair[1]).fill < 0.01) return null;
	const shift = findShift(pair, subject);
	const field = createField(pair[0]);
	const middle = { x: subject.x + shift.across / 2, y: subject.y + shift.down / 2 };
	const growth = (shift.scale - 1) / (shift.scale + 1);
	// Wide enough that nothing folds on the way.
	const reach = Math.max(2 * subject.spread, 1.3 * Math.hypot(shift.across, shift.down), field.columns * 0.12);
	for (let index = 0; index < field.across.length; index++) {
		const x = (index % field.columns) - middle.x;
		const y = Math.floor(index / field.columns) - middle.y;
		const core = 0.6 * subject.spread;
		const away = Math.max(0, Math.hypot(x, y) - core);
		const share = Math.exp(-(away * away) / (2 * reach * reach));
		field.across[index] = share * (shift.across / 2 + growth * x);
		field.down[index] = share * (shift.down / 2 + growth * y);
	}
	return field;
}

function findSubject({ columns, values }: Features): Subject {
	let [weight, sumX, sumY, squares] = [1e-6, 0, 0, 0];
	const count = values.length / featuresPerPoint;
	for (let index = 0; index < count; index++) {
		const share = (values[index * featuresPerPoint + featuresPerPoint - 1] as number) ** 2;
		const [x, y] = [index % columns, Math.floor(index / columns)];
		weight += share;
		sumX += share * x;
		sumY += share * y;
		squares += share * (x * x + y * y);
	}
	const [x, y] = [sumX / weight, sumY / weight];
	const spread = Math.sqrt(Math.max(1, squares / weight - x * x - y * y));
	return { x, y, spread, fill: weight / (count * subjectWeight ** 2) };
}

/** Tries every whole step and a few sizes, and keeps where the views agree best about the subject. */
function findShift(pair: readonly [Features, Features], subject: Subject): Shift {
	const { columns, rows } = pair[0];
	const reachX = Math.round(columns * 0.42);
	const reachY = Math.round(rows * 0.36);
	let best: Shift & { cost: number } = { across: 0, down: 0, scale: 1, cost: Number.POSITIVE_INFINITY };
	for (const scale of scales) {
		for (let down = -reachY; down <= reachY; down++) {
			for (let across = -reachX; across <= reachX; across++) {
				const shift = { across, down, scale };
				const far = Math.hypot(across / columns, down / rows) + 0.5 * Math.abs(Math.log2(scale));
				const cost = disagreement(pair, subject, shift) * (1 + 0.25 * far);
				if (cost < best.cost) best = { ...shift, cost };
			}
		}
	}
	return best;
}

/** The mean difference over the subject and what is about it, 0 to 1; what would leave the view counts in full. */
function disagreement([first, second]: readonly [Features, Features], subject: Subject, shift: Shift): number {
	const { columns, rows, values } = first;
	const reach = 1.9 * subject.spread;
	const [left, right] = [Math.max(0, Math.ceil(subject.x - reach)), Math.min(columns - 1, subject.x + reach)];
	const [top, bottom] = [Math.max(0, Math.ceil(subject.y - reach)), Math.min(rows - 1, subject.y + reach)];
	let [sum, weight] = [0, 0];
	for (let y = top; y <= bottom; y++) {
		for (let x = left; x <= right; x++) {
			const from = (y * columns + x) * featuresPerPoint;
			const share = 0.25 + (values[from + featuresPerPoint - 1] as number);
			const toX = Math.round(subject.x + (x - subject.x) * shift.scale + shift.across);
			const toY = Math.round(subject.y + (y - subject.y) * shift.scale + shift.down);
			weight += share;
			if (toX < 0 || toY < 0 || toX >= columns || toY >= rows) {
				sum += share;
				continue;
			}
			const to = (toY * columns + toX) * featuresPerPoint;
			let apart = 0;
			for (let part = 0; part < featuresPerPoint; part++)
				apart += ((values[from + part] as number) - (second.values[to + part] as number)) ** 2;
			sum += (share * apart) / (apart + 0.06);
		}
	}
	return sum / weight;
}
