import type { Clock } from "../core/clock.ts";
import type { Engine } from "../core/ports/engine.ts";
import type { Log } from "../core/ports/log.ts";
import type { Reached } from "../core/ports/step.ts";

/** What a test, or a program that embeds Filmgate, may put in place of the ordinary parts. */
export interface Parts {
	readonly clock?: Clock;
	readonly log?: Log;
	/** How long a closing server waits for downloads and for engines' answers, ms; five seconds. */
	readonly patienceMs?: number;
	/** Replaces the embedded renderer. */
	readonly preview?: Engine;
	/** Engines of the program itself, beside those of the configuration file. */
	readonly engines?: readonly Engine[];
	/** Which of them make the films of which model; read before the configuration file's routes. */
	readonly routes?: Readonly<Record<string, readonly string[]>>;
	/** For tests that end the process there. */
	readonly reached?: Reached;
}

/** What every part of a server is handed. */
export type Surroundings = Readonly<Required<Pick<Parts, "clock" | "log">>> & { readonly reached: Reached | undefined };
