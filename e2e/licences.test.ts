import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { compiledCode } from "../docs/licences/compiled-code.ts";
import { defaultInstall } from "../docs/licences/default-install.ts";
import { INSIDE, insideOf } from "../docs/licences/inside.ts";
import { isAccepted } from "../docs/licences/is-accepted.ts";
import { readLockFile } from "../docs/licences/lock-file.ts";
import { renderPage } from "../docs/licences/render-page.ts";
import { ACCEPTED_LICENCES, EXCUSABLE_LICENCES } from "../docs/licences/weighed-licences.ts";
import { loadLibAv } from "../src/engines/preview/libav/load-libav.ts";

const root = (path: string) => fileURLToPath(new URL(`../${path}`, import.meta.url));
const accepted = (id: string) => id in ACCEPTED_LICENCES;
const excused = (id: string) => accepted(id) || id in EXCUSABLE_LICENCES;
const installed = defaultInstall(readLockFile());
/** Those this machine has; the others are for other platforms. */
const present = installed.filter(({ folder }) => existsSync(root(folder)));

describe("the default install", () => {
	test("is what docs/licences.md says; after a change: npm run licences", () => {
		expect(readFileSync(root("docs/licences.md"), "utf8")).toBe(renderPage(installed));
	});

	test("is here, but for other platforms", () => {
		expect(installed.filter((one) => !present.includes(one) && !one.platform)).toEqual([]);
	});

	test("holds packages under weighed licences only", () => {
		const unfit = installed.filter(
			({ name, licence }) => !isAccepted(licence, insideOf(name)?.allowedBecause === undefined ? accepted : excused),
		);
		expect(unfit).toEqual([]);
	});

	test("has the licences that its packages state themselves", () => {
		const stated = present.map(
			({ folder }) => JSON.parse(readFileSync(root(`${folder}/package.json`), "utf8")).license,
		);
		expect(present.map(({ licence }) => licence)).toEqual(stated);
	});

	test("holds compiled code only where the table of what is inside speaks of that very version", () => {
		const compiled = present.filter(({ folder }) => compiledCode(root(folder)).length > 0);
		expect(compiled.map(({ name }) => name)).toContain("better-sqlite3");
		expect(compiled.filter(({ name, version }) => insideOf(name)?.version !== version)).toEqual([]);
	});
});

describe("the table of what is inside", () => {
	test("speaks of installed packages only, in their installed version", () => {
		const gone = INSIDE.filter(
			(contents) => !installed.some(({ name, version }) => insideOf(name) === contents && version === contents.version),
		);
		expect(gone).toEqual([]);
	});

	test("has weighed licences, and a reason where one is asked for", () => {
		const unfit = INSIDE.flatMap(({ parts }) =>
			parts.filter(
				({ licence, allowedBecause = "" }) => !isAccepted(licence, allowedBecause === "" ? accepted : excused),
			),
		);
		expect(unfit).toEqual([]);
	});

	test("has no licence of the GPL or AGPL kind to choose from", () => {
		const weighed = Object.keys({ ...ACCEPTED_LICENCES, ...EXCUSABLE_LICENCES });
		expect(weighed.filter((id) => /^A?GPL/i.test(id))).toEqual([]);
	});

	test("agrees with the list of parts that the canvas brings", () => {
		const canvas = present.find(({ name }) => name.startsWith("@napi-rs/canvas-"));
		const { components } = JSON.parse(readFileSync(root(`${canvas?.folder}/sbom.cdx.json`), "utf8"));
		// The binary itself, and the crate it is made from, are the package.
		const parts: Component[] = components.filter(
			({ type, name }: Component) => type === "library" && name !== "canvas",
		);
		expect(parts.length).toBeGreaterThan(50);
		expect(parts.filter((part) => !isAccepted(licenceOf(part), accepted))).toEqual([]);
	});

	test("is right that FFmpeg is built without its GPL and non-free parts", async () => {
		const folder = "node_modules/@libav.js/variant-mediarecorder-transcoder/dist";
		const [program = ""] = readdirSync(root(folder)).filter((name) => name.endsWith(".simd.js"));
		const [notice = ""] = readFileSync(root(`${folder}/${program}`), "utf8").split("*/", 1);
		expect(notice).toContain("GNU LESSER GENERAL PUBLIC LICENSE");
		expect(notice).not.toMatch(/GNU (AFFERO )?GENERAL PUBLIC LICENSE$/m);
		const libav = await loadLibAv();
		const has = await Promise.all(["aac", ...GPL_OR_NON_FREE].map((name) => libav.avcodec_find_encoder_by_name(name)));
		expect(has.map((found) => found !== 0)).toEqual([true, ...GPL_OR_NON_FREE.map(() => false)]);
	});
});

/** FFmpeg's names of the encoders that it has only where those parts are switched on. */
const GPL_OR_NON_FREE = ["libx264", "libx265", "libxvid", "libfdk_aac"];

test.each([
	["MIT", true],
	["(MIT OR GPL-3.0-or-later)", true],
	["GPL-3.0-or-later OR MIT", true],
	["MIT/Apache-2.0", true],
	["(MIT OR Apache-2.0) AND Unicode-3.0", true],
	["MPL-2.0+", true],
	["Apache-2.0 WITH LLVM-exception", true],
	["MIT AND GPL-2.0-only", false],
	["MIT OR GPL-2.0-only AND AGPL-3.0-only", true],
	["(MIT OR Zlib) AND (GPL-2.0-only OR AGPL-3.0-only)", false],
	["GPL-2.0-only WITH Classpath-exception-2.0", false],
	["LGPL-2.1-or-later", false],
	["UNLICENSED", false],
	["SEE LICENSE IN LICENSE.md", false],
	["(MIT", false],
	["MIT Zlib", false],
	["MIT AND", false],
	["", false],
])("the licence %j is accepted: %j", (expression, answer) => {
	expect(isAccepted(expression, accepted)).toBe(answer);
});

test("the default install follows dependencies, peers and workspaces, nearest first, and no development", () => {
	const entries = {
		"": { dependencies: { a: "1", ours: "1" }, devDependencies: { d: "1" } },
		ours: { dependencies: { c: "1" } },
		"node_modules/ours": { link: true, resolved: "ours" },
		"node_modules/a": { version: "1.0.0", license: "MIT", dependencies: { b: "1" }, peerDependencies: { p: "1" } },
		"node_modules/a/node_modules/b": { version: "1.0.0", optionalDependencies: { "@b/mac": "1" } },
		"node_modules/b": { version: "2.0.0" },
		"node_modules/@b/mac": { version: "1.0.0", os: ["darwin"] },
		"node_modules/c": {
			version: "1.0.0",
			peerDependencies: { d: "1" },
			peerDependenciesMeta: { d: { optional: true } },
		},
		"node_modules/d": { version: "1.0.0" },
		"node_modules/p": { version: "1.0.0" },
	};
	const found = defaultInstall(entries);
	expect(found.map(({ folder }) => folder)).toEqual([
		"node_modules/@b/mac",
		"node_modules/a",
		"node_modules/a/node_modules/b",
		"node_modules/c",
		"node_modules/p",
	]);
	expect(found[0]).toMatchObject({ name: "@b/mac", licence: "", platform: true });
	expect(() => defaultInstall({ "": { dependencies: { gone: "1" } } })).toThrow("gone");
});

interface Component {
	readonly type: string;
	readonly name: string;
	readonly licenses?: readonly { license?: { id?: string }; expression?: string }[];
}

function licenceOf({ licenses = [] }: Component): string {
	return licenses.map(({ license, expression }) => expression ?? license?.id ?? "").join(" AND ");
}
