import { estimateNearness } from "../picture/nearness.ts";
import type { FittedPicture } from "../picture/fit-picture.ts";
import { boxBlur, mapPlane, type Plane } from "../picture/plane.ts";
import { meshCell } from "../picture/warp-mesh.ts";
import { clamp, fractal2, lerp, ramp } from "../scene/noise.ts";
import type { Field } from "./field-search.ts";
import { matchPictures } from "./match-pictures.ts";
import type { MorphMesh } from "./morph-mesh.ts";
import { createSampler } from "../picture/sampler.ts";
import { smoothField } from "./smooth-field.ts";

/** The way from one picture to another. */
export interface Morph {
	/** Sets the mesh to a share of the way, 0 (the first picture) to 1 (the second), the camera come nearer by `zoom`. */
	bend(mesh: MorphMesh, at: { share: number; zoom: number }): void;
}

export interface MorphOptions {
	/** Where the camera travels as far as the pictures have nothing in common, in frame widths; positive zooms in. */
	readonly travel: { readonly x: number; readonly y: number; readonly zoom: number };
	readonly seed: number;
}

/** How the mix goes at each point of the field's grid. */
interface Course {
	readonly field: Field;
	/** 0 to 1: how surely the pictures show the same here. */
	readonly alike: Plane;
	/** When the second picture takes over where they do not, 0 to 1. */
	readonly turn: Plane;
	/** 0 to 1: how much of a transition it has to be, because there is little to morph. */
	readonly strange: number;
}

export function createMorph(first: FittedPicture, second: FittedPicture, options: MorphOptions): Morph {
	const course = planCourse(first, second, options);
	const { width, height, margin } = first;
	const { field, alike, turn, strange } = course;
	const { columns, rows } = field;
	const grid = { columns, rows, width, height };
	const acrossAt = createSampler(field.across, grid);
	const downAt = createSampler(field.down, grid);
	const alikeAt = createSampler(alike.values, grid);
	const turnAt = createSampler(turn.values, grid);
	const [perX, perY] = [width / columns, height / rows];
	const place = (position: number, length: number): number =>
		Math.round(Math.min(length + 2 * margin - 3, Math.max(2, position + margin)) * 65536);
	return {
		bend(mesh, { share, zoom }) {
			const lens = 1 / (1 + zoom);
			for (let index = 0; index < mesh.share.length; index++) {
				const aimX = width / 2 + ((index % mesh.columns) * meshCell - width / 2) * lens;
				const aimY = height / 2 + (Math.floor(index / mesh.columns) * meshCell - height / 2) * lens;
				let [x, y, across, down] = [aimX, aimY, 0, 0];
				// The field is known half-way: look there, step, look again.
				for (let step = 0; step < 5; step++) {
					across = acrossAt(x, y) * perX;
					down = downAt(x, y) * perY;
					x = aimX - (2 * share - 1) * across;
					y = aimY - (2 * share - 1) * down;
				}
				const [ax, ay] = [aimX - 2 * share * across, aimY - 2 * share * down];
				const [bx, by] = [aimX + 2 * (1 - share) * across, aimY + 2 * (1 - share) * down];
				mesh.first.across[index] = place(ax, width);
				mesh.first.down[index] = place(ay, height);
				mesh.second.across[index] = place(bx, width);
				mesh.second.down[index] = place(by, height);
				const same = alikeAt(x, y);
				const turned = turnAt(x, y);
				const plain = lerp(ramp(share, turned - 0.08, turned + 0.08), ramp(share, 0.12, 0.88), same);
				const hasFirst = (1 - plain) * (0.02 + inside(ax, ay, first));
				const hasSecond = plain * (0.02 + inside(bx, by, first));
				mesh.share[index] = Math.round((hasSecond / (hasFirst + hasSecond)) * 256) * 256;
				const front = 1 - Math.min(1, Math.abs(share - turned) / 0.1);
				mesh.glow[index] = Math.round(front * front * (1 - same) * strange * 38000);
			}
		},
	};
}

/** 1 where a picture has a place, or mirrors one in its border; 0 well outside of it. */
function inside(x: number, y: number, { width, height, margin }: FittedPicture): number {
	const beyond = -Math.min(x, width - x, y, height - y);
	return 1 - ramp(beyond, 0.5 * margin, margin);
}

function planCourse(first: FittedPicture, second: FittedPicture, options: MorphOptions): Course {
	const { field, likeness } = matchPictures(first, second);
	const { columns, rows } = field;
	const mean = likeness.reduce((sum, value) => sum + value, 0) / likeness.length;
	const strange = 1 - ramp(mean, 0.28, 0.55);
	const alike = boxBlur(
		mapPlane(field, (index) => ramp(likeness[index] as number, 0.35, 0.75)),
		1,
	);
	const near = resampled(estimateNearness(first), estimateNearness(second), field);
	addTravel(field, near, { ...options, strange });
	const angle = (options.seed % 8) * (Math.PI / 4) + 0.3;
	const turn = mapPlane(field, (index) => {
		const x = (index % columns) / (columns - 1) - 0.5;
		const y = Math.floor(index / columns) / (rows - 1) - 0.5;
		const sweep = 0.5 + (x * Math.cos(angle) + y * Math.sin(angle)) / 1.4;
		const cloud = fractal2(x * 5 + 9, y * 5 + 9, { seed: options.seed, octaves: 3 });
		return lerp(0.24, 0.76, clamp(0.72 * sweep + 0.13 * (near.values[index] as number) + 0.15 * cloud));
	});
	return { field: smoothField(field), alike, turn: boxBlur(turn, 1), strange };
}

/** Lets the camera move on through what cannot be matched: near parts go further than far ones. */
function addTravel(field: Field, near: Plane, options: MorphOptions & { strange: number }): void {
	const { travel, strange } = options;
	const { columns, rows } = field;
	for (let index = 0; index < field.across.length; index++) {
		const depth = strange * (0.55 + 0.9 * (near.values[index] as number));
		const x = (index % columns) - (columns - 1) / 2;
		const y = Math.floor(index / columns) - (rows - 1) / 2;
		field.across[index] = (field.across[index] as number) + depth * (travel.x * columns + travel.zoom * x);
		field.down[index] = (field.down[index] as number) + depth * (travel.y * columns + travel.zoom * y);
	}
}

/** The mean nearness of both pictures on another grid. */
function resampled(one: Plane, other: Plane, shape: { columns: number; rows: number }): Plane {
	const size = { width: shape.columns, height: shape.rows };
	const [first, second] = [one, other].map((plane) => createSampler(plane.values, { ...plane, ...size }));
	return mapPlane(shape, (index) => {
		const [x, y] = [(index % shape.columns) + 0.5, Math.floor(index / shape.columns) + 0.5];
		return ((first?.(x, y) ?? 0) + (second?.(x, y) ?? 0)) / 2;
	});
}
