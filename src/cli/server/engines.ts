import { readEngineNames } from "../../config/engine-names.ts";
import { systemClock } from "../../core/clock.ts";
import type { EngineSwitch, LaneLoad } from "../../core/ports/engine-switch.ts";
import { CommandError, EXIT } from "../exit.ts";
import { print, printJson } from "../print.ts";
import { type DataOptions, readSettings } from "../settings.ts";
import { withData } from "./open-data.ts";

export type EngineOptions = DataOptions & { readonly config?: string | undefined; readonly json?: boolean };

/** An engine as the store and the configuration know it. */
interface EngineView {
	readonly name: string;
	readonly state: "on" | "paused" | "not configured";
	readonly pausedAt: string | null;
	readonly live: Load;
	readonly test: Load;
}

type Load = Pick<LaneLoad, "waiting" | "working">;

const LOOK_EVERY_MS = 250;
const NOTHING: Load = { waiting: 0, working: 0 };

export async function listEngines(options: EngineOptions): Promise<number> {
	const engines = await withData(options, ({ stores }) => view(stores.engines, options));
	if (options.json) printJson(engines);
	else for (const engine of engines) print(lineOf(engine));
	return EXIT.done;
}

export async function pauseEngine(name: string, options: EngineOptions): Promise<number> {
	const engine = await withData(options, ({ stores }) => pause(stores.engines, name, options));
	if (options.json) printJson(engine);
	else print(`${name} is paused; a running server stops starting films there within two seconds. ${loadOf(engine)}`);
	return EXIT.done;
}

/** Ends once nothing is at the engine any more; what waits for it goes on waiting. */
export async function drainEngine(name: string, options: EngineOptions): Promise<number> {
	const engine = await withData(options, async ({ stores }) => {
		let present = await pause(stores.engines, name, options);
		// A server that has not heard of the pause may still start something: it is let look once first.
		for (let looks = 0; looks < SERVER_LOOKS || present.live.working + present.test.working > 0; looks += 1) {
			await new Promise<void>((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
			present = await find(stores.engines, name, options);
			if (present.state === "on") throw new CommandError(`${name} was resumed meanwhile.`);
		}
		return present;
	});
	if (options.json) printJson(engine);
	else print(`${name} is paused and works on nothing any more. ${loadOf(engine)}`);
	return EXIT.done;
}

export async function resumeEngine(name: string, options: EngineOptions): Promise<number> {
	const engine = await withData(options, async ({ stores }) => {
		const resumed = await stores.engines.resumeEngine(name);
		if (!resumed) await find(stores.engines, name, options);
		if (!resumed) throw new CommandError(`${name} is not paused.`);
		return await find(stores.engines, name, options);
	});
	if (options.json) printJson(engine);
	else print(`${name} goes on; a running server knows within two seconds. ${loadOf(engine)}`);
	return EXIT.done;
}

/** A running server looks for what commands wrote once a second. */
const SERVER_LOOKS = 1_500 / LOOK_EVERY_MS;

async function pause(engines: EngineSwitch, name: string, options: EngineOptions): Promise<EngineView> {
	await find(engines, name, options);
	await engines.pauseEngine(name, systemClock.now());
	return await find(engines, name, options);
}

async function find(engines: EngineSwitch, name: string, options: EngineOptions): Promise<EngineView> {
	const known = await view(engines, options);
	const engine = known.find((each) => each.name === name);
	if (engine !== undefined) return engine;
	throw new CommandError(`No engine is called ${name}. There are: ${known.map((each) => each.name).join(", ")}.`);
}

/** What is configured, and what the store knows besides: tasks may wait for an engine that the configuration has lost. */
async function view(engines: EngineSwitch, options: EngineOptions): Promise<EngineView[]> {
	const configured = readEngineNames(readSettings(options));
	const [pauses, loads] = [await engines.listPauses(), await engines.listLoads()];
	const names = new Set([...configured, ...pauses.map(({ engine }) => engine), ...loads.map(({ engine }) => engine)]);
	return Array.from(names, (name) => {
		const since = pauses.find((pause) => pause.engine === name)?.since ?? null;
		const load = (mode: LaneLoad["mode"]): Load => {
			const { waiting, working } = loads.find((lane) => lane.engine === name && lane.mode === mode) ?? NOTHING;
			return { waiting, working };
		};
		const state = since !== null ? "paused" : configured.includes(name) ? "on" : "not configured";
		const pausedAt = since === null ? null : new Date(since).toISOString();
		return { name, state, pausedAt, live: load("live"), test: load("test") };
	});
}

function lineOf(engine: EngineView): string {
	const state = engine.pausedAt === null ? engine.state : `paused since ${engine.pausedAt}`;
	return `${engine.name}  ${state}  ${loadOf(engine)}`;
}

function loadOf({ live, test }: EngineView): string {
	const say = (mode: string, { waiting, working }: Load) => `${mode}: ${working} working, ${waiting} waiting`;
	return `${say("live", live)}; ${say("test", test)}`;
}
