import { Command, CommanderError } from "commander";
import { EXIT, explain } from "./exit.ts";
import { version } from "./version.ts";

/**
 * Runs one command and resolves to its exit code. Each command is loaded only when it is asked for, so that `status`
 * does not pay for what `serve` needs.
 */
export async function main(argv: readonly string[]): Promise<number> {
	const program = new Command("filmgate")
		.description("A gate between applications and whatever makes their films.")
		.version(version())
		.addHelpText("after", EXIT_HELP)
		.exitOverride();
	let exitCode: number = EXIT.done;
	const run = (action: () => Promise<number>) => async () => {
		exitCode = await action();
	};
	addServerCommands(program, run);
	addClientCommands(program, run);
	try {
		await program.parseAsync(argv, { from: "user" });
		return exitCode;
	} catch (error) {
		if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.usage;
		const { sentence, code } = explain(error);
		process.stderr.write(`filmgate: ${sentence}\n`);
		return code;
	}
}

async function connect(options: { readonly data?: string }) {
	return (await import("./connection.ts")).connect(options);
}

type Run = (action: () => Promise<number>) => () => Promise<void>;

const EXIT_HELP = `
Exit codes: 0 done; 1 the task or the server said no; 2 the command was not understood; 3 no server answered.
`;

const DATA = ["--data <folder>", "the server's folder (default: $FILMGATE_DATA or ./data)"] as const;
const JSON_FLAG = ["--json", "print one JSON value and nothing else"] as const;

function addServerCommands(program: Command, run: Run): void {
	const serve = program.command("serve").description("run the server");
	serve
		.option("--host <address>", "where to listen (default: $FILMGATE_HOST or 127.0.0.1)")
		.option("--port <number>", "0 takes any free one (default: $FILMGATE_PORT or 8033)")
		.option(...DATA)
		.addHelpText(
			"after",
			"\nExamples:\n  filmgate serve\n  filmgate serve --host 0.0.0.0 --port 80 --data /srv/films\n",
		)
		.action(() => run(async () => (await import("./server/serve.ts")).serve(serve.opts()))());

	const keys = program
		.command("keys")
		.description("make, list and revoke API keys; works with the server running or not");
	const create = keys.command("create").description("make a key; it is printed once and not stored");
	create
		.requiredOption("--mode <mode>", "live or test")
		.option("--label <words>", "what it is for", "")
		.option("--no-mark", "films for this key carry no preview mark")
		.option(...DATA)
		.option(...JSON_FLAG)
		.addHelpText("after", "\nExample:\n  filmgate keys create --mode test --label 'staging' --json\n")
		.action(() => run(async () => (await import("./server/keys.ts")).createKey(create.opts()))());
	const list = keys.command("list").description("all keys, without their secrets");
	list
		.option(...DATA)
		.option(...JSON_FLAG)
		.action(() => run(async () => (await import("./server/keys.ts")).listKeys(list.opts()))());
	const revoke = keys.command("revoke").argument("<id>", "the part before the dot").description("end a key");
	revoke
		.option(...DATA)
		.option(...JSON_FLAG)
		.action((id: string) => run(async () => (await import("./server/keys.ts")).revokeKey(id, revoke.opts()))());

	const routes = program.command("routes").description("every URL that the server answers");
	routes
		.option(...JSON_FLAG)
		.action(() => run(async () => (await import("./server/routes.ts")).routes(routes.opts()))());

	const doctor = program.command("doctor").description("check that this machine can serve");
	doctor
		.option(...DATA)
		.option(...JSON_FLAG)
		.action(() => run(async () => (await import("./server/doctor.ts")).doctor(doctor.opts()))());
}

function addClientCommands(program: Command, run: Run): void {
	const generate = program.command("generate").description("make a film from words (and a picture) and write it here");
	generate
		.argument("[prompt]", "what the film shows")
		.option("--image <file>", "a picture to begin with")
		.option("--out <path>", "a file ending in .mp4, or a folder (default: ./<id>.mp4)")
		.option("--size <WxH>", "1280x720, 720x1280, 1024x1024, 1920x1080, 1080x1920, 2048x1080 or 3840x2160")
		.option("--seconds <number>", "5 or 10")
		.option("--fps <number>", "30 or 60")
		.option("--no-sound", "make a silent film")
		.option(...JSON_FLAG)
		.addHelpText(
			"after",
			`
Without FILMGATE_URL and FILMGATE_KEY it starts a server of its own for this one film.

Examples:
  filmgate generate "City sunset timelapse"
  filmgate generate "slow zoom in" --image photo.jpg --out films/
`,
		)
		.action((prompt: string | undefined) =>
			run(async () => {
				const [{ withConnection }, { generate: make }] = await Promise.all([
					import("./connection.ts"),
					import("./client/generate.ts"),
				]);
				return withConnection((connection) => make(connection, prompt ?? "", generate.opts()));
			})(),
		);

	const status = program.command("status").argument("<id>", "in any wire's spelling").description("how a task is");
	status
		.option(...DATA)
		.option(...JSON_FLAG)
		.addHelpText("after", "\nExample:\n  filmgate status task_244813135429632\n")
		.action((id: string) =>
			run(async () => {
				const { status: show } = await import("./client/status.ts");
				return show(await connect(status.opts()), id, status.opts());
			})(),
		);

	const cancel = program.command("cancel").argument("<id>", "in any wire's spelling").description("end a task");
	cancel
		.option(...DATA)
		.option(...JSON_FLAG)
		.action((id: string) =>
			run(async () => {
				const { cancel: end } = await import("./client/status.ts");
				return end(await connect(cancel.opts()), id, cancel.opts());
			})(),
		);
}
