import { execFileSync } from "node:child_process";
import { closeSync, mkdtempSync, openSync, readdirSync, rmSync, statfsSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { makePng } from "../src/contracts/make-png.ts";
import { openTestServer, type TestServer } from "../src/contracts/test-server.ts";
import { openSqliteForCommand } from "../src/database/sqlite/database.ts";
import { verifyLedger } from "../src/database/sqlite/verify-ledger.ts";
import { systemClock } from "../src/core/clock.ts";

const disk = mkdtempSync(join(tmpdir(), "filmgate-disk-"));
const isMounted = mountDisk(disk);
const data = join(disk, "data");
let server: TestServer;

beforeAll(async () => {
	if (isMounted) server = await openTestServer({ config: { dataFolder: data }, engine: { finish: "by-hand" } });
});
afterAll(async () => {
	await server?.close();
	if (isMounted) execFileSync("umount", [disk]);
	rmSync(disk, { recursive: true, force: true });
});

/** A disk of its own, small enough to be full. */
function mountDisk(folder: string): boolean {
	try {
		execFileSync("mount", ["-t", "tmpfs", "-o", "size=12m", "tmpfs", folder], { stdio: "ignore" });
		return true;
	} catch {
		return false;
	}
}

/** Takes every byte that is left. */
function fill(): void {
	const filler = openSync(join(disk, "filler"), "a");
	try {
		for (let bytes = 1 << 20; bytes >= 4_096; bytes = statfsSync(disk).bavail === 0 ? 0 : bytes >> 1) {
			try {
				for (;;) writeSync(filler, Buffer.alloc(bytes));
			} catch {
				// Then a smaller piece.
			}
		}
	} finally {
		closeSync(filler);
	}
}

const headers = () => ({ authorization: `Bearer ${server.liveKey}`, "content-type": "application/json" });

function post(body: object): Promise<Response> {
	return fetch(`${server.url}/api/v1/tasks`, { method: "POST", headers: headers(), body: JSON.stringify(body) });
}

async function submit(): Promise<string> {
	const response = await post({ prompt: "A lighthouse" });
	expect(response.status).toBe(202);
	return ((await response.json()) as { id: string }).id;
}

async function statusOf(id: string): Promise<string> {
	const response = await fetch(`${server.url}/api/v1/tasks/${id}`, { headers: headers() });
	return ((await response.json()) as { status: string }).status;
}

const untilStatus = (id: string, status: string) =>
	vi.waitFor(async () => expect(await statusOf(id)).toBe(status), { timeout: 15_000, interval: 50 });

test.skipIf(!isMounted)(
	"a full disk refuses what is new, loses nothing that was taken, and needs no hand when it is over",
	{ timeout: 60_000 },
	async () => {
		const running = await submit();
		await untilStatus(running, "running");
		const [start] = server.engine.starts;

		// What the server gives back while it rolls a refused order back is taken as well.
		const refused = await vi.waitFor(async () => {
			fill();
			const response = await post({ prompt: "One too many" });
			expect(response.status).toBe(503);
			const ready = await fetch(`${server.url}/readyz`);
			expect([ready.status, await ready.json()]).toEqual([
				503,
				{ status: "unavailable", database: "The database's disk is full.", engines: { preview: "ok" } },
			]);
			return response;
		});
		expect(refused.headers.get("content-type")).toContain("application/problem+json");
		expect(await refused.json()).toMatchObject({ detail: "The database's disk is full." });
		expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
		expect(await statusOf(running)).toBe("running");

		const picture = `data:image/png;base64,${Buffer.from(makePng(2_000, 1_500)).toString("base64")}`;
		expect((await post({ prompt: "Slow zoom in", image: picture })).status).toBe(503);
		expect([readdirSync(join(data, "incoming")), readdirSync(join(data, "blobs", "new"))]).toEqual([[], []]);

		const known = server.engine.starts.length;
		const before = server.engine.looks;
		server.engine.finish(start?.startToken ?? "");
		await vi.waitFor(() => expect(server.engine.looks).toBeGreaterThan(before), { timeout: 10_000 });
		expect(await statusOf(running)).toBe("running");

		rmSync(join(disk, "filler"));
		await vi.waitFor(async () => expect((await fetch(`${server.url}/readyz`)).status).toBe(200), { timeout: 5_000 });
		await untilStatus(running, "succeeded");
		expect(server.engine.starts).toHaveLength(known);
		const next = await submit();
		await untilStatus(next, "running");
		expect(server.engine.starts.length).toBe(known + 1);

		const stores = await openSqliteForCommand({ file: join(data, "filmgate.db"), clock: systemClock });
		expect(verifyLedger(stores.reader)).toMatchObject({ ok: true });
		await stores.close();
	},
);
