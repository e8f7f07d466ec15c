import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { openTestServer } from "../src/contracts/test-server.ts";
import { signMessage } from "../src/wire/standard-webhooks.ts";
import { readImports } from "./layout/read-imports.ts";
import { sourceFiles } from "./layout/source-files.ts";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const shipped = sourceFiles("sdk/src").filter((file) => !/\.test\.ts$|\/test\//.test(file));

async function run(args: readonly string[], input = "") {
	const child = spawn(process.execPath, args, { stdio: ["pipe", "pipe", "pipe"] });
	child.stdin.end(input);
	const [output, errors, code] = await Promise.all([
		text(child.stdout),
		text(child.stderr),
		new Promise((resolve) => child.once("close", resolve)),
	]);
	return { code, output, errors };
}

test("the client runs where there is fetch, and nothing of Node", async () => {
	const server = await openTestServer();
	try {
		const secret = `whsec_${btoa("a secret of thirty-two bytes, yes")}`;
		const body = JSON.stringify({ type: "task.succeeded", timestamp: "2026-11-22T00:18:27.826Z", data: {} });
		const timestamp = Math.floor(Date.now() / 1_000);
		const headers = await signMessage({ id: "evt_1", timestamp, body, secrets: [secret] });
		const settings = { url: server.url, key: server.liveKey, message: { body, headers, secret } };
		const args = ["--no-warnings", "--experimental-vm-modules", here("edge/run.ts"), here("edge/order-a-film.ts")];
		const { code, output, errors } = await run(args, JSON.stringify(settings));
		expect({ code, errors }).toEqual({ code: 0, errors: "" });
		expect(JSON.parse(output)).toMatchObject({
			...{ status: "succeeded", isWhole: true, refused: "invalid_field", aborted: "Error: enough" },
			...{ event: "task.succeeded", world: Array(4).fill("undefined") },
		});
	} finally {
		await server.close();
	}
});

test.each(["dom", "webworker"])("its types need %s and nothing of Node", async (lib) => {
	const tsc = fileURLToPath(import.meta.resolve("typescript/package.json")).replace(/package\.json$/, "bin/tsc");
	const project = ["-p", here("../sdk/tsconfig.build.json"), "--noEmit", "--lib", `es2022,${lib}`];
	const { code, output } = await run([tsc, ...project]);
	expect({ code, output }).toEqual({ code: 0, output: "" });
});

test("it imports its own files only, each by its whole name", () => {
	const others = shipped.flatMap((file) =>
		readImports(readFileSync(here(`../${file}`), "utf8"))
			.filter(({ specifier }) => !/^\.\.?\/.*\.ts$/.test(specifier))
			.map(({ specifier }) => `${file}: ${specifier}`),
	);
	expect(shipped.length).toBeGreaterThan(10);
	expect(others).toEqual([]);
});
