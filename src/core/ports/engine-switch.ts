import type { Mode } from "../account.ts";

/** An engine that starts nothing until it is resumed. */
export interface Pause {
	readonly engine: string;
	readonly since: number;
}

/** What a lane (one engine, one mode) has to do. */
export interface LaneLoad {
	readonly engine: string;
	readonly mode: Mode;
	/** Queued tasks. */
	readonly waiting: number;
	/** Tasks that occupy the engine. */
	readonly working: number;
}

/**
 * Where an operator says which engines start nothing for now. A paused engine goes on with what it has begun; what is
 * queued for it waits, under its start deadline. Engines are known by their names; whether there is such an engine is for
 * the caller to know.
 */
export interface EngineSwitch {
	/** False when it was paused already. */
	pauseEngine(engine: string, now: number): Promise<boolean>;
	/** False when it was not paused. */
	resumeEngine(engine: string): Promise<boolean>;
	/** By name. */
	listPauses(): Promise<readonly Pause[]>;
	/** Every lane that has tasks, or had, by engine and mode. */
	listLoads(): Promise<readonly LaneLoad[]>;
}
