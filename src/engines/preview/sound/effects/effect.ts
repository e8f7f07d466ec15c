import { between, type Random } from "../../scene/random.ts";
import type { Layer, Room } from "../room.ts";

/** A sound that people ask for by its name. */
export interface Effect {
	/** How long it is heard, once; Infinity for what goes on. */
	readonly seconds: number;
	/** From one time to the next, on the average, in a film that has the room for it; Infinity for once. */
	readonly everySeconds: number;
	play(room: Room, event: SoundEvent): void;
}

export interface SoundEvent {
	readonly atSeconds: number;
	/** -1 left to 1 right. */
	readonly pan: number;
	/** Dice of this event's own. */
	readonly random: Random;
	/** A seed of this event's own. */
	readonly seed: number;
}

/** What is heard now and then. */
export function event(
	times: { readonly seconds: number; readonly everySeconds: number },
	play: (room: Room, event: SoundEvent) => void,
): Effect {
	return { ...times, play };
}

/** What is heard all the time. */
export function bed(layer: Layer): Effect {
	return { seconds: Infinity, everySeconds: Infinity, play: (room) => layer(room) };
}

/** A number a little off, by this share at most. */
export function about(random: Random, value: number, share = 0.1): number {
	return value * between(random, 1 - share, 1 + share);
}
