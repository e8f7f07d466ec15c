import { createFilmgate, FilmgateApiError, type Task, type Tasks } from "@filmgate/sdk";
import type { Connection } from "../connection.ts";
import { CommandError, EXIT } from "../exit.ts";
import { print, printJson } from "../print.ts";

type Options = { readonly json?: boolean };
type Connect = () => Promise<readonly Connection[]>;

/** How a task is, by the native wire. */
export async function status(connect: Connect, given: string, options: Options): Promise<number> {
	const id = readId(given);
	const task = await askWhoKnows(await connect(), (tasks) => tasks.status(id));
	if (options.json) printJson(task);
	else for (const line of describe(task)) print(line);
	return EXIT.done;
}

/** Asks to end a task. Exit code 1 when it goes on. */
export async function cancel(connect: Connect, given: string, options: Options): Promise<number> {
	const id = readId(given);
	const { task, outcome } = await askWhoKnows(await connect(), (tasks) => tasks.cancel(id));
	if (options.json) printJson({ outcome, task });
	else print(`${task.id}  ${OUTCOMES[outcome](task)}`);
	return outcome === "stopped" || outcome === "asked" ? EXIT.done : EXIT.failed;
}

const OUTCOMES = {
	stopped: () => "stopped; nothing is charged",
	asked: () => "its engine was asked to stop",
	"too-late": (task: Task) => `too late; its status is ${task.status}`,
	"engine-cannot": () => "its engine cannot stop work that it has begun",
} as const;

/** A task's id as every wire spells it: bare digits, or after `task_` or `video_`. */
function readId(given: string): string {
	const digits = /^(?:task_|video_)?([1-9][0-9]{0,15})$/.exec(given)?.[1];
	if (digits !== undefined) return `task_${digits}`;
	throw new CommandError(`${given} is no task's id. One looks like task_244813135429632.`, EXIT.usage);
}

/** A task is known to keys of its own mode only, so each key asks until one is not told "not found". */
async function askWhoKnows<Answer>(
	connections: readonly Connection[],
	ask: (tasks: Tasks) => Promise<Answer>,
): Promise<Answer> {
	const [first, ...others] = connections;
	try {
		return await ask(createFilmgate({ ...(first as Connection), maxRetries: RETRIES }).tasks);
	} catch (error) {
		const unknown = error instanceof FilmgateApiError && error.code === "not_found";
		if (!unknown || others.length === 0) throw error;
		return await askWhoKnows(others, ask);
	}
}

/** Somebody sits in front of it. */
const RETRIES = 1;

function describe(task: Task): string[] {
	const progress = task.progress === null ? "" : `, ${task.progress} %`;
	const position = task.queuePosition === null ? "" : `, ${task.queuePosition} before it`;
	const { operation, width, height, seconds, fps } = task;
	return [
		`${task.id}  ${task.status}${progress}${position}`,
		`  ${operation}, ${width}x${height}, ${seconds} s, ${fps} fps${task.prompt === "" ? "" : `: ${task.prompt}`}`,
		...(task.failure === null ? [] : [`  ${task.failure.code}: ${task.failure.message}`]),
		...task.warnings.map((warning) => `  ${warning.setting}: ${warning.message}`),
		...task.films.map((film) => `  ${film.url}`),
		...task.timeline.map(({ at, event, detail }) => `  ${at}  ${event}${detail === null ? "" : ` (${detail})`}`),
	];
}
