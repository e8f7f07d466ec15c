import { clamp } from "../scene/noise.ts";
import type { CameraMove, SceneCamera } from "../scene/scene.ts";
import type { MorphOptions } from "./create-morph.ts";

type Travel = MorphOptions["travel"];

const still = { x: 0, y: 0, zoom: 0 };
const onward = { ...still, zoom: 0.1 };
const travels: Partial<Record<CameraMove, Travel>> = {
	left: { ...still, x: 0.05 },
	right: { ...still, x: -0.05 },
	whip: { ...still, x: -0.09 },
	up: { ...still, y: 0.035 },
	down: { ...still, y: -0.035 },
	out: { ...still, zoom: -0.08 },
	"dolly-out": { ...still, zoom: -0.1 },
	still: { ...still, zoom: 0.03 },
	orbit: { x: 0.03, y: 0, zoom: 0.05 },
};

/** Half of the way that the camera goes between two pictures that have nothing in common; onward unless told. */
export function travelOf({ move, reach }: SceneCamera): Travel {
	const { x, y, zoom } = travels[move] ?? onward;
	const far = clamp(reach, 0.5, 1.5);
	return { x: x * far, y: y * far, zoom: zoom * far };
}
