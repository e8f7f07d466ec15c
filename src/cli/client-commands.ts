import { type Command, Option } from "commander";
import type { GenerateOptions } from "./client/generate.ts";
import { DATA, examples, JSON_FLAG, type Run } from "./program.ts";
import type { DataOptions } from "./settings.ts";
import { ZAI_MODELS } from "../wire/zai/models.ts";

type TaskOptions = DataOptions & { readonly json?: boolean };

const SERVER = `
The server is the one that FILMGATE_URL and FILMGATE_KEY name, else the one that serves the data folder.
`;

/** The commands that a client of the server could have written. */
export function addClientCommands(program: Command, run: Run): void {
	addGenerate(program, run);
	program
		.command("status")
		.argument("<id>", "in any wire's spelling")
		.description("how a task is")
		.option(...DATA)
		.option(...JSON_FLAG)
		.addHelpText("after", SERVER + examples("status task_244813135429632", "status 244813135429632 --json"))
		.action(
			run(async (id: string, options: TaskOptions) => {
				const { connect, status } = await loadTaskCommands();
				return status(() => connect(options), id, options);
			}),
		);
	program
		.command("cancel")
		.argument("<id>", "in any wire's spelling")
		.description("end a task")
		.option(...DATA)
		.option(...JSON_FLAG)
		.addHelpText("after", SERVER + examples("cancel task_244813135429632"))
		.action(
			run(async (id: string, options: TaskOptions) => {
				const { connect, cancel } = await loadTaskCommands();
				return cancel(() => connect(options), id, options);
			}),
		);
}

async function loadTaskCommands() {
	return { ...(await import("./connection.ts")), ...(await import("./client/status.ts")) };
}

function addGenerate(program: Command, run: Run): void {
	const { size, duration, fps } = ZAI_MODELS["cogvideox-3"];
	const choice = (flag: string, what: string, allowed: readonly (string | number)[] = []) =>
		new Option(flag, what).choices(allowed.map(String));
	program
		.command("generate")
		.description("make a film from words (and a picture) and write it here")
		.argument("[prompt]", "what the film shows")
		.option("--image <file>", "a PNG or JPEG to begin with")
		.option("--out <path>", "a file ending in .mp4, or a folder (default: ./<id>.mp4)")
		.addOption(choice("--size <WxH>", "default: 1280x720, or the shape of the picture", size.allowed))
		.addOption(choice("--seconds <number>", `default: ${duration?.otherwise}`, duration?.allowed))
		.addOption(choice("--fps <number>", `default: ${fps?.otherwise}`, fps?.allowed))
		.option("--no-sound", "make a silent film")
		.option("--data <folder>", "use the server of this folder")
		.option(...JSON_FLAG)
		.addHelpText(
			"after",
			`
The server is the one that FILMGATE_URL and FILMGATE_KEY name, else one of its own that lives for this one film.
${examples('generate "City sunset timelapse"', 'generate "slow zoom in" --image photo.jpg --out films/')}`,
		)
		.action(
			run(async (prompt: string | undefined, options: GenerateOptions & DataOptions) => {
				const [{ withConnection }, { generate }] = await Promise.all([
					import("./connection.ts"),
					import("./client/generate.ts"),
				]);
				return generate((use) => withConnection(options, use), prompt ?? "", options);
			}),
		);
}
