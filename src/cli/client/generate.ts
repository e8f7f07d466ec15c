import { createFilmgate, type Task } from "@filmgate/sdk";
import type { Connection } from "../connection.ts";
import { CommandError, EXIT } from "../exit.ts";
import { print, printJson } from "../print.ts";
import { openPlace, readPicture, shownPath } from "./local-files.ts";
import { createPixverseClient, type PixverseStatus } from "./pixverse-client.ts";
import { createProgressBar } from "./progress-bar.ts";
import { createZaiClient, type ZaiOrder } from "./zai-client.ts";

export interface GenerateOptions {
	readonly image?: string;
	readonly out?: string;
	readonly size?: string;
	readonly seconds?: string;
	readonly fps?: string;
	readonly sound: boolean;
	readonly json?: boolean;
}

type WithServer = <Result>(use: (server: Connection) => Promise<Result>) => Promise<Result>;

/** What both wires said of one task, and its bytes. */
interface Made {
	readonly id: string;
	readonly task: Task;
	readonly film: Buffer;
	readonly cover: Buffer;
	readonly twin: PixverseStatus;
}

/** Makes a film by the Z.AI wire, asks the PixVerse wire about the same task, and writes film and cover to disk. */
export async function generate(withServer: WithServer, prompt: string, options: GenerateOptions): Promise<number> {
	if (prompt === "" && options.image === undefined) {
		throw new CommandError('Say what the film shows: filmgate generate "City sunset timelapse"', EXIT.usage);
	}
	const order = orderOf(prompt, options);
	const place = openPlace(options.out);
	const made = await withServer((server) => make(server, order, options.json === true));
	const paths = place.write(made.id, made);
	if (options.json) printJson({ id: made.id, ...paths, ...measuresOf(made.task), pixverse: made.twin });
	else for (const line of report(made, paths)) print(line);
	return EXIT.done;
}

async function make(server: Connection, order: ZaiOrder, silent: boolean): Promise<Made> {
	const zai = createZaiClient(server);
	const { tasks } = createFilmgate(server);
	const bar = createProgressBar(process.stderr, silent);
	const id = await zai.submit(order);
	try {
		const links = await zai.untilDone(id, async () => bar.show(await tasks.status(`task_${id}`)));
		bar.fill();
		const twin = await createPixverseClient(server).result(id);
		const [task, film, cover, twinFilm] = await Promise.all([
			tasks.status(`task_${id}`),
			download(links.url),
			download(links.cover),
			download(twin.url),
		]);
		if (String(twin.id) !== id || twin.status !== PIXVERSE_DONE || !twinFilm.equals(film)) {
			throw new CommandError(`The two wires do not agree about ${id}: that is a fault of the server.`);
		}
		return { id, task, film, cover, twin };
	} finally {
		bar.leave();
	}
}

const PIXVERSE_DONE = 1;

function orderOf(prompt: string, { image, size, seconds, fps, sound }: GenerateOptions): ZaiOrder {
	return {
		model: "cogvideox-3",
		...(prompt === "" ? {} : { prompt }),
		...(image === undefined ? {} : { image_url: readPicture(image) }),
		// A film of a picture has the picture's shape unless somebody wants another.
		...(image === undefined || size !== undefined ? { size: size ?? "1280x720" } : {}),
		...(seconds === undefined ? {} : { duration: Number(seconds) }),
		...(fps === undefined ? {} : { fps: Number(fps) }),
		with_audio: sound,
	};
}

async function download(url: string): Promise<Buffer> {
	const response = await fetch(url);
	if (response.ok) return Buffer.from(await response.arrayBuffer());
	throw new CommandError(`A link to the film answers ${response.status}: ${await response.text()}`);
}

function measuresOf(task: Task) {
	const film = task.films[0];
	const { runningAt, archivingAt } = task.timestamps;
	return {
		width: film?.width ?? null,
		height: film?.height ?? null,
		seconds: film?.seconds ?? null,
		fps: film?.fps ?? null,
		bytes: film?.bytes ?? null,
		hasSound: film?.hasSound ?? null,
		renderMs: runningAt === null || archivingAt === null ? null : Date.parse(archivingAt) - Date.parse(runningAt),
	};
}

function report({ task, twin }: Made, paths: { film: string; cover: string }): string[] {
	const { width, height, seconds, fps, bytes, hasSound, renderMs } = measuresOf(task);
	const size = `${width}x${height}, ${seconds} s, ${fps} fps, ${hasSound ? "with sound" : "silent"}`;
	const weight = `${((bytes ?? 0) / 1_000_000).toFixed(2)} MB, rendered in ${((renderMs ?? 0) / 1_000).toFixed(1)} s`;
	return [
		`film   ${shownPath(paths.film)}`,
		`cover  ${shownPath(paths.cover)}`,
		`       ${size}, ${weight}`,
		`wires  ordered and fetched by Z.AI's; PixVerse's tells the same of it: id ${twin.id}, status ${twin.status}, the same bytes`,
	];
}
