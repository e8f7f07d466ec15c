import { setTimeout as pause } from "node:timers/promises";
import { begin, type Child, type End } from "../child.ts";
import type { Death } from "./death.ts";
import type { ServerOrders } from "./process.ts";

export interface KeeperOptions {
	readonly orders: Omit<ServerOrders, "death" | "aheadMs">;
	/** Told where the server is whenever that changes; null while there is none. */
	onMove(url: string | null): void;
}

export interface Keys {
	readonly live: string;
	readonly test: string;
}

const START_AGAIN_MS = 250;
const MOST_STARTS = 240;
const STOP_WITHIN_MS = 15_000;

/** Keeps one server going on one data folder, and ends it in every way. */
export class ServerKeeper {
	/** Servers that ended although nobody had ended them. */
	readonly violations: string[] = [];
	keys: Keys | null = null;
	readonly #options: KeeperOptions;
	#child: Child | null = null;
	#expectedEnd = false;

	constructor(options: KeeperOptions) {
		this.#options = options;
	}

	/** Until it serves, or (by its appointed death) has ended before. On a full disk that takes several attempts. */
	async start(death: Death | null = null, aheadMs = 0): Promise<void> {
		for (let attempt = 1; ; attempt += 1) {
			const child = begin("./server/process.ts", { ...this.#options.orders, death, aheadMs } satisfies ServerOrders);
			this.#child = child;
			this.#expectedEnd = death !== null;
			void child.ended.then((end) => this.#noteEnd(child, end));
			const line = await child.ready;
			if (line !== null) {
				const { url, keys } = JSON.parse(line) as { url: string; keys: Keys | null };
				this.keys ??= keys;
				if (this.#child === child) this.#options.onMove(url);
				return;
			}
			const { signal, complaint } = await child.ended;
			if (signal === "SIGKILL") return;
			if (attempt === MOST_STARTS || !isFull(complaint)) throw new Error(`The server does not start: ${complaint}`);
			await pause(START_AGAIN_MS);
		}
	}

	/** Resolves once it has died of itself, at the latest after `withinMs`; says whether it has. */
	async died(withinMs: number): Promise<boolean> {
		if (this.#child === null) return true;
		return await Promise.race([this.#child.ended.then(() => true), pause(withinMs, false, { ref: false })]);
	}

	async kill(): Promise<void> {
		this.#expectedEnd = true;
		await this.#child?.kill();
	}

	/** As an operator does it; by force when that takes too long. Says whether it ended by itself. */
	async stop(): Promise<boolean> {
		this.#expectedEnd = true;
		this.#child?.send("SIGTERM");
		const ended = await this.died(STOP_WITHIN_MS);
		await this.kill();
		return ended;
	}

	/** Holds it still, as if its machine were asleep; a second server must not come in meanwhile. */
	async freeze(ms: number): Promise<void> {
		const child = this.#child;
		const thawsAt = Date.now() + ms;
		child?.send("SIGSTOP");
		const second = begin("./server/process.ts", { ...this.#options.orders, death: null, aheadMs: 0 });
		const line = await second.ready;
		await second.kill();
		if (line !== null) this.violations.push("I5: two servers had one data folder");
		await pause(Math.max(0, thawsAt - Date.now()));
		child?.send("SIGCONT");
	}

	#noteEnd(child: Child, { code, signal, complaint }: End): void {
		if (this.#child === child) {
			this.#child = null;
			this.#options.onMove(null);
		}
		if (this.#expectedEnd || isFull(complaint)) return;
		this.violations.push(`a server ended of itself (${signal ?? code}): ${complaint.slice(0, 500)}`);
	}
}

function isFull(complaint: string): boolean {
	return /disk is full|SQLITE_FULL|ENOSPC|SQLITE_IOERR|disk I\/O error/.test(complaint);
}
