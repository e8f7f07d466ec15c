import { join } from "node:path";
import SqliteFile from "better-sqlite3";
import { type Child, startChild } from "../lib/child.ts";
import { forcedAppendsPerSecond } from "../lib/disk.ts";
import { createDataFolder, type DataFolder } from "../lib/folder.ts";
import { startLoad, type Target } from "../lib/load.ts";
import { measure, type Measured, spell } from "../lib/measure.ts";
import { atLeast, type Line, type Row } from "../lib/row.ts";
import { medianOf, medianRatio, perSecond, ratio } from "../lib/statistics.ts";

const CONNECTIONS = [64, 512];
const DISK_MS = 500;
const BODY = JSON.stringify({
	model: "cogvideox-3",
	prompt:
		"A lighthouse in a storm at night, waves break over the rocks, slow zoom in, the beam turns through the rain.",
	quality: "speed",
	with_audio: true,
	size: "1920x1080",
	fps: 30,
	duration: 5,
	user_id: "user-4711",
});

/** Submits that are answered after their commit, beside the same route with nothing behind it. */
export const durableSubmit: Row = {
	name: "durable-submit",
	async run(effort) {
		const folders = [await createDataFolder(), await createDataFolder()] as const;
		const storing = await startChild("servers/submit", { args: [folders[0].path, "store"] });
		const forgetting = await startChild("servers/submit", { args: [folders[1].path, "nothing"] });
		const load = await startLoad({ pinned: false });
		try {
			const appends = forcedAppendsPerSecond(folders[0].path, DISK_MS);
			const subjects = [
				{ child: storing, target: targetOf(storing, folders[0]) },
				{ child: forgetting, target: targetOf(forgetting, folders[1]) },
			];
			const lines: Line[] = [];
			for (const connections of CONNECTIONS) {
				const before = await counts(storing, folders[0]);
				const [own = [], bare = []] = await measure(load, subjects, { ...effort, connections });
				const after = await counts(storing, folders[0]);
				const promised = own.reduce((sum, { answers }) => sum + answers, 0);
				if (after.rows - before.rows < promised) throw new Error("A submit was answered and is not in the file.");
				const group = (after.rows - before.rows) / (after.commits - before.commits);
				lines.push(toLine({ connections, own, bare, group, appends }));
			}
			return lines;
		} finally {
			for (const child of [load, storing, forgetting]) await child.stop();
			for (const folder of folders) folder.remove();
		}
	},
};

function targetOf(server: Child, { key }: DataFolder): Target {
	const headers = { authorization: `Bearer ${key}`, "content-type": "application/json" };
	const path = "/api/paas/v4/videos/generations";
	return { url: String(server.ready), requests: [{ method: "POST", path, headers, body: BODY }] };
}

/** Counted where they lie, past the server. */
async function counts(server: Child, folder: DataFolder): Promise<{ rows: number; commits: number }> {
	const commits = Number(await server.ask({ kind: "commits" }));
	const file = new SqliteFile(join(folder.path, "filmgate.db"), { readonly: true });
	const rows = Number(file.prepare("SELECT count(*) FROM tasks").pluck().get());
	file.close();
	return { rows, commits };
}

interface Seen {
	readonly connections: number;
	readonly own: readonly Measured[];
	readonly bare: readonly Measured[];
	/** Tasks a commit. */
	readonly group: number;
	readonly appends: number;
}

function toLine({ connections, own, bare, group, appends }: Seen): Line {
	const rate = (round: Measured) => round.perSecond;
	const toNothing = medianRatio(own, bare, rate);
	return {
		what: `durable submit, Z.AI, ${connections} connections`,
		reached: `${spell(own)}, ${group.toFixed(0)} tasks a commit`,
		beside: `nothing stored ${spell(bare)}; disk ${perSecond(appends)} forced appends of 4 KiB`,
		goals: [atLeast(toNothing, 0.5, `${ratio(toNothing)} nothing stored`)],
		figures: {
			...{ perSecond: medianOf(own, rate), p99Ms: medianOf(own, (round) => round.p99Ms) },
			...{ nothingPerSecond: medianOf(bare, rate), nothingP99Ms: medianOf(bare, (round) => round.p99Ms) },
			...{ toNothing, tasksPerCommit: group, forcedAppendsPerSecond: appends },
			cpuMicros: medianOf(own, (round) => round.cpuMicros),
			nothingCpuMicros: medianOf(bare, (round) => round.cpuMicros),
		},
	};
}
