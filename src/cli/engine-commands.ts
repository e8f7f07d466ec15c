import type { Command } from "commander";
import { DATA, examples, JSON_FLAG, type Run } from "./program.ts";
import type { EngineOptions } from "./server/engines.ts";

const EXAMPLES = ["engines list", "engines pause zai", "engines drain zai --json", "engines resume zai"] as const;

const work = () => import("./server/engines.ts");

/** The commands about engines. They work with the server running or not. */
export function addEngineCommands(program: Command, run: Run): void {
	const engines = program
		.command("engines")
		.description("what makes films; pause an engine, let it run empty, let it go on")
		.addHelpText("after", examples(...EXAMPLES));
	const add = (name: string, description: string) =>
		engines
			.command(name)
			.description(description)
			.option(...DATA)
			.option("--config <file>", "engines and routes (default: $FILMGATE_CONFIG or filmgate.json in the folder)")
			.option(...JSON_FLAG);
	add("list", "every engine, what waits for it and what it works on")
		.addHelpText("after", examples("engines list", "engines list --json"))
		.action(run(async (options: EngineOptions) => (await work()).listEngines(options)));
	add("pause", "start nothing more; what has begun goes on, what is queued waits, new orders go to other engines")
		.argument("<name>")
		.addHelpText("after", examples(EXAMPLES[1]))
		.action(run(async (name: string, options: EngineOptions) => (await work()).pauseEngine(name, options)));
	add("drain", "pause, and wait until the engine works on nothing any more")
		.argument("<name>")
		.addHelpText("after", examples("engines drain zai"))
		.action(run(async (name: string, options: EngineOptions) => (await work()).drainEngine(name, options)));
	add("resume", "start films again")
		.argument("<name>")
		.addHelpText("after", examples(EXAMPLES[3]))
		.action(run(async (name: string, options: EngineOptions) => (await work()).resumeEngine(name, options)));
}
