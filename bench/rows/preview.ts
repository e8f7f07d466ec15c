import { plainOrder } from "../../src/engines/preview/render-order.ts";
import { encodeAlone } from "../lib/encoder.ts";
import { type Films, orderFilms } from "../lib/films.ts";
import { watchMemory } from "../lib/memory.ts";
import { startProduct } from "../lib/product.ts";
import { atMost, type Goal, type Line, type Row } from "../lib/row.ts";
import { median, milliseconds } from "../lib/statistics.ts";

const PROMPTS = [
	"City sunset timelapse",
	"A lighthouse in a storm at night, slow zoom in",
	"A dog runs over a meadow in the morning",
];
const FILM = { seconds: 5, fps: 24, sound: true, seed: 7 };
const SIZES = ["640x360", "1280x720", "1920x1080"] as const;
const GOAL_SIZE = "1280x720";
const MOST_SECONDS = 2.5;
const MOST_MIB = 450;

/** One round: a fresh server's first film, then one film of each prompt and size. */
interface Round {
	readonly coldMs: number;
	readonly warmMs: ReadonlyMap<string, number>;
	/** Of server and render process together while they made films of the goal's size; null where it cannot be seen. */
	readonly memoryMiB: number | null;
	readonly encoderMs: number;
}

/** From the order to the finished film, as a client of the whole server sees it. */
export const preview: Row = {
	name: "preview",
	async run({ films }) {
		const rounds: Round[] = [];
		for (let round = 0; round < films; round += 1) rounds.push(await goRound());
		const cold = median(rounds.map(({ coldMs }) => coldMs));
		return [toColdLine(cold), ...SIZES.map((size) => toLine(size, rounds))];
	},
};

async function goRound(): Promise<Round> {
	const server = await startProduct();
	try {
		const films = orderFilms(server.url, server.firstKey());
		const memory = watchMemory(server.pid);
		const coldMs = await timeFilm(films, GOAL_SIZE, PROMPTS[0] as string);
		const warmMs = new Map([[GOAL_SIZE as string, await timeFilms(films, GOAL_SIZE)]]);
		const memoryMiB = memory.end();
		for (const size of SIZES) if (size !== GOAL_SIZE) warmMs.set(size, await timeFilms(films, size));
		return { coldMs, warmMs, memoryMiB, encoderMs: await timeEncoder() };
	} finally {
		await server.stop();
	}
}

async function timeFilms(films: Films, size: string): Promise<number> {
	const times: number[] = [];
	for (const prompt of PROMPTS) times.push(await timeFilm(films, size, prompt));
	return median(times);
}

async function timeFilm(films: Films, size: string, prompt: string): Promise<number> {
	const startedAt = performance.now();
	await films.finished(await films.order({ ...FILM, size, prompt }));
	return performance.now() - startedAt;
}

function timeEncoder(): Promise<number> {
	const [width = 0, height = 0] = GOAL_SIZE.split("x").map(Number);
	return encodeAlone(plainOrder({ ...FILM, prompt: PROMPTS[0] as string, width, height, mark: true }));
}

function toColdLine(coldMs: number): Line {
	const what = `preview, 5 s ${GOAL_SIZE} at 24 fps with sound, a server's first film`;
	return { what, reached: milliseconds(coldMs), beside: "", goals: [], figures: { coldMs } };
}

function toLine(size: string, rounds: readonly Round[]): Line {
	const ms = median(rounds.map(({ warmMs }) => warmMs.get(size) as number));
	const what = `preview, 5 s ${size} at 24 fps with sound`;
	const plain = { what, reached: milliseconds(ms), beside: "", goals: [], figures: { ms } };
	if (size !== GOAL_SIZE) return plain;
	const encoderMs = median(rounds.map(({ encoderMs }) => encoderMs));
	const memory = rounds.flatMap(({ memoryMiB }) => memoryMiB ?? []);
	const most = memory.length === 0 ? null : Math.max(...memory);
	const goals: Goal[] = [atMost(ms / 1_000, MOST_SECONDS, `${(ms / 1_000).toFixed(2)} s`)];
	if (most !== null) goals.push(atMost(most, MOST_MIB, `${most.toFixed(0)} MiB`));
	return {
		...plain,
		reached: `${milliseconds(ms)}${most === null ? "" : `, ${most.toFixed(0)} MiB at most`}`,
		beside: `the encoder alone, on frames that are there: ${milliseconds(encoderMs)}`,
		goals,
		figures: { ms, encoderMs, ...(most === null ? {} : { memoryMiB: most }) },
	};
}
