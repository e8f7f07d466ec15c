import { sampleRate } from "./dsp.ts";
import { addEcho } from "./echo.ts";
import { finishMix } from "./master.ts";
import { createRoom } from "./room.ts";
import { type Heard, layersFor } from "./score.ts";

export interface Ambience {
	/** Samples from -1 to 1. */
	readonly left: Float32Array;
	readonly right: Float32Array;
	readonly sampleRate: 48_000;
}

/**
 * The sound of a scene: its place, weather, hour, season and subjects, synthesised, over a quiet chord. The same scene,
 * length and seed give the same samples. No sample is over -3 dBFS; both ends fade to silence.
 *
 * `seconds` is more than 0 and at most 60; anything else is a RangeError.
 */
export function createAmbience(scene: Heard, options: { seconds: number; seed: number }): Ambience {
	const { seconds, seed } = options;
	if (!(seconds > 0 && seconds <= 60)) {
		throw new RangeError(`an ambience lasts more than 0 and at most 60 seconds, not ${seconds}`);
	}
	const room = createRoom(seconds, seed);
	for (const layer of layersFor(scene)) {
		layer(room);
	}
	addEcho(room, echoOf(scene));
	const { left, right } = room;
	finishMix(left, right, { loudness: loudnessOf(scene), seconds });
	return { left, right, sampleRate };
}

function echoOf(scene: Heard): number {
	if (scene.place === "space" || scene.place === "mountains" || scene.place === "flow") return 0.88;
	return scene.place === "indoors" ? 0.66 : 0.78;
}

/** A quiet room stays quieter than a storm. */
function loudnessOf(scene: Heard): number {
	if (scene.weather === "storm") return 0.115;
	if (scene.place === "indoors" || scene.weather === "snow") return 0.05;
	return scene.weather === "rain" || scene.place === "city" || scene.place === "sea" ? 0.085 : 0.07;
}
