import type { SKRSContext2D } from "@napi-rs/canvas";

export interface Creature {
	readonly x: number;
	/** The row it stands on, and its height. */
	readonly foot: number;
	readonly size: number;
	readonly time: number;
	readonly colour: string;
	/** The edge that catches the light. */
	readonly rim?: string;
}

/** A sitting cat from behind, its tail curling. */
export function paintCat(context: SKRSContext2D, cat: Creature): void {
	const { x, foot, size, time } = cat;
	const body = (): void => {
		context.beginPath();
		context.moveTo(x - size * 0.3, foot);
		context.bezierCurveTo(
			x - size * 0.42,
			foot - size * 0.3,
			x - size * 0.24,
			foot - size * 0.56,
			x - size * 0.12,
			foot - size * 0.6,
		);
		context.lineTo(x - size * 0.17, foot - size * 0.76);
		context.lineTo(x - size * 0.17, foot - size);
		context.lineTo(x - size * 0.06, foot - size * 0.88);
		context.lineTo(x + size * 0.06, foot - size * 0.88);
		context.lineTo(x + size * 0.17, foot - size);
		context.lineTo(x + size * 0.17, foot - size * 0.76);
		context.lineTo(x + size * 0.12, foot - size * 0.6);
		context.bezierCurveTo(
			x + size * 0.24,
			foot - size * 0.56,
			x + size * 0.42,
			foot - size * 0.3,
			x + size * 0.3,
			foot,
		);
		context.closePath();
	};
	context.lineCap = "round";
	context.strokeStyle = cat.colour;
	context.lineWidth = size * 0.09;
	const curl = Math.sin(time * 1.6) * size * 0.1;
	context.beginPath();
	context.moveTo(x - size * 0.22, foot - size * 0.05);
	context.bezierCurveTo(
		x - size * 0.6,
		foot + size * 0.02,
		x - size * 0.62,
		foot - size * 0.16,
		x - size * 0.52 + curl * 0.4,
		foot - size * 0.3 + curl,
	);
	context.stroke();
	body();
	context.fillStyle = cat.colour;
	context.fill();
	if (cat.rim === undefined) return;
	context.save();
	body();
	context.clip();
	context.strokeStyle = cat.rim;
	context.lineWidth = size * 0.06;
	context.beginPath();
	context.moveTo(x + size * 0.17, foot - size);
	context.lineTo(x + size * 0.17, foot - size * 0.76);
	context.lineTo(x + size * 0.12, foot - size * 0.6);
	context.bezierCurveTo(x + size * 0.24, foot - size * 0.56, x + size * 0.42, foot - size * 0.3, x + size * 0.3, foot);
	context.stroke();
	context.restore();
}

/** A dog that stands and wags. */
export function paintDog(context: SKRSContext2D, dog: Creature): void {
	const { x, foot, size, time } = dog;
	context.fillStyle = dog.colour;
	context.strokeStyle = dog.colour;
	context.lineCap = "round";
	context.beginPath();
	context.ellipse(x, foot - size * 0.55, size * 0.46, size * 0.19, -0.06, 0, 7);
	context.ellipse(x + size * 0.34, foot - size * 0.64, size * 0.2, size * 0.2, 0, 0, 7);
	context.fill();
	context.lineWidth = size * 0.1;
	for (const leg of [-0.34, -0.24, 0.26, 0.36]) {
		context.beginPath();
		context.moveTo(x + leg * size, foot - size * 0.5);
		context.lineTo(x + leg * size, foot - size * 0.03);
		context.stroke();
	}
	context.beginPath();
	context.ellipse(x + size * 0.52, foot - size * 0.86, size * 0.17, size * 0.14, 0.1, 0, 7);
	context.ellipse(x + size * 0.67, foot - size * 0.81, size * 0.12, size * 0.075, 0.1, 0, 7);
	context.fill();
	context.lineWidth = size * 0.16;
	context.beginPath();
	context.moveTo(x + size * 0.36, foot - size * 0.66);
	context.lineTo(x + size * 0.48, foot - size * 0.82);
	context.stroke();
	context.lineWidth = size * 0.07;
	context.beginPath();
	context.moveTo(x + size * 0.42, foot - size * 0.98);
	context.lineTo(x + size * 0.38, foot - size * 0.78);
	context.moveTo(x - size * 0.42, foot - size * 0.62);
	context.quadraticCurveTo(
		x - size * 0.6,
		foot - size * 0.75,
		x - size * (0.58 + 0.08 * Math.sin(time * 9)),
		foot - size * 0.95,
	);
	context.stroke();
}

/** A four-legged walker with a long neck: a horse, or with `humps` a camel. */
export function paintMount(context: SKRSContext2D, mount: Creature & { humps: boolean; rider?: boolean }): void {
	const { x, foot, size, time } = mount;
	context.fillStyle = mount.colour;
	context.strokeStyle = mount.colour;
	context.lineCap = "round";
	context.lineJoin = "round";
	for (const [index, leg] of [-0.3, -0.22, 0.2, 0.28].entries()) {
		const swing = Math.sin(time * 3.2 + index * 1.9) * 0.09;
		context.lineWidth = size * 0.052;
		context.beginPath();
		context.moveTo(x + leg * size, foot - size * 0.46);
		context.quadraticCurveTo(
			x + (leg + swing * 0.2) * size,
			foot - size * 0.24,
			x + (leg + swing) * size,
			foot - size * 0.01,
		);
		context.stroke();
	}
	context.beginPath();
	context.ellipse(x, foot - size * 0.54, size * 0.38, size * 0.155, 0, 0, 7);
	if (mount.humps) {
		context.ellipse(x - size * 0.12, foot - size * 0.69, size * 0.12, size * 0.13, 0, 0, 7);
		context.ellipse(x + size * 0.14, foot - size * 0.69, size * 0.12, size * 0.12, 0, 0, 7);
	}
	context.fill();
	context.lineWidth = size * (mount.humps ? 0.085 : 0.13);
	context.beginPath();
	context.moveTo(x + size * 0.31, foot - size * 0.56);
	if (mount.humps)
		context.bezierCurveTo(
			x + size * 0.5,
			foot - size * 0.5,
			x + size * 0.46,
			foot - size * 0.8,
			x + size * 0.52,
			foot - size * 0.93,
		);
	else context.quadraticCurveTo(x + size * 0.42, foot - size * 0.74, x + size * 0.5, foot - size * 0.9);
	context.stroke();
	context.lineWidth = size * 0.085;
	context.beginPath();
	context.moveTo(x + size * 0.5, foot - size * 0.93);
	context.lineTo(x + size * 0.65, foot - size * (mount.humps ? 0.9 : 0.82));
	context.stroke();
	context.lineWidth = size * 0.035;
	context.beginPath();
	context.moveTo(x + size * 0.49, foot - size * 0.95);
	context.lineTo(x + size * 0.49, foot - size * 1.03);
	context.moveTo(x - size * 0.36, foot - size * 0.6);
	context.quadraticCurveTo(
		x - size * 0.48,
		foot - size * 0.55,
		x - size * (0.46 + 0.03 * Math.sin(time * 2)),
		foot - size * (mount.humps ? 0.4 : 0.26),
	);
	context.stroke();
	if (!mount.rider) return;
	context.beginPath();
	context.ellipse(x + size * 0.01, foot - size * 0.88, size * 0.08, size * 0.17, 0, 0, 7);
	context.ellipse(x + size * 0.02, foot - size * 1.09, size * 0.055, size * 0.065, 0, 0, 7);
	context.fill();
}
