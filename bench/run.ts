import { parseArgs } from "node:util";
import { describeMachine } from "./lib/machine.ts";
import { toMarkdown, writeReport } from "./lib/report.ts";
import { FULL, type Line, QUICK, type Row } from "./lib/row.ts";
import { durableSubmit } from "./rows/durable-submit.ts";
import { pollWhileRendering } from "./rows/poll-while-rendering.ts";
import { preview } from "./rows/preview.ts";
import { previewOperations } from "./rows/preview-operations.ts";
import { ready } from "./rows/ready.ts";
import { restart } from "./rows/restart.ts";
import { statusPoll } from "./rows/status-poll.ts";

// `npm run bench` measures every row; `-- --only <row>` one of them (may be repeated), `-- --quick` with less patience.
// A whole run writes its table to bench/results and into the README; a part of it is only printed.

const ROWS: readonly Row[] = [
	statusPoll,
	durableSubmit,
	preview,
	previewOperations,
	pollWhileRendering,
	ready,
	restart,
];

const { values } = parseArgs({ options: { only: { type: "string", multiple: true }, quick: { type: "boolean" } } });
const effort = values.quick === true ? QUICK : FULL;
const rows = ROWS.filter(({ name }) => values.only?.includes(name) ?? true);
if (rows.length === 0) throw new Error(`There is no such row; there are ${ROWS.map(({ name }) => name).join(", ")}.`);

const machine = describeMachine();
const lines: Line[] = [];
for (const row of rows) {
	process.stderr.write(`${row.name} …\n`);
	for (const line of await row.run(effort)) {
		process.stderr.write(`  ${line.what}: ${line.reached}\n`);
		lines.push(line);
	}
}
const findings = { machine, effort, lines };
process.stdout.write(toMarkdown(findings));
if (effort === FULL && rows.length === ROWS.length) writeReport(findings);
