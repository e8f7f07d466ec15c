import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { loadKeys } from "./master-secret.ts";

function emptyFolder(): string {
	const folder = mkdtempSync(join(tmpdir(), "filmgate-secret-"));
	onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
	return folder;
}

test("a folder gets a secret of its own, for its owner's eyes only, and keeps it", () => {
	const folder = emptyFolder();
	const keys = loadKeys(folder, undefined);
	expect(loadKeys(folder, undefined)).toEqual(keys);
	expect(loadKeys(folder, "")).toEqual(keys);
	expect(readdirSync(folder)).toEqual(["secret"]);
	expect(statSync(join(folder, "secret")).mode & 0o777).toBe(0o600);
	expect(Buffer.from(readFileSync(join(folder, "secret"), "utf8").trim(), "base64url")).toHaveLength(32);
});

test("keys for different purposes, and of different folders, are different", () => {
	const [one, other] = [loadKeys(emptyFolder(), undefined), loadKeys(emptyFolder(), undefined)];
	const all = [one.seal, one.links, other.seal, other.links].map((key) => key.toString("hex"));
	expect(new Set(all).size).toBe(4);
	for (const key of all) expect(key).toHaveLength(64);
});

test("a given secret is used in the folder's place, which then gets none", () => {
	const folder = emptyFolder();
	expect(loadKeys(folder, "given")).toEqual(loadKeys(emptyFolder(), "given"));
	expect(loadKeys(folder, "given")).not.toEqual(loadKeys(folder, "other"));
	expect(readdirSync(folder)).toEqual([]);
});

test.each(["", "\n", "c2hvcnQ\n"])("a file that is no secret (%j) is refused instead of used", (content) => {
	const folder = emptyFolder();
	writeFileSync(join(folder, "secret"), content);
	expect(() => loadKeys(folder, undefined)).toThrow(/secret is not the secret that was made here/);
});

test("processes that start together share one secret, and none of them sees half of it", async () => {
	const folder = emptyFolder();
	const module = JSON.stringify(new URL("./master-secret.ts", import.meta.url).href);
	const script = `const { loadKeys } = await import(${module});
		process.stdout.write("ready");
		process.stdin.once("data", () => {
			console.log(loadKeys(${JSON.stringify(folder)}, undefined).seal.toString("hex"));
			process.exit();
		});`;
	const starters = Array.from({ length: 3 }, () => {
		const child = spawn(process.execPath, ["--input-type=module", "-e", script], {
			stdio: ["pipe", "pipe", "inherit"],
		});
		return { child, ready: once(child.stdout, "data"), said: "" };
	});
	await Promise.all(starters.map(({ ready }) => ready));
	for (const starter of starters) {
		starter.child.stdout.on("data", (text) => {
			starter.said += text;
		});
		starter.child.stdin.write("go");
	}
	await Promise.all(starters.map(({ child }) => once(child, "close")));
	const seals = starters.map(({ said }) => said.trim());
	expect(seals).toEqual(seals.map(() => loadKeys(folder, undefined).seal.toString("hex")));
	expect(readdirSync(folder)).toEqual(["secret"]);
});
