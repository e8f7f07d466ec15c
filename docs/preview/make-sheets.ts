import { writeFile } from "node:fs/promises";
import { plainOrder } from "../../src/engines/preview/render-order.ts";
import { createScenePainter } from "../../src/engines/preview/scene/create-scene-painter.ts";
import { readScene } from "../../src/engines/preview/scene/read-prompt.ts";
import { filmSheets } from "./film-sheets.ts";
import { type OperationSheet, operationSheets } from "./operation-sheets.ts";
import { encodeSheet, filmCells, paintSheet } from "./sheet.ts";

/*
 * Paints the contact sheets of this folder: six frames of each film, evenly from its first to its last.
 * Run it with `npx node docs/preview/make-sheets.ts`; the same sources give the same pictures.
 */

const sheets = [
	["city", "City sunset timelapse"],
	["sea", "A sailing boat on a calm sea at dawn"],
	["mountains", "Snow falling on mountains at night, aurora"],
	["forest", "Autumn forest, slow dolly forward, morning fog"],
	["desert", "Desert dunes under a blazing noon sun, hot air balloon"],
	["countryside", "Countryside in spring, windmill, drifting clouds"],
	["space", "Astronaut drifting in deep space near a ringed planet"],
	["room", "A cozy room with a fireplace on a rainy night"],
	["street", "Neon cyberpunk street in the rain"],
	["abstract", "Ink and jazz in seven colours"],
] as const;

for (const [name, prompt] of sheets) {
	const order = plainOrder({ prompt, mark: true });
	await write(name, paintSheet(filmCells(createScenePainter(order, readScene(order)), order)));
}
const operations = await operationSheets();
const films = await filmSheets();
for (const { name, sheet } of [...operations, ...films]) await write(name, sheet);
await writeFile(new URL("README.md", import.meta.url), describe());

async function write(name: string, sheet: Parameters<typeof encodeSheet>[0]): Promise<void> {
	await writeFile(new URL(`${name}.jpg`, import.meta.url), encodeSheet(sheet));
}

function describe(): string {
	const scenes = sheets.map(([name, prompt]) => `### ${prompt}\n\n![Six frames of “${prompt}”](${name}.jpg)\n`);
	const entry = ({ name, title, text }: OperationSheet) => `### ${title}\n\n${text}\n\n![${title}](${name}.jpg)\n`;
	return `# What the preview engine paints

Six frames of each film, evenly from its first to its last, from upper left to lower right.
\`npx node docs/preview/make-sheets.ts\` paints these sheets and writes this page.

## From words

${scenes.join("\n")}
## From pictures, and pictures from words

${operations.map(entry).join("\n")}
## From films

${films.map(entry).join("\n")}`;
}
