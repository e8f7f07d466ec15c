import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { end, saidUrl, startProduct } from "../lib/product.ts";
import { atMost, type Line, type Row } from "../lib/row.ts";
import { median, milliseconds } from "../lib/statistics.ts";

const MOST_MS = 600;
const BARE = `require("node:http").createServer((request, response) => response.end("{}"))
	.listen(0, "127.0.0.1", function () { console.log("http://127.0.0.1:" + this.address().port) });`;

/** From spawn to the first 200: in a folder that is new, and in one that a server had before. */
export const ready: Row = {
	name: "ready",
	async run({ rounds }) {
		const cache = mkdtempSync(join(tmpdir(), "filmgate-bench-cache-"));
		const env = { NODE_COMPILE_CACHE: cache };
		try {
			// The first start of a release compiles it; what Node keeps of that serves every later one.
			const firstEver = await readyOnce({ env });
			const used = await startProduct({ env });
			const fresh: number[] = [];
			const again: number[] = [];
			const bare: number[] = [];
			await used.leave();
			for (let round = 0; round < rounds; round += 1) {
				fresh.push(await readyOnce({ env }));
				again.push(await readyOnce({ env, folder: used.folder }));
				bare.push(await bareOnce());
			}
			rmSync(used.folder, { recursive: true, force: true });
			const beside = `a bare node:http server ${milliseconds(median(bare))}`;
			return [
				toLine("a new folder", median(fresh), beside),
				toLine("a folder of before", median(again), beside),
				{ ...toLine("the very first start, nothing compiled yet", firstEver, ""), goals: [] },
			];
		} finally {
			rmSync(cache, { recursive: true, force: true });
		}
	},
};

async function readyOnce(options: Parameters<typeof startProduct>[0]): Promise<number> {
	const server = await startProduct(options);
	await server.stop();
	return server.readyMs;
}

async function bareOnce(): Promise<number> {
	const startedAt = performance.now();
	const child = spawn(process.execPath, ["-e", BARE], { stdio: ["ignore", "pipe", "inherit"] });
	await fetch(await saidUrl(child));
	const ms = performance.now() - startedAt;
	await end(child);
	return ms;
}

function toLine(where: string, ms: number, beside: string): Line {
	return {
		what: `ready to serve, ${where}`,
		reached: milliseconds(ms),
		beside,
		goals: [atMost(ms, MOST_MS, milliseconds(ms))],
		figures: { ms },
	};
}
