import { createRandom, hashText } from "../../scene/random.ts";
import { rounded, sampleRate } from "../dsp.ts";
import { createRoom, type Room } from "../room.ts";
import type { Effect, SoundEvent } from "./effect.ts";

/** A film fades in; what is struck is not to be lost in that. */
const leadSeconds = 0.42;

/** How long one stage goes on under the next. */
const overlapSeconds = 0.5;

/** Lets the stages of a film's effects be heard one after the other, each for its equal part of the film. */
export function placeEffects(room: Room, stages: readonly (readonly Effect[])[]): void {
	const length = room.seconds / stages.length;
	for (const [number, effects] of stages.entries()) {
		const isLast = number === stages.length - 1;
		const start = number * length;
		const seconds = isLast ? room.seconds - start : length + overlapSeconds;
		const stage = createRoom(Math.min(seconds, room.seconds - start), room.seedFor(`stage ${number}`));
		playStage(stage, effects);
		addStage(room, stage, { start, fadeIn: number > 0, fadeOut: !isLast });
	}
}

function playStage(stage: Room, effects: readonly Effect[]): void {
	const events = effects.filter(({ seconds }) => seconds < Infinity);
	for (const effect of effects) {
		if (effect.seconds === Infinity) effect.play(stage, eventOf(stage, "bed", 0));
	}
	for (const [number, effect] of events.entries()) {
		const name = `event ${number}`;
		const random = stage.randomFor(name);
		// Each gets a part of the time to begin in, so that all are heard, one after the other.
		const first =
			leadSeconds + ((stage.seconds - Math.min(effect.seconds, stage.seconds * 0.7)) * number) / events.length;
		const last = stage.seconds - Math.min(effect.seconds * 0.5, 1.2);
		const pause = Math.max(effect.everySeconds, 0.6 * effect.seconds * events.length);
		let count = 0;
		for (let at = first; count === 0 || at < last; at += pause * (0.85 + 0.3 * random())) {
			effect.play(stage, eventOf(stage, `${name} ${count}`, at));
			count += 1;
		}
	}
}

function eventOf(stage: Room, name: string, atSeconds: number): SoundEvent {
	const seed = stage.seedFor(name);
	const random = createRandom(hashText(name, seed));
	return { atSeconds, pan: 0.9 * (random() - 0.5), random, seed: seed & 0x3ffff };
}

interface Joint {
	readonly start: number;
	readonly fadeIn: boolean;
	readonly fadeOut: boolean;
}

function addStage(room: Room, stage: Room, { start, fadeIn, fadeOut }: Joint): void {
	const begin = Math.round(start * sampleRate);
	const fade = Math.round(overlapSeconds * sampleRate);
	const { length } = stage.left;
	for (const side of ["left", "right", "echo"] as const) {
		const [from, to] = [stage[side], room[side]];
		for (let at = 0; at < length && begin + at < to.length; at++) {
			const rise = fadeIn && at < fade ? rounded(at / fade) : 1;
			const fall = fadeOut && length - at < fade ? rounded((length - at) / fade) : 1;
			to[begin + at] = (to[begin + at] as number) + (from[at] as number) * rise * fall;
		}
	}
}
