import { cpus, loadavg, release, totalmem } from "node:os";

/** What the figures were measured on. */
export interface Machine {
	readonly cpu: string;
	readonly cores: number;
	readonly memoryGiB: number;
	readonly kernel: string;
	readonly node: string;
	readonly date: string;
	/** How many processes wanted a core in the minute before the bench began: whom it shared the machine with. */
	readonly loadBefore: number;
}

export function describeMachine(): Machine {
	const all = cpus();
	return {
		cpu: all[0]?.model.trim() ?? "unknown",
		cores: all.length,
		memoryGiB: Math.round(totalmem() / 2 ** 30),
		kernel: `${process.platform} ${release()}`,
		node: process.version,
		date: new Date().toISOString().slice(0, 16).replace("T", " "),
		loadBefore: Number(loadavg()[0]?.toFixed(1)),
	};
}
