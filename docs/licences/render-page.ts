import type { InstalledPackage } from "./default-install.ts";
import { type Contents, INSIDE } from "./inside.ts";
import { licenceIds } from "./is-accepted.ts";
import { ACCEPTED_LICENCES, EXCUSABLE_LICENCES } from "./weighed-licences.ts";

/** The page docs/licences.md, from what gets installed and the table of what is inside. */
export function renderPage(installed: readonly InstalledPackage[]): string {
	return `# Licences

Filmgate and its client are under the MIT licence. This page says what \`npm install filmgate\` brings with it and under which licence.
\`npm run licences\` writes it, from \`package-lock.json\` and the table \`docs/licences/inside.ts\`; a test fails when it is
out of date, when a package states no licence or one that nobody has weighed, and when a package turns out to hold
compiled code that the table does not speak of. Nothing here is legal advice.

## In short

${installed.length} packages, of which nothing is under the GPL or the AGPL, inside or out. Two kinds of licence ask for more than to keep
a notice, and neither reaches beyond its own code:

- MPL: ${names(installed, /^MPL/)}, and parts of ${partsOf(/^MPL/)}.
- LGPL: FFmpeg's decoders and its encoder of AAC, and mpg123, as WebAssembly inside of ${partsOf(/^LGPL/)}.

| Licence | Packages | Parts inside | What it asks of whoever passes them on |
| --- | --- | --- | --- |
${licenceRows(installed)}

## Inside binaries, WebAssembly and fonts

A package's licence covers what its authors wrote, and not always what they compiled into it.

${INSIDE.map(section).join("\n\n")}

## Patents

Software licences such as those above grant no rights in patents on H.264 and AAC, whoever wrote the encoder. In some
countries parts of these formats are patented, and pools of their owners sell licences. Whether you need one depends on
where you are and what you do: to preview films on your own machine is one thing, to sell an encoder or films another.
Filmgate's authors cannot give you such a licence. The preview engine is the only part of Filmgate that encodes; a server
that leaves all films to other engines never loads its encoders.

## What does not come along

The packages that only development needs (\`devDependencies\`) stay with those who clone the repository. So does Node itself,
which a clone gets from the npm package \`node\` (MIT, with Node's own third parties) where that is to be had. The ffmpeg
program is not part of Filmgate.

## Packages

| Package | Version | Licence | Installed |
| --- | --- | --- | --- |
${installed.map(packageRow).join("\n")}
`;
}

function licenceRows(installed: readonly InstalledPackage[]): string {
	const ofPackages = installed.flatMap(({ licence }) => licenceIds(licence));
	const ofParts = INSIDE.flatMap(({ parts }) => parts.flatMap(({ licence }) => licenceIds(licence)));
	const count = (among: readonly string[], licence: string) => among.filter((one) => one === licence).length;
	return Object.entries({ ...ACCEPTED_LICENCES, ...EXCUSABLE_LICENCES })
		.map(([licence, asks]) => ({ licence, asks, of: count(ofPackages, licence), inside: count(ofParts, licence) }))
		.filter((row) => row.of + row.inside > 0)
		.sort((a, b) => b.of - a.of || b.inside - a.inside)
		.map(({ licence, asks, of, inside }) => `| ${licence} | ${of || ""} | ${inside || ""} | ${asks} |`)
		.join("\n");
}

function packageRow({ name, version, licence, platform }: InstalledPackage): string {
	return `| ${name} | ${version} | ${licence} | ${platform ? "where the platform fits" : "always"} |`;
}

function section({ package: name, version, what, allowedBecause: why, parts, source }: Contents): string {
	const rows = parts.map((part) => `| ${part.name} | ${part.licence} |`);
	const reasons = parts.flatMap(({ name, allowedBecause }) =>
		allowedBecause ? [`\n**${name}**: ${allowedBecause}`] : [],
	);
	const own = why === undefined ? [] : ["", `Its own licence: ${why}`];
	return [
		`### ${name} ${version}`,
		"",
		`Holds ${what}. We know from ${source}.`,
		...own,
		"",
		"| Part | Licence |",
		"| --- | --- |",
		...rows,
		...reasons,
	].join("\n");
}

function names(installed: readonly InstalledPackage[], licence: RegExp): string {
	return list(installed.filter((one) => licence.test(one.licence)).map(({ name }) => name));
}

function partsOf(licence: RegExp): string {
	return list(INSIDE.filter(({ parts }) => parts.some((part) => licence.test(part.licence))).map((one) => one.package));
}

function list(items: readonly string[]): string {
	const named = items.map((item) => `\`${item}\``);
	return [named.slice(0, -1).join(", "), ...named.slice(-1)].filter((part) => part !== "").join(" and ");
}
