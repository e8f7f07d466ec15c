import type { Filmgate, Task } from "@filmgate/sdk";
import { EXIT } from "../exit.ts";
import { print, printJson } from "../print.ts";

type Options = { readonly json?: boolean };

/** How a task is, by the native wire. */
export async function status({ tasks }: Filmgate, id: string, options: Options): Promise<number> {
	const task = await tasks.status(nativeId(id));
	if (options.json) printJson(task);
	else for (const line of describe(task)) print(line);
	return EXIT.done;
}

export async function cancel({ tasks }: Filmgate, id: string, options: Options): Promise<number> {
	const cancellation = await tasks.cancel(nativeId(id));
	if (options.json) printJson(cancellation);
	else print(`${cancellation.task.id}: ${OUTCOMES[cancellation.outcome]}`);
	const { outcome } = cancellation;
	return outcome === "stopped" || outcome === "asked" ? EXIT.done : EXIT.failed;
}

const OUTCOMES = {
	stopped: "stopped; nothing is charged",
	asked: "its engine was asked to stop",
	"too-late": "too late, it goes to its end or has ended",
	"engine-cannot": "its engine cannot stop work that it has begun",
} as const;

function nativeId(id: string): string {
	return `task_${id.replace(/^(task_|video_)/, "")}`;
}

function describe(task: Task): string[] {
	const progress = task.progress === null ? "" : `, ${task.progress} %`;
	const position = task.queuePosition === null ? "" : `, ${task.queuePosition} before it`;
	return [
		`${task.id}  ${task.status}${progress}${position}`,
		`  ${task.operation}, ${task.width}x${task.height}, ${task.seconds} s, ${task.fps} fps: ${task.prompt}`,
		...(task.failure === null ? [] : [`  ${task.failure.code}: ${task.failure.message}`]),
		...task.warnings.map((warning) => `  ${warning.setting}: ${warning.message}`),
		...task.films.map((film) => `  ${film.url}`),
		...task.timeline.map(
			(entry) => `  ${entry.at}  ${entry.event}${entry.detail === null ? "" : ` (${entry.detail})`}`,
		),
	];
}
