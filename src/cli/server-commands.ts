import { type Command, Option } from "commander";
import { DATA, examples, JSON_FLAG, type Run } from "./program.ts";
import type { KeyOptions, NewKeyOptions } from "./server/keys.ts";
import type { DataOptions, ServeOptions } from "./settings.ts";

type ReportOptions = DataOptions & { readonly json?: boolean };

/** The commands that work on a data folder. Each loads its code when it is asked for, so that none pays for another. */
export function addServerCommands(program: Command, run: Run): void {
	program
		.command("serve")
		.description("run the server")
		.option("--host <address>", "where to listen (default: $FILMGATE_HOST or 127.0.0.1)")
		.option("--port <number>", "0 takes any free one (default: $FILMGATE_PORT or 8033)")
		.option(...DATA)
		.option("--config <file>", "engines and routes (default: $FILMGATE_CONFIG or filmgate.json in the folder)")
		.addOption(new Option("--with-parent", "end with the process that started it").hideHelp())
		.addHelpText("after", examples("serve", "serve --host 0.0.0.0 --port 80 --data /srv/films"))
		.action(run(async (options: ServeOptions) => (await import("./server/serve.ts")).serve(options)));
	addKeys(program, run);
	program
		.command("routes")
		.description("every URL that the server answers")
		.option(...JSON_FLAG)
		.addHelpText("after", examples("routes", "routes --json"))
		.action(run(async (options: ReportOptions) => (await import("./server/routes.ts")).routes(options)));
	program
		.command("doctor")
		.description("check that this machine can serve")
		.option(...DATA)
		.option(...JSON_FLAG)
		.addHelpText("after", examples("doctor", "doctor --data /srv/films --json"))
		.action(run(async (options: ReportOptions) => (await import("./server/doctor.ts")).doctor(options)));
}

function addKeys(program: Command, run: Run): void {
	const keys = program
		.command("keys")
		.description("make, list and revoke API keys; works with the server running or not")
		.addHelpText("after", examples("keys create --mode test", "keys list", "keys revoke fglive0123456789abcdef01"));
	keys
		.command("create")
		.description("make a key; it is printed once and not stored")
		.requiredOption("--mode <mode>", "live or test")
		.option("--account <id>", "whose it is (default: the folder's first account)")
		.option("--label <words>", "what it is for")
		.option("--no-mark", "films for this key carry no preview mark")
		.option(...DATA)
		.option(...JSON_FLAG)
		.addHelpText("after", examples("keys create --mode test --label 'staging' --json"))
		.action(run(async (options: NewKeyOptions) => (await import("./server/keys.ts")).createKey(options)));
	keys
		.command("list")
		.description("all keys, without their secrets")
		.option(...DATA)
		.option(...JSON_FLAG)
		.addHelpText("after", examples("keys list", "keys list --data /srv/films --json"))
		.action(run(async (options: KeyOptions) => (await import("./server/keys.ts")).listKeys(options)));
	keys
		.command("revoke")
		.argument("<id>", "the part before the dot")
		.description("end a key")
		.option(...DATA)
		.option(...JSON_FLAG)
		.addHelpText("after", examples("keys revoke fglive0123456789abcdef01"))
		.action(run(async (id: string, options: KeyOptions) => (await import("./server/keys.ts")).revokeKey(id, options)));
}
