import type { FliteVoice } from "./run-flite.ts";

/** How somebody sounds: a voice of Flite's, and what is made of it. */
export interface VoiceManner {
	readonly voice: FliteVoice;
	/** The middle of the pitch, hertz. Not heard by `rms`, whose pitch goes with its size. */
	readonly pitch: number;
	/** How much smaller the speaker is than the voice: every resonance is higher by this. */
	readonly size: number;
	/** Pace; 1 is the voice's own. */
	readonly pace: number;
	/** Decibels more (or less) above 2 kHz. */
	readonly brightness: number;
	/** How much breath is in it, 0 to 1. */
	readonly breath: number;
}

export interface Speaker extends VoiceManner {
	/** As the wire lists it. */
	readonly id: string;
	readonly name: string;
	readonly sex: "woman" | "man";
}

/**
 * The speakers that clients know by id. Flite has one woman and three men: the rest is pitch, size and pace, chosen so
 * that no two are alike in all of them.
 */
export const SPEAKERS: readonly Speaker[] = [
	woman("1", "Emily", { pitch: 208, size: 1.05, pace: 1.06, brightness: 2 }),
	man("2", "James", { voice: "rms", pitch: 96, size: 0.95, pace: 0.92, brightness: 0 }),
	woman("3", "Isabella", { pitch: 166, size: 0.96, pace: 0.9, brightness: -3, breath: 0.15 }),
	man("4", "Liam", { voice: "awb", pitch: 132, size: 1.05, pace: 1.08, brightness: 1 }),
	woman("5", "Chloe", { pitch: 248, size: 1.13, pace: 1.16, brightness: 3 }),
	man("6", "Adrian", { voice: "awb", pitch: 98, size: 0.94, pace: 0.9, brightness: -3, breath: 0.1 }),
	woman("7", "Harper", { pitch: 184, size: 1, pace: 1, brightness: 0 }),
	woman("8", "Ava", { pitch: 222, size: 1.02, pace: 0.88, brightness: -1, breath: 0.5 }),
	woman("9", "Sophia", { pitch: 150, size: 1.03, pace: 1.04, brightness: -1 }),
	woman("10", "Julia", { voice: "awb", pitch: 196, size: 1.18, pace: 0.97, brightness: 1 }),
	man("11", "Mason", { voice: "kal16", pitch: 84, size: 0.92, pace: 0.94, brightness: -2 }),
	man("12", "Jack", { voice: "rms", pitch: 116, size: 1.13, pace: 1.14, brightness: 2 }),
	man("13", "Oliver", { voice: "kal16", pitch: 124, size: 1.06, pace: 1.06, brightness: 1 }),
	man("14", "Ethan", { voice: "slt", pitch: 122, size: 0.85, pace: 1.08, brightness: 0 }),
];

type Traits = Omit<VoiceManner, "voice" | "breath"> & Partial<VoiceManner>;

function woman(id: string, name: string, traits: Traits): Speaker {
	return { voice: "slt", breath: 0, ...traits, id, name, sex: "woman" };
}

function man(id: string, name: string, traits: Traits): Speaker {
	return { voice: "rms", breath: 0, ...traits, id, name, sex: "man" };
}
