import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { createFilmgate, type Task } from "@filmgate/sdk";
import { CommandError, EXIT } from "../exit.ts";
import { print, printJson } from "../print.ts";
import { createProgressBar } from "./progress-bar.ts";
import { readPixverseStatus } from "./pixverse-client.ts";
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

interface Server {
	readonly url: string;
	readonly key: string;
}

/** Makes a film by the Z.AI wire, asks the PixVerse wire about the same task, and writes film and cover to disk. */
export async function generate(server: Server, prompt: string, options: GenerateOptions): Promise<number> {
	if (prompt === "" && options.image === undefined) {
		throw new CommandError('Say what to show: filmgate generate "City sunset timelapse"', EXIT.usage);
	}
	const zai = createZaiClient(server);
	const id = await zai.submit(orderOf(prompt, options));
	const { tasks } = createFilmgate(server);
	const bar = createProgressBar(process.stderr, options.json === true);
	const links = await zai.untilDone(id, async () => bar.show(await tasks.status(`task_${id}`)));
	bar.end();
	const [task, film, cover] = await Promise.all([
		tasks.status(`task_${id}`),
		download(links.url),
		download(links.cover),
	]);
	const twin = await readPixverseStatus(server, id);
	const sameFilm = sha256(await download(twin.url)) === sha256(film);
	if (String(twin.id) !== id || twin.status !== 1 || !sameFilm) {
		throw new CommandError(`The two wires do not agree about ${id}: that is a fault of the server.`);
	}
	const paths = write(id, options.out, { film, cover });
	if (options.json) printJson({ id, ...paths, ...measuresOf(task), pixverse: { ...twin, sameFilm } });
	else for (const line of report(task, paths, twin)) print(line);
	return EXIT.done;
}

function orderOf(prompt: string, options: GenerateOptions): ZaiOrder {
	return {
		model: "cogvideox-3",
		...(prompt === "" ? {} : { prompt }),
		...(options.image === undefined ? {} : { image_url: dataUrlOf(options.image) }),
		...(options.image === undefined || options.size !== undefined ? { size: options.size ?? "1280x720" } : {}),
		...(options.seconds === undefined ? {} : { duration: numberOf("--seconds", options.seconds) }),
		...(options.fps === undefined ? {} : { fps: numberOf("--fps", options.fps) }),
		with_audio: options.sound,
	};
}

function numberOf(option: string, text: string): number {
	if (/^[0-9]{1,3}$/.test(text)) return Number(text);
	throw new CommandError(`${option} is ${text}; it must be a whole number.`, EXIT.usage);
}

function dataUrlOf(path: string): string {
	try {
		return `data:application/octet-stream;base64,${readFileSync(path).toString("base64")}`;
	} catch (error) {
		const { code } = error as NodeJS.ErrnoException;
		throw new CommandError(`--image ${path} cannot be read (${code ?? error}).`, EXIT.usage);
	}
}

async function download(url: string): Promise<Buffer> {
	const response = await fetch(url);
	if (!response.ok)
		throw new CommandError(`The film's link answers ${response.status}: ${(await response.text()).trim()}`);
	return Buffer.from(await response.arrayBuffer());
}

function write(id: string, out: string | undefined, files: { film: Buffer; cover: Buffer }) {
	const path = out === undefined ? `${id}.mp4` : out.endsWith(".mp4") ? out : join(out, `${id}.mp4`);
	const coverPath = `${path.slice(0, -".mp4".length)}.jpg`;
	mkdirSync(dirname(path), { recursive: true });
	writeFileSync(path, files.film);
	writeFileSync(coverPath, files.cover);
	return { film: path, cover: coverPath };
}

function measuresOf(task: Task) {
	const film = task.films[0];
	const { runningAt, archivingAt } = task.timestamps;
	const renderMs = runningAt === null || archivingAt === null ? null : Date.parse(archivingAt) - Date.parse(runningAt);
	return {
		width: film?.width ?? task.width,
		height: film?.height ?? task.height,
		seconds: film?.seconds ?? task.seconds,
		fps: film?.fps ?? task.fps,
		bytes: film?.bytes ?? null,
		hasSound: film?.hasSound ?? task.sound,
		renderMs,
	};
}

function report(task: Task, paths: { film: string; cover: string }, twin: { id: number; status: number }): string[] {
	const { width, height, seconds, fps, bytes, hasSound, renderMs } = measuresOf(task);
	const megabytes = bytes === null ? "?" : (bytes / 1_000_000).toFixed(2);
	return [
		`film   ${shown(paths.film)}`,
		`cover  ${shown(paths.cover)}`,
		`       ${width}x${height}, ${seconds} s, ${fps} fps, ${hasSound ? "with sound" : "silent"}, ${megabytes} MB, made in ${((renderMs ?? 0) / 1000).toFixed(1)} s`,
		`wires  made and fetched by Z.AI's; PixVerse's says the same: id ${twin.id}, status ${twin.status}, the same bytes`,
	];
}

function shown(path: string): string {
	const short = relative(process.cwd(), path);
	return short.startsWith("..") ? path : `./${short}`;
}

function sha256(bytes: Buffer): string {
	return createHash("sha256").update(bytes).digest("hex");
}
