import { createRandom, hashText, type Random } from "../scene/random.ts";
import { sampleRate } from "./dsp.ts";

/** Where layers put their sound. They only ever add, so their order does not matter. */
export interface Room {
	readonly seconds: number;
	readonly left: Float32Array;
	readonly right: Float32Array;
	/** What is to echo, in one channel. */
	readonly echo: Float32Array;
	/** A seed of the layer's own, so that one layer's dice do not change another's. */
	seedFor(layer: string): number;
	randomFor(layer: string): Random;
}

/** Adds one kind of sound to the room. */
export type Layer = (room: Room) => void;

export function createRoom(seconds: number, seed: number): Room {
	const length = Math.round(seconds * sampleRate);
	const seedFor = (layer: string): number => hashText(layer, seed);
	return {
		seconds,
		left: new Float32Array(length),
		right: new Float32Array(length),
		echo: new Float32Array(length),
		seedFor,
		randomFor: (layer) => createRandom(seedFor(layer)),
	};
}

/** Instants at which something happens about every `everySeconds`, unevenly, anywhere in the film. */
export function scattered(room: Room, random: Random, everySeconds: number): number[] {
	const instants: number[] = [];
	for (let at = random() * everySeconds; at < room.seconds; at += everySeconds * (0.4 + 1.2 * random())) {
		instants.push(at);
	}
	return instants;
}
