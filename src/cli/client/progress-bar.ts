import type { Task } from "@filmgate/sdk";

const WIDTH = 32;

export interface ProgressBar {
	show(task: Task): void;
	fill(): void;
	/** To be called on every way out: what comes next begins a line of its own. */
	leave(): void;
}

/** A bar on a terminal; elsewhere a line whenever something new can be said. It shows what the engine said, nothing else. */
export function createProgressBar(stream: NodeJS.WriteStream, silent: boolean): ProgressBar {
	let last = "";
	const draw = (text: string) => {
		if (silent || text === last) return;
		last = text;
		stream.write(stream.isTTY ? `\r\u001b[K${text}` : `${text}\n`);
	};
	return {
		show: (task) => draw(lineOf(task)),
		fill: () => draw(`${bar(100)} done`),
		leave() {
			if (last !== "" && stream.isTTY) stream.write("\n");
		},
	};
}

function lineOf({ status, progress, queuePosition }: Task): string {
	if (status === "queued") return `${bar(0)} queued${queuePosition ? `, ${queuePosition} before it` : ""}`;
	return `${bar(progress ?? 0)} ${status}${progress === null ? "" : ` ${progress} %`}`;
}

function bar(percent: number): string {
	const full = Math.round((percent / 100) * WIDTH);
	return `[${"█".repeat(full)}${"░".repeat(WIDTH - full)}]`;
}
