import { type Command, CommanderError } from "commander";
import { EXIT, explain } from "./exit.ts";
import { createProgram } from "./program.ts";

/** Runs one command and resolves to its exit code. Every error is one line on stderr. */
export async function main(argv: readonly string[]): Promise<number> {
	let exitCode: number = EXIT.done;
	const program = createProgram((work) => async (...given) => {
		exitCode = await work(...given);
	});
	try {
		await program.parseAsync(argv, { from: "user" });
		return exitCode;
	} catch (error) {
		if (error instanceof CommanderError) return explainUsage(error, program, argv);
		const { sentence, code } = explain(error);
		process.stderr.write(`filmgate: ${sentence}\n`);
		return code;
	}
}

function explainUsage(error: CommanderError, program: Command, argv: readonly string[]): number {
	if (error.exitCode === 0) return EXIT.done;
	// A command that was called without anything has printed its help.
	if (error.code !== "commander.help") {
		const what = error.message
			.replace(/^error: /, "")
			.replaceAll(/\s+/g, " ")
			.replace(/\.$/, "");
		process.stderr.write(`filmgate: ${what}. See: ${nameOf(program, argv)} --help\n`);
	}
	return EXIT.usage;
}

/** The command that was meant, as far as it was understood: `filmgate keys create`. */
function nameOf(program: Command, argv: readonly string[]): string {
	const names = [program.name()];
	let command: Command | undefined = program;
	for (const word of argv) {
		command = command.commands.find((one) => one.name() === word);
		if (command === undefined) break;
		names.push(word);
	}
	return names.join(" ");
}
