import type { RenderOrder } from "../../render-order.ts";
import { readScene } from "../../scene/read-prompt.ts";
import { type Ambience, createAmbience } from "../create-ambience.ts";
import { sampleRate } from "../dsp.ts";
import { addEcho } from "../echo.ts";
import { roomTone } from "../layers/indoors.ts";
import { finishMix } from "../master.ts";
import { createRoom, type Room } from "../room.ts";
import { placeEffects } from "./place-effects.ts";
import { readEffects } from "./read-effects.ts";

/**
 * The sounds that `words` ask for, above the quiet ambience of the place that the order's prompt names. Words that name no
 * known sound are read as a place and a weather; empty ones leave everything to the prompt.
 */
export function createEffects(order: RenderOrder, words: string): Ambience {
	const { seconds, seed } = order;
	const stages = readEffects(words);
	if (stages.length === 0) {
		const prompt = `${words} ${order.prompt}`.trim();
		return createAmbience(readScene({ ...order, prompt }), { seconds, seed });
	}
	const room = createRoom(seconds, seed);
	placeEffects(room, stages);
	addEcho(room, 0.66);
	addGround(room, order);
	const { left, right } = room;
	finishMix(left, right, { loudness: loudnessOf(room), seconds });
	return { left, right, sampleRate };
}

const groundShare = 0.25;

/** What is heard between the sounds: the place, far off, or the air of a room. */
function addGround(room: Room, order: RenderOrder): void {
	const scene = readScene(order);
	if (scene.place === "flow") {
		roomTone(0.003)(room);
		return;
	}
	const ground = createAmbience(scene, order);
	for (const side of ["left", "right"] as const)
		for (let at = 0; at < room[side].length; at++)
			room[side][at] = (room[side][at] as number) + groundShare * (ground[side][at] as number);
}

const wanted = 0.1;
const roomForPeaks = 0.62;

/** As loud as a film's sound is, but a few short sounds are not driven into the ceiling for it. */
function loudnessOf({ left, right }: Room): number {
	let [power, peak] = [0, 1e-6];
	for (let at = 0; at < left.length; at++) {
		const loudest = Math.max(Math.abs(left[at] as number), Math.abs(right[at] as number));
		power += (left[at] as number) ** 2 + (right[at] as number) ** 2;
		if (loudest > peak) peak = loudest;
	}
	return Math.min(wanted, (Math.sqrt(power / (2 * left.length)) * roomForPeaks) / peak);
}
