import { on } from "node:events";
import { rm } from "node:fs/promises";
import { Worker } from "node:worker_threads";
import { failureToError, RenderFailed } from "../render/render-failed.ts";
import { createConvertedFile, type ConvertedFile } from "./converted-file.ts";
import type { ConvertTask, FromConverter } from "./messages.ts";
import { openFilmSound } from "./open-film-sound.ts";

/** A film, where its converted copy goes, and limits of both. */
export interface ConvertWish extends ConvertTask {
	readonly outPath: string;
	/** How long it may take, ms. */
	readonly maxMs: number;
}

export interface ConvertedVideo {
	/** Pixels as they are stored, before they are turned. */
	readonly width: number;
	readonly height: number;
	readonly frames: number;
	readonly hasSound: boolean;
}

/**
 * Writes a film with H.264 of any profile as an MP4 that is drawn from here: H.264 Baseline, BT.709, a key frame
 * at least every 30 frames, at most 30 of them a second, its AAC as it was (other sound encoded anew). It decodes and
 * encodes in a thread of its own. Rejects with RenderFailed and a reason; nothing is left at `outPath` then.
 */
export async function convertVideo(wish: ConvertWish): Promise<ConvertedVideo> {
	const { path, outPath, maxMs, maxSide, maxSeconds } = wish;
	const sound = await openFilmSound(path, maxSeconds);
	const here = import.meta.url;
	const entry = new URL(`./convert-thread${here.slice(here.lastIndexOf("."))}`, here);
	const thread = new Worker(entry, { workerData: { path, maxSide, maxSeconds } satisfies ConvertTask });
	const state: { file: ConvertedFile | null; video: ConvertedVideo | null } = { file: null, video: null };
	const take = async (message: FromConverter): Promise<void> => {
		if (message.kind === "failed") throw failureToError(message);
		if (message.kind === "begun") {
			const { width, height, rotation } = message;
			state.file = await createConvertedFile(outPath, { rotation, sound });
			state.video = { width, height, frames: 0, hasSound: sound !== null };
		} else if (message.kind === "group" && state.video !== null) {
			await state.file?.add(message.bytes, message.times);
			state.video = { ...state.video, frames: state.video.frames + message.times.length };
			thread.postMessage("taken");
		}
	};
	try {
		await hearOut(thread, { maxMs, take });
		if (state.file === null || state.video === null) throw new RenderFailed("The film cannot be converted.");
		await state.file.finish();
		return state.video;
	} catch (error) {
		await state.file?.close();
		await rm(outPath, { force: true });
		throw error;
	} finally {
		sound?.close();
		await thread.terminate();
	}
}

interface HearOptions {
	readonly maxMs: number;
	take(message: FromConverter): Promise<void>;
}

/** Takes what the thread says, one after the other, until it is done. */
async function hearOut(thread: Worker, { maxMs, take }: HearOptions): Promise<void> {
	const signal = AbortSignal.timeout(maxMs);
	try {
		for await (const [message] of on(thread, "message", { signal, close: ["exit"] })) {
			if ((message as FromConverter).kind === "done") return;
			await take(message as FromConverter);
		}
	} catch (error) {
		if (signal.aborted) throw new RenderFailed("The film cannot be converted: it takes too long.");
		if (error instanceof RenderFailed) throw error;
		throw new RenderFailed(`The film cannot be converted: ${(error as Error).message}`, { cause: error });
	}
	throw new RenderFailed("The film cannot be converted: its decoder ended by itself.");
}
