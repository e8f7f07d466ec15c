import { createDataFolder } from "../lib/folder.ts";
import { type Films, orderFilms } from "../lib/films.ts";
import { type Load, startLoad, type Target } from "../lib/load.ts";
import type { LoadResult } from "../lib/load-run.ts";
import { startProduct } from "../lib/product.ts";
import { atMost, type Row } from "../lib/row.ts";
import { medianOf, milliseconds } from "../lib/statistics.ts";

const RATE = 1_000;
const CONNECTIONS = 64;
const MOST_MS = 30;
/** Long enough to be drawn for the whole of a round. */
const LONG = { prompt: "City sunset timelapse", size: "1920x1080", seconds: 15, fps: 60, sound: true, seed: 7 };
const SHORT = { ...LONG, size: "640x360", seconds: 1, fps: 24 };

/** What those who wait for their films feel of one that is being drawn on the same two cores. */
export const pollWhileRendering: Row = {
	name: "poll-while-rendering",
	async run({ tasks, rounds, roundMs }) {
		const folder = await createDataFolder();
		const ids = await folder.addTasks("succeeded", tasks);
		const server = await startProduct({ folder: folder.path });
		const load = await startLoad({ pinned: false });
		try {
			const films = orderFilms(server.url, folder.key);
			await films.finished(await films.order(SHORT));
			const headers = { authorization: `Bearer ${folder.key}` };
			const requests = ids.map((id) => ({ method: "GET" as const, path: `/api/paas/v4/async-result/${id}`, headers }));
			const target = { url: server.url, requests };
			const poll = () => load.run(target, { connections: CONNECTIONS, forMs: roundMs, rate: RATE });
			await warmUp(load, target, tasks);
			const quiet: LoadResult[] = [];
			const busy: LoadResult[] = [];
			for (let round = 0; round < rounds; round += 1) {
				quiet.push(await poll());
				busy.push(await whileRendering(films, poll));
			}
			return [toLine(busy, quiet)];
		} finally {
			await load.stop();
			await server.stop();
			folder.remove();
		}
	},
};

/** Each task once, so that the rounds find what a server that runs for a while has in memory. */
async function warmUp(load: Load, target: Target, tasks: number): Promise<void> {
	for (let asked = 0; asked < tasks; ) {
		asked += (await load.run(target, { connections: CONNECTIONS, forMs: 500, rate: null })).answers;
	}
}

async function whileRendering(films: Films, poll: () => Promise<LoadResult>): Promise<LoadResult> {
	const id = await films.order(LONG);
	while ((await films.status(id)) !== "running") await new Promise((resolve) => setTimeout(resolve, 10));
	const result = await poll();
	const status = await films.status(id);
	if (status !== "running") throw new Error(`The film was not drawn to the end of the round: it is ${status}.`);
	await films.cancel(id);
	return result;
}

function toLine(busy: readonly LoadResult[], quiet: readonly LoadResult[]) {
	const p99 = medianOf(busy, (round) => round.p99Ms);
	const quietP99 = medianOf(quiet, (round) => round.p99Ms);
	return {
		what: `status poll, ${RATE} a second, while a film is drawn on the same cores`,
		reached: `p99 ${milliseconds(p99)}, median ${milliseconds(medianOf(busy, (round) => round.p50Ms))}`,
		beside: `no film drawn: p99 ${milliseconds(quietP99)}, median ${milliseconds(medianOf(quiet, (round) => round.p50Ms))}`,
		goals: [atMost(p99, MOST_MS, `p99 ${milliseconds(p99)}`)],
		figures: {
			...{ p99Ms: p99, p50Ms: medianOf(busy, (round) => round.p50Ms), quietP99Ms: quietP99 },
			perSecond: medianOf(busy, (round) => round.perSecond),
		},
	};
}
