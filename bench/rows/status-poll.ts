import { type Child, startChild } from "../lib/child.ts";
import { createDataFolder, type DataFolder } from "../lib/folder.ts";
import { type Load, SERVER_CORE, startLoad, type Target } from "../lib/load.ts";
import { measure, type Measured, spell, type Subject } from "../lib/measure.ts";
import { atLeast, atMost, type Effort, type Line, type Row } from "../lib/row.ts";
import { medianOf, medianRatio, ratio } from "../lib/statistics.ts";

const CONNECTIONS = 64;

/** Status polls of running and of ended tasks, on every wire, beside a bare HTTP server and a peer. */
export const statusPoll: Row = {
	name: "status-poll",
	async run(effort) {
		const folder = await createDataFolder();
		const ids = {
			running: await folder.addTasks("queued", effort.tasks),
			ended: await folder.addTasks("succeeded", effort.tasks),
		};
		const pin = { core: SERVER_CORE };
		const filmgate = await startChild("servers/filmgate", { ...pin, args: [folder.path] });
		const bare = await startChild("servers/bare", pin);
		const aimock = await startChild("servers/aimock", pin);
		const load = await startLoad({ pinned: true });
		try {
			const peer = await askAimock(aimock, effort.tasks);
			const lines: Line[] = [];
			for (const view of viewsOf(folder, ids)) {
				const target = await warm(filmgate, view);
				await bare.ask({ kind: "answer", length: target.bytes });
				const subjects = [
					{ target, child: filmgate },
					{ target: { url: String(bare.ready), requests: target.requests }, child: bare },
					{ target: peer, child: aimock },
				];
				lines.push(toLine(view, await measureAll(load, subjects, effort), target.bytes));
			}
			return lines;
		} finally {
			for (const child of [load, filmgate, bare, aimock]) await child.stop();
			folder.remove();
		}
	},
};

interface View {
	readonly what: string;
	/** What says in an answer's body that its task is as it should be. */
	readonly sign: string;
	readonly paths: readonly string[];
	readonly headers: Readonly<Record<string, string>>;
}

function viewsOf({ key }: DataFolder, ids: Readonly<Record<"running" | "ended", readonly number[]>>): readonly View[] {
	const zai = (what: string, sign: string, of: readonly number[]): View => ({
		...{ what: `Z.AI, ${what}`, sign, headers: { authorization: `Bearer ${key}` } },
		paths: of.map((id) => `/api/paas/v4/async-result/${id}`),
	});
	const pixverse = (what: string, sign: string, of: readonly number[]): View => ({
		...{ what: `PixVerse, ${what}`, sign, headers: { "api-key": key } },
		paths: of.map((id) => `/openapi/v2/video/result/${id}`),
	});
	const openai = (what: string, sign: string, of: readonly number[]): View => ({
		...{ what: `OpenAI, ${what}`, sign, headers: { authorization: `Bearer ${key}` } },
		paths: of.map((id) => `/v1/videos/video_${id}`),
	});
	const native = (what: string, sign: string, of: readonly number[]): View => ({
		...{ what: `native, ${what}`, sign, headers: { authorization: `Bearer ${key}` } },
		paths: of.map((id) => `/api/v1/tasks/${id}`),
	});
	return [
		zai("running", '"PROCESSING"', ids.running),
		zai("ended", '"SUCCESS"', ids.ended),
		pixverse("running", '"status":5', ids.running),
		pixverse("ended", '"status":1', ids.ended),
		openai("running", '"status":"in_progress"', ids.running),
		openai("ended", '"status":"completed"', ids.ended),
		native("running", '"status":"running"', ids.running),
		native("ended", '"status":"succeeded"', ids.ended),
	];
}

/** Asks for each task once, which also shows that every answer is the right one. */
async function warm(server: Child, { paths, headers, sign }: View): Promise<Target & { bytes: number }> {
	const url = String(server.ready);
	let bytes = 0;
	for (const path of paths) {
		let body = "";
		for (let tries = 0; !body.includes(sign); tries += 1) {
			if (tries > 1_000) throw new Error(`${path} still says ${body}.`);
			if (tries > 0) await new Promise((resolve) => setTimeout(resolve, 10));
			body = await (await fetch(url + path, { headers })).text();
		}
		bytes = Math.max(bytes, Buffer.byteLength(body));
	}
	return { url, bytes, requests: paths.map((path) => ({ method: "GET" as const, path, headers })) };
}

async function askAimock(aimock: Child, tasks: number): Promise<Target> {
	const url = String(aimock.ready);
	const ids: string[] = [];
	for (let made = 0; made < tasks; made += 1) {
		const body = JSON.stringify({ model: "sora-2", prompt: `film ${made}` });
		const answer = await fetch(`${url}/v1/videos`, {
			method: "POST",
			headers: { "content-type": "application/json" },
			body,
		});
		ids.push(((await answer.json()) as { id: string }).id);
	}
	const headers = { authorization: "Bearer key" };
	return { url, requests: ids.map((id) => ({ method: "GET" as const, path: `/v1/videos/${id}`, headers })) };
}

function measureAll(load: Load, subjects: readonly Subject[], effort: Effort): Promise<readonly Measured[][]> {
	return measure(load, subjects, { ...effort, connections: CONNECTIONS });
}

function toLine({ what }: View, [own = [], bare = [], peer = []]: readonly Measured[][], bytes: number): Line {
	const rate = (round: Measured) => round.perSecond;
	const wait = (round: Measured) => round.p99Ms;
	const cpu = (round: Measured) => round.cpuMicros;
	const toBare = medianRatio(own, bare, rate);
	const toPeer = medianRatio(own, peer, rate);
	const p99 = medianRatio(own, bare, wait);
	return {
		what: `status poll, ${what}, ${bytes} bytes`,
		reached: spell(own),
		beside: `bare node:http ${spell(bare)}; aimock ${spell(peer)}`,
		goals: [
			atLeast(toBare, 0.85, `${ratio(toBare)} bare`),
			atMost(p99, 2, `p99 ${ratio(p99)} bare`),
			atLeast(toPeer, 2, `${ratio(toPeer)} aimock`),
		],
		figures: {
			...{ perSecond: medianOf(own, rate), p99Ms: medianOf(own, wait), bytes },
			...{ barePerSecond: medianOf(bare, rate), bareP99Ms: medianOf(bare, wait) },
			...{ peerPerSecond: medianOf(peer, rate), toBare, toPeer, p99ToBare: p99 },
			...{ cpuMicros: medianOf(own, cpu), bareCpuMicros: medianOf(bare, cpu), peerCpuMicros: medianOf(peer, cpu) },
			...{ loadShareOfCore: medianOf(bare, (round) => round.load) },
		},
	};
}
