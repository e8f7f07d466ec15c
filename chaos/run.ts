import { parseArgs } from "node:util";
import { breakServer } from "./break-server.ts";
import { byKind, toLine } from "./figures.ts";

// `npm run chaos -- --kills 200 --tasks 5000 --seed 7` breaks a server in every way there is and prints one line of figures.
// The seed repeats what is ordered, what goes wrong upstream and how each server ends; it cannot repeat the machine's timing.

/** Of each kind. */
const SHOWN = 10;

const { values } = parseArgs({
	options: {
		kills: { type: "string", default: "30" },
		tasks: { type: "string", default: "600" },
		seed: { type: "string", default: String(Date.now() % 1_000_000) },
		seconds: { type: "string", default: "1200" },
	},
});
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => process.exit(1));
const figures = await breakServer({
	kills: whole("kills", values.kills),
	tasks: whole("tasks", values.tasks),
	seed: whole("seed", values.seed),
	seconds: whole("seconds", values.seconds),
	freezeMs: 11_000,
	blindMs: 25_000,
	badTries: 2,
	say: (line) => process.stderr.write(`${line}\n`),
});
const { violations, folder } = figures;
for (const [name, breaches] of byKind(violations)) {
	for (const breach of breaches.slice(0, SHOWN)) process.stderr.write(`${breach}\n`);
	if (breaches.length > SHOWN) process.stderr.write(`and ${breaches.length - SHOWN} more ${name}\n`);
}
if (folder !== null) process.stderr.write(`what is left of it: ${folder}\n`);
process.stdout.write(`${toLine(figures)}\n`);
process.exit(violations.length === 0 ? 0 : 1);

function whole(name: string, text: string): number {
	if (/^[0-9]{1,9}$/.test(text)) return Number(text);
	throw new Error(`--${name} is ${text}; it must be a whole number.`);
}
