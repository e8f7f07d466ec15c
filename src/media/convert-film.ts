import { execFile } from "node:child_process";
import { constants as fileAccess } from "node:fs";
import { access, mkdir, rm, stat } from "node:fs/promises";
import { randomUUID } from "node:crypto";
import { setPriority } from "node:os";
import { delimiter, join } from "node:path";
import { FilmgateError } from "../core/errors.ts";
import { unreadable } from "./unreadable.ts";

/** Makes any film into one that can be drawn from: see `convertFilm`. */
export interface FilmConverter {
	/**
	 * Writes the film at `from` to `to` as an MP4 that every part of this server can draw from: H.264 of the Baseline profile,
	 * BT.709, upright, at most 1920 pixels a side and 60 seconds, a key frame a second, AAC. One at a time; others wait.
	 * Rejects with `medium_format_refused` where there is no ffmpeg, with `medium_unreadable` where it cannot read the
	 * film or takes too long, and with the signal's reason.
	 */
	convert(from: string, to: string, signal?: AbortSignal): Promise<void>;
}

export interface FilmConverterOptions {
	/** A program's path; null looks for `ffmpeg` on PATH; `off` has none. */
	readonly ffmpeg: string | null;
	/** How long one film may take, ms; two minutes unless told. */
	readonly maxMs?: number;
	/** PATH, for tests. */
	readonly searchPath?: string;
}

const maxSeconds = 60;
const maxSide = 1920;
const mostBytes = 60 * 2 ** 20;
/** Of a picture that is decoded, whatever the film's index says: as many as any picture that comes in may have. */
const mostPixels = 50_000_000;

export function createFilmConverter(options: FilmConverterOptions): FilmConverter {
	const { ffmpeg, maxMs = 120_000, searchPath = process.env.PATH ?? "" } = options;
	let last: Promise<unknown> = Promise.resolve();
	const run = async (from: string, to: string, signal?: AbortSignal): Promise<void> => {
		const program = await findProgram(ffmpeg, searchPath);
		if (program === null) throw noFfmpeg(ffmpeg);
		signal?.throwIfAborted();
		await runFfmpeg(program, { from, to, maxMs, ...(signal === undefined ? {} : { signal }) });
	};
	return {
		convert(from, to, signal) {
			const turn = last.then(() => run(from, to, signal));
			last = turn.catch(() => {});
			return turn;
		},
	};
}

function noFfmpeg(setting: string | null): FilmgateError {
	const why = setting === "off" ? "conversion with ffmpeg is switched off" : "no ffmpeg was found";
	const said = `the film's format has to be converted, and ${why} on this server`;
	return new FilmgateError("medium_format_refused", said, { allowed: "MP4 with H.264 of the Baseline profile" });
}

/** Looked for anew each time: an operator may install it while the server runs. */
async function findProgram(setting: string | null, searchPath: string): Promise<string | null> {
	if (setting === "off") return null;
	const names = process.platform === "win32" ? ["ffmpeg.exe"] : ["ffmpeg"];
	const candidates =
		setting !== null
			? [setting]
			: searchPath.split(delimiter).flatMap((folder) => names.map((name) => join(folder, name)));
	for (const candidate of candidates) {
		const found = await access(candidate, fileAccess.X_OK).then(
			() => true,
			() => false,
		);
		if (found) return candidate;
	}
	return null;
}

interface Run {
	readonly from: string;
	readonly to: string;
	readonly maxMs: number;
	readonly signal?: AbortSignal;
}

async function runFfmpeg(program: string, { from, to, maxMs, signal }: Run): Promise<void> {
	try {
		await new Promise<void>((resolve, reject) => {
			const limits = { timeout: maxMs, killSignal: "SIGKILL", maxBuffer: 2 ** 16, windowsHide: true } as const;
			const child = execFile(
				program,
				wishesOf(from, to),
				{ ...limits, ...(signal === undefined ? {} : { signal }) },
				(error, _, said) =>
					error === null ? resolve() : reject(new Error(said.trim().slice(-500) || error.message, { cause: error })),
			);
			if (child.pid !== undefined) giveWay(child.pid);
			child.stdin?.end();
		});
		if ((await stat(to)).size === 0) throw new Error("ffmpeg wrote nothing");
	} catch (cause) {
		await rm(to, { force: true });
		if (signal?.aborted === true) throw signal.reason;
		throw unreadable("ffmpeg cannot convert the film: it is broken, too long or of an unknown kind", cause);
	}
}

/** No network and no other file: what a film names is not opened. */
function wishesOf(from: string, to: string): string[] {
	const smaller = `scale=w='min(${maxSide},iw)':h='min(${maxSide},ih)':force_original_aspect_ratio=decrease:force_divisible_by=2`;
	const colours = "in_color_matrix=auto:out_color_matrix=bt709:out_range=tv";
	const marks = ["-color_primaries", "bt709", "-color_trc", "bt709", "-colorspace", "bt709", "-color_range", "tv"];
	const video = ["-c:v", "libx264", "-profile:v", "baseline", "-preset", "veryfast", "-crf", "19", "-maxrate", "7M"];
	const steady = [
		"-bufsize",
		"14M",
		"-pix_fmt",
		"yuv420p",
		"-force_key_frames",
		"expr:gte(t,n_forced*1)",
		"-refs",
		"1",
	];
	return [
		...["-nostdin", "-hide_banner", "-v", "error", "-protocol_whitelist", "file", "-threads", "2"],
		...["-max_pixels", String(mostPixels)],
		...["-i", `file:${from}`, "-map", "0:v:0", "-map", "0:a:0?", "-map_metadata", "-1", "-sn", "-dn"],
		...["-t", String(maxSeconds), "-vf", `${smaller}:${colours},setsar=1,format=yuv420p`],
		...["-fps_mode", "cfr", "-fpsmax", "30", ...video, ...steady, ...marks],
		...["-c:a", "aac", "-b:a", "160k", "-ac", "2", "-ar", "48000", "-fs", String(mostBytes)],
		...["-movflags", "+faststart", "-f", "mp4", "-y", `file:${to}`],
	];
}

function giveWay(pid: number): void {
	try {
		setPriority(pid, 19);
	} catch {
		// It may be over already, and some systems let nobody set priorities.
	}
}

/** Lends a converted copy of a film, which is gone afterwards. */
export async function withConverted<Result>(
	from: string,
	{ converter, folder, signal }: { converter: FilmConverter; folder: string; signal?: AbortSignal | undefined },
	use: (path: string) => Promise<Result>,
): Promise<Result> {
	await mkdir(folder, { recursive: true });
	const to = join(folder, `${randomUUID()}.mp4`);
	try {
		await converter.convert(from, to, signal);
		return await use(to);
	} finally {
		await rm(to, { force: true });
	}
}
