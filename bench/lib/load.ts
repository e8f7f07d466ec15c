import { startChild } from "./child.ts";
import type { LoadPlan, LoadResult } from "./load-run.ts";

/** A process that makes load, on a core of its own where there are two. */
export interface Load {
	run(target: Target, plan: Omit<LoadPlan, "url" | "requests">): Promise<LoadResult>;
	stop(): Promise<void>;
}

/** Where load goes, and what it asks there. */
export interface Target {
	readonly url: string;
	readonly requests: readonly HttpRequest[];
}

export interface HttpRequest {
	readonly method: "GET" | "POST";
	readonly path: string;
	readonly headers?: Readonly<Record<string, string>>;
	/** ASCII. */
	readonly body?: string;
}

/** What crosses to the process. */
export type LoadOrder =
	| { readonly kind: "requests"; readonly texts: readonly string[] }
	| ({ readonly kind: "run" } & Omit<LoadPlan, "requests">);

export const SERVER_CORE = 0;
const LOAD_CORE = 1;

export async function startLoad(options: { readonly pinned: boolean }): Promise<Load> {
	const child = await startChild("load-main", options.pinned ? { core: LOAD_CORE } : {});
	let loaded: readonly HttpRequest[] | null = null;
	return {
		async run({ url, requests }, plan) {
			const order = { kind: "requests", texts: requests.map((request) => spell(request, new URL(url).host)) } as const;
			if (loaded !== requests) await child.ask(order);
			loaded = requests;
			const result = (await child.ask({ kind: "run", url, ...plan })) as LoadResult;
			if (result.failures > 0) throw new Error(`${result.failures} of the requests to ${url} were not answered well.`);
			return result;
		},
		stop: () => child.stop(),
	};
}

function spell({ method, path, headers = {}, body }: HttpRequest, host: string): string {
	const lines = Object.entries({ host, ...headers, ...(body === undefined ? {} : { "content-length": body.length }) });
	return `${method} ${path} HTTP/1.1\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join("")}\r\n${body ?? ""}`;
}
