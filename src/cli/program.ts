import { Command } from "commander";
import { addClientCommands } from "./client-commands.ts";
import { addEngineCommands } from "./engine-commands.ts";
import { addOperatorCommands } from "./operator-commands.ts";
import { addServerCommands } from "./server-commands.ts";
import { version } from "../version.ts";
import { addWebhookCommands } from "./webhook-commands.ts";

/** Turns a command's work, which resolves to its exit code, into what commander calls. */
export type Run = <Given extends unknown[]>(
	work: (...given: Given) => Promise<number>,
) => (...given: Given) => Promise<void>;

export const DATA = ["--data <folder>", "the server's folder (default: $FILMGATE_DATA or ./data)"] as const;
export const JSON_FLAG = ["--json", "print one JSON value and nothing else"] as const;

const EXIT_CODES = `
Exit codes: 0 done; 1 the task or the server said no; 2 the command was not understood; 3 no server answered.`;

/** Every command with its options and help. Parsing throws CommanderError instead of ending the process. */
export function createProgram(run: Run): Command {
	const program = new Command("filmgate")
		.description("A gate between applications and whatever makes their films.")
		.version(version())
		.addHelpText("after", `${EXIT_CODES}${examples("serve", 'generate "City sunset timelapse"', "keys create --help")}`)
		.configureOutput({ outputError: () => {} })
		.configureHelp({ helpWidth: 110 })
		.exitOverride();
	addServerCommands(program, run);
	addEngineCommands(program, run);
	addWebhookCommands(program, run);
	addOperatorCommands(program, run);
	addClientCommands(program, run);
	return program;
}

/** The end of a command's help. */
export function examples(...lines: readonly string[]): string {
	const title = lines.length === 1 ? "Example" : "Examples";
	return `\n${title}:\n${lines.map((line) => `  filmgate ${line}`).join("\n")}\n`;
}
