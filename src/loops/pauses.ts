import type { EngineSwitch } from "../core/ports/engine-switch.ts";

/** Which engines are paused, as memory last read it. */
export class Pauses {
	readonly #engines: Pick<EngineSwitch, "listPauses">;
	#paused: ReadonlySet<string> = new Set();

	constructor(engines: Pick<EngineSwitch, "listPauses">) {
		this.#engines = engines;
	}

	/** Reads them again; true when some engine was paused or resumed since. */
	async refresh(): Promise<boolean> {
		const paused = new Set((await this.#engines.listPauses()).map(({ engine }) => engine));
		const changed = paused.size !== this.#paused.size || [...paused].some((engine) => !this.#paused.has(engine));
		this.#paused = paused;
		return changed;
	}

	has(engine: string): boolean {
		return this.#paused.has(engine);
	}
}
