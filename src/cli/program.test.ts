import type { Command } from "commander";
import { describe, expect, test } from "vitest";
import { createProgram } from "./program.ts";

const program = createProgram(() => async () => {});

/** Commands that do something, with their full names. */
function leaves(command: Command, name = command.name()): [string, Command][] {
	if (command.commands.length === 0) return [[name, command]];
	return command.commands.flatMap((child) => leaves(child, `${name} ${child.name()}`));
}

test("these commands are there", () => {
	const names = leaves(program).map(([name]) => name);
	const promised = [
		"filmgate serve",
		"filmgate keys create",
		"filmgate keys list",
		"filmgate keys revoke",
		"filmgate routes",
		"filmgate doctor",
		"filmgate generate",
		"filmgate status",
		"filmgate cancel",
	];
	expect(promised.filter((name) => !names.includes(name))).toEqual([]);
});

describe.each(leaves(program))("%s", (name, command) => {
	test("has an example of itself in its help", () => {
		let help = "";
		command.configureOutput({ writeOut: (text) => (help += text) });
		command.outputHelp();
		expect(help).toMatch(/\nExamples?:\n/);
		expect(help).toContain(`\n  ${name}`);
	});

	test("prints JSON when asked, unless it serves", () => {
		expect(command.options.some(({ long }) => long === "--json")).toBe(name !== "filmgate serve");
	});
});
