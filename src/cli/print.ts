/** The result of a command. Progress and complaints go to the other stream. */
export function print(line: string): void {
	process.stdout.write(`${line}\n`);
}

export function printJson(value: unknown): void {
	process.stdout.write(`${JSON.stringify(value, null, "\t")}\n`);
}
