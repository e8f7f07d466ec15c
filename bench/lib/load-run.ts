import { Connection } from "./connection.ts";
import { percentile } from "./statistics.ts";

export interface LoadPlan {
	readonly url: string;
	readonly connections: number;
	/** Sent in turn, each as it stands. */
	readonly requests: readonly Buffer[];
	readonly forMs: number;
	/** Requests a second, sent when they are due whether or not answers keep up; null: each as soon as the last was answered. */
	readonly rate: number | null;
}

export interface LoadResult {
	/** Answers with a status of 200 to 299. */
	readonly answers: number;
	readonly failures: number;
	readonly perSecond: number;
	readonly p50Ms: number;
	readonly p99Ms: number;
	/** Share of a core that making the load took. */
	readonly load: number;
}

/** Runs one load to its end. Waiting times count from when a request was due. */
export function runLoad(plan: LoadPlan): Promise<LoadResult> {
	return new Run(plan).go();
}

const TICK_MS = 1;

class Run {
	readonly #plan: LoadPlan;
	readonly #end = Promise.withResolvers<LoadResult>();
	readonly #connections: Connection[] = [];
	readonly #sentAt: number[] = [];
	readonly #times: number[] = [];
	/** Connections without a request, and due times without a connection: at most one of them has any. */
	readonly #idle: number[] = [];
	readonly #due: number[] = [];
	readonly #cpuBefore = process.cpuUsage();
	#startedAt = 0;
	#sent = 0;
	#failures = 0;
	#over = false;

	constructor(plan: LoadPlan) {
		this.#plan = plan;
	}

	go(): Promise<LoadResult> {
		const { url, connections, rate, forMs } = this.#plan;
		const { hostname: host, port } = new URL(url);
		this.#startedAt = performance.now();
		for (let index = 0; index < connections; index += 1) {
			const onAnswer = (status: number) => this.#answered(index, status);
			const onLoss = (error: Error) => this.#end.reject(error);
			this.#connections.push(new Connection({ host, port: Number(port), onAnswer, onLoss }));
			if (rate === null) this.#send(index, performance.now());
			else this.#idle.push(index);
		}
		if (rate !== null) this.#tick(rate);
		setTimeout(() => this.#finish(), forMs);
		return this.#end.promise;
	}

	#tick(rate: number): void {
		if (this.#over) return;
		const now = performance.now();
		const due = Math.floor(((now - this.#startedAt) * rate) / 1_000);
		while (this.#sent + this.#due.length < due) {
			const dueAt = this.#startedAt + ((this.#sent + this.#due.length) * 1_000) / rate;
			const index = this.#idle.pop();
			if (index === undefined) this.#due.push(dueAt);
			else this.#send(index, dueAt);
		}
		setTimeout(() => this.#tick(rate), TICK_MS);
	}

	#send(index: number, dueAt: number): void {
		const { requests } = this.#plan;
		this.#sentAt[index] = dueAt;
		this.#connections[index]?.send(requests[this.#sent % requests.length] as Buffer);
		this.#sent += 1;
	}

	#answered(index: number, status: number): void {
		if (this.#over) return;
		const now = performance.now();
		this.#times.push(now - (this.#sentAt[index] as number));
		if (status < 200 || status > 299) this.#failures += 1;
		if (this.#plan.rate === null) {
			this.#send(index, now);
			return;
		}
		const dueAt = this.#due.shift();
		if (dueAt === undefined) this.#idle.push(index);
		else this.#send(index, dueAt);
	}

	#finish(): void {
		this.#over = true;
		const ms = performance.now() - this.#startedAt;
		const { user, system } = process.cpuUsage(this.#cpuBefore);
		for (const connection of this.#connections) connection.close();
		const times = Float64Array.from(this.#times);
		this.#end.resolve({
			answers: times.length - this.#failures,
			failures: this.#failures,
			perSecond: (times.length - this.#failures) / (ms / 1_000),
			p50Ms: percentile(times, 0.5),
			p99Ms: percentile(times, 0.99),
			load: (user + system) / 1_000 / ms,
		});
	}
}
