import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { openReadable } from "../src/database/sqlite/connection.ts";
import { begin } from "./child.ts";
import { crowd } from "./clients/crowd.ts";
import { type Cutter, openCutter } from "./clients/cutter.ts";
import { FLAKY, openReceiver, PIXVERSE, type Receiver, STEADY } from "./clients/receiver.ts";
import { ClientRecord } from "./clients/record.ts";
import { compare, unsettled } from "./compare/compare.ts";
import { orphans } from "./compare/files.ts";
import { storedTasks } from "./compare/stored-task.ts";
import { Truth } from "./compare/truth.ts";
import type { Figures } from "./figures.ts";
import { makePlan } from "./plan.ts";
import { mountSmallDisk, type SmallDisk } from "./server/disk.ts";
import { type Keys, ServerKeeper } from "./server/keeper.ts";
import { beFull, storm } from "./storm.ts";
import type { UpstreamReport } from "./upstream/works.ts";

export interface ChaosOptions {
	readonly seed: number;
	readonly kills: number;
	readonly tasks: number;
	/** The whole run ends by then; what has not come to rest is a violation. */
	readonly seconds: number;
	readonly freezeMs: number;
	/** How long an unclear start stays so where nobody can be asked. */
	readonly blindMs: number;
	/** How often a receiver may refuse the same thing. */
	readonly badTries: number;
	say(line: string): void;
}

const FILM = fileURLToPath(new URL("../src/media/fixtures/fast-start.mp4", import.meta.url));
const PROGRAM = fileURLToPath(new URL("../bin/filmgate.js", import.meta.url));
const CLIENTS = 400;
/** What a task may take of the small disk, with the log that is written before the file. */
const DISK_MB = 64;
const DISK_MB_PER_TASK = 0.05;
/** Bytes that nothing refers to are kept for an hour. */
const AHEAD_MS = 2 * 3_600_000;
const REAP_WITHIN_MS = 15_000;

/** Does everything to a server that can happen to one, and then asks everybody what they remember. */
export async function breakServer(options: ChaosOptions): Promise<Figures> {
	const begunAt = performance.now();
	const folder = mkdtempSync(join(tmpdir(), "filmgate-chaos-"));
	const stage = await setStage(folder, options);
	let kept = true;
	try {
		const { keeper, record, receiver, cutter, truth, disk, upstreamUrl } = stage;
		const lives = makePlan({ ...options, disk: disk !== null });
		const timeIsUp = AbortSignal.timeout(options.seconds * 1_000);
		const door = { url: cutter.url, key: stage.keys.live };
		const clients = crowd({ ...options, door, record, clients: CLIENTS, signal: timeIsUp });
		const figures = await storm({ ...options, keeper, disk, lives, signal: timeIsUp });
		cutter.rest();
		await keeper.start();
		if (disk !== null) {
			// This one is not followed by a new server: whatever it hindered has to go on by itself.
			await beFull(disk);
			figures.fills += 1;
		}
		await fetch(`${upstreamUrl}/all/calm`);
		options.say("the storm is over");
		await clients;
		await settle(stage, timeIsUp);
		await keeper.stop();
		await reap(stage);
		const report = (await (await fetch(`${upstreamUrl}/all/report`)).json()) as UpstreamReport;
		const { violations, ...compared } = compare({ ...stage, receipts: receiver.receipts, report });
		const all = [record, receiver, truth, keeper].flatMap((witness) => witness.violations).concat(violations);
		kept = all.length > 0;
		return {
			...figures,
			...compared,
			options,
			violations: all,
			folder: kept ? folder : null,
			acknowledged: record.tasks.size,
			repeats: record.repeats,
			cuts: cutter.cuts,
			report,
			receipts: receiver.receipts.length,
			badReceipts: receiver.failures,
			disk: disk !== null,
			seconds: (performance.now() - begunAt) / 1_000,
		};
	} finally {
		await stage.clear();
		if (!kept) rmSync(folder, { recursive: true, force: true });
	}
}

interface Stage {
	readonly dataFolder: string;
	readonly upstreamUrl: string;
	readonly keys: Keys;
	readonly keeper: ServerKeeper;
	readonly record: ClientRecord;
	readonly receiver: Receiver;
	readonly cutter: Cutter;
	readonly truth: Truth;
	readonly disk: SmallDisk | null;
	clear(): Promise<void>;
}

async function setStage(folder: string, options: ChaosOptions): Promise<Stage> {
	const { seed, tasks, blindMs, badTries } = options;
	const dataFolder = join(folder, "data");
	const disk = mountSmallDisk(dataFolder, Math.ceil(DISK_MB + tasks * DISK_MB_PER_TASK));
	if (disk === null) options.say("no disk can be mounted here: the full disk is left out");
	const upstream = begin("./upstream/process.ts", { seed, film: FILM });
	const upstreamUrl = (await upstream.ready) ?? "";
	const truth = new Truth(dataFolder);
	const receiver = await openReceiver({ seed, badTries, onReceipt: (receipt) => truth.check(receipt) });
	const cutter = await openCutter(seed);
	const onMove = (url: string | null) => {
		cutter.aim(url);
		if (url === null) truth.end();
		else truth.begin();
	};
	const orders = { dataFolder, upstreamUrl, blindMs, logFile: join(folder, "server.log") };
	const keeper = new ServerKeeper({ orders, onMove });
	const record = new ClientRecord(join(folder, "acknowledged.jsonl"));
	await keeper.start();
	if (keeper.keys === null) throw new Error("The server has given no keys.");
	await Promise.all([FLAKY, STEADY, PIXVERSE].map((path) => createWebhook(dataFolder, receiver, path)));
	await keeper.kill();
	return {
		...{ dataFolder, upstreamUrl, keys: keeper.keys, keeper, record, receiver, cutter, truth, disk },
		async clear() {
			await keeper.kill();
			await upstream.kill();
			receiver.close();
			cutter.close();
			record.close();
			truth.end();
			disk?.unmount();
		},
	};
}

/** By the command that an operator uses, beside the running server. */
async function createWebhook(dataFolder: string, receiver: Receiver, path: string): Promise<void> {
	const form = path === PIXVERSE ? ["--form", "pixverse", "--no-only-named"] : [];
	const words = ["webhooks", "create", "--url", receiver.url + path, ...form, "--data", dataFolder, "--json"];
	const { stdout } = await promisify(execFile)(process.execPath, [PROGRAM, ...words]);
	receiver.expect(path, (JSON.parse(stdout) as { secret: string }).secret);
}

/** Until every task has ended and every announcement was taken. */
async function settle({ dataFolder }: Stage, signal: AbortSignal): Promise<void> {
	const reader = openReadable(join(dataFolder, "filmgate.db"));
	try {
		while (!signal.aborted && unsettled(reader) > 0) await pause(200);
	} finally {
		reader.close();
	}
}

/** A server of two hours later: whatever nothing refers to is to be gone from its disk. */
async function reap({ keeper, dataFolder }: Stage): Promise<void> {
	await keeper.start(null, AHEAD_MS);
	const reader = openReadable(join(dataFolder, "filmgate.db"));
	const tasks = storedTasks(reader);
	reader.close();
	const until = Date.now() + REAP_WITHIN_MS;
	while (Date.now() < until && orphans(dataFolder, tasks).length > 0) await pause(100);
	await keeper.stop();
}
