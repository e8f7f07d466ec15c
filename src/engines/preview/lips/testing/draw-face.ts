import type { SKRSContext2D } from "@napi-rs/canvas";

/** How a face is drawn for tests. Lengths in pixels. */
export interface DrawnFace {
	readonly x: number;
	readonly y: number;
	readonly width: number;
	readonly skin: string;
	readonly hair: string;
	readonly lips: string;
}

/** Draws a face with shaded cheeks, eyes, brows, a nose and closed lips. Returns where its mouth is. */
export function drawFace(context: SKRSContext2D, face: DrawnFace): { x: number; y: number; reach: number } {
	const { x, y, width } = face;
	const oval = (at: readonly [number, number], size: readonly [number, number], colour: string) => {
		context.fillStyle = colour;
		context.beginPath();
		context.ellipse(x + at[0] * width, y + at[1] * width, size[0] * width, size[1] * width, 0, 0, 7);
		context.fill();
	};
	oval([0, -0.12], [0.62, 0.78], face.hair);
	context.fillStyle = face.skin;
	context.fillRect(x - 0.2 * width, y + 0.4 * width, 0.4 * width, 0.7 * width);
	oval([0, 0.03], [0.5, 0.66], face.skin);
	oval([-0.27, 0.17], [0.1, 0.08], "rgba(220, 90, 80, 0.12)");
	oval([0.27, 0.17], [0.1, 0.08], "rgba(220, 90, 80, 0.12)");
	for (const side of [-1, 1]) {
		oval([0.21 * side, -0.12], [0.095, 0.055], "rgb(238, 234, 230)");
		oval([0.21 * side, -0.12], [0.052, 0.055], "rgb(40, 28, 22)");
		oval([0.21 * side, -0.235], [0.11, 0.022], face.hair);
	}
	oval([0, 0.1], [0.045, 0.03], "rgba(90, 40, 30, 0.25)");
	const mouth = { x, y: y + 0.32 * width, reach: 0.17 * width };
	oval([0, 0.32], [0.17, 0.045], face.lips);
	context.fillStyle = "rgba(70, 20, 20, 0.7)";
	context.fillRect(mouth.x - mouth.reach * 0.9, mouth.y - 0.006 * width, mouth.reach * 1.8, 0.012 * width);
	return mouth;
}
