import type { Film, Task, TaskStatus } from "@filmgate/sdk";
import { createFilmgate, type FilmgateProvider } from "../provider.ts";

/** What came in, kept for the test to look at. */
export interface Asked {
	/** `POST /tasks` */
	readonly what: string;
	readonly headers: Record<string, string>;
	/** As it was parsed; a string where it is no JSON. */
	readonly body: unknown;
}

export type Answer = Response | (() => Response | Promise<Response>);

export interface FakeServer {
	readonly provider: FilmgateProvider;
	readonly asked: readonly Asked[];
	/** What was asked of one path, in order. */
	askedFor(what: string): readonly Asked[];
}

const URL_OF_SERVER = "https://films.example.com";

/** A provider whose requests are answered from a table by what is asked, each list from its beginning, its last again and again. */
export function openFakeServer(answers: Record<string, readonly Answer[]>): FakeServer {
	const asked: Asked[] = [];
	const fetch: typeof globalThis.fetch = async (input, init) => {
		init?.signal?.throwIfAborted();
		const path = String(input).replace(`${URL_OF_SERVER}/api/v1`, "").replace(URL_OF_SERVER, "");
		const what = `${init?.method ?? "GET"} ${path}`;
		asked.push({ what, headers: Object.fromEntries(new Headers(init?.headers)), body: read(init?.body) });
		const list = answers[what] ?? [refuse(404, "not_found")];
		const times = asked.filter((each) => each.what === what).length;
		const answer = list[Math.min(times, list.length) - 1];
		const response = typeof answer === "function" ? await answer() : answer?.clone();
		init?.signal?.throwIfAborted();
		return response ?? Response.error();
	};
	const provider = createFilmgate({ apiKey: "12.secret", baseURL: `${URL_OF_SERVER}/`, fetch });
	return { provider, asked, askedFor: (what) => asked.filter((each) => each.what === what) };
}

function read(body: unknown): unknown {
	if (typeof body !== "string") return body ?? null;
	try {
		return JSON.parse(body);
	} catch {
		return body;
	}
}

export function json(body: object, status = 200): Response {
	return Response.json(body, { status });
}

export function refuse(status: number, code: string, headers: Record<string, string> = {}): Response {
	const again = String(status === 429 || status >= 500);
	const body = { code, detail: `It is refused: ${code}.`, field: null, allowed: null };
	return Response.json(body, { status, headers: { "x-should-retry": again, ...headers } });
}

export function nothing(): Response {
	return new Response(null, { status: 204 });
}

export const FILM_BYTES = new Uint8Array([0, 0, 0, 24, 102, 116, 121, 112, 105, 115, 111, 109]);

export function makeFilm(id: string): Film {
	return {
		id,
		kind: "video",
		url: `${URL_OF_SERVER}/films/${id}.mp4?sig=x`,
		coverUrl: null,
		mime: "video/mp4",
		bytes: FILM_BYTES.length,
		sha256: "00",
		width: 1280,
		height: 720,
		seconds: 5,
		fps: 24,
		hasSound: true,
	};
}

export function makeTask(id: string, status: TaskStatus, overrides: Partial<Task> = {}): Task {
	const at = "2026-11-21T09:30:00.000Z";
	const none = { startingAt: null, runningAt: null, archivingAt: null, endedAt: null, expiresAt: null };
	const done = status === "succeeded";
	return {
		...{
			id,
			status,
			progress: null,
			operation: "text-to-video",
			model: "preview",
			prompt: "a fox",
			negativePrompt: null,
		},
		...{ seed: 7, width: 1280, height: 720, seconds: 5, fps: 24, sound: true, warnings: [], failure: null },
		films: done ? [makeFilm(id.replace("task", "film"))] : [],
		price: { microDollars: 150_000, settlement: done ? "charged" : null },
		...{ livemode: true, wire: "native", clientReference: null, queuePosition: null, timeline: [] },
		timestamps: { createdAt: at, updatedAt: at, ...none },
		...overrides,
	};
}
