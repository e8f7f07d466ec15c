import { setImmediate as nextTurn } from "node:timers/promises";
import { parentPort } from "node:worker_threads";
import { isStill } from "../../../core/order.ts";
import { alone } from "../crew.ts";
import { loadArtist } from "./artist.ts";
import { createFrameReader, type FrameReader } from "./frame-reader.ts";
import { createGroupEncoder } from "./group-encoder.ts";
import type { DrawTask, EncodedGroup, FromThread, ToThread } from "./messages.ts";
import { drawStill } from "./draw-still.ts";
import { explainFailure, TooManyBits } from "./render-failed.ts";
import { isStopped, takeGroup } from "./shared-work.ts";
import { Stopped, ThreadCrew } from "./thread-crew.ts";

// The entry of a drawing thread. It takes one film at a time and, group by group, draws and encodes what nobody took yet.

const port = parentPort!;

/** Bits a pixel: 20 Mb/s at 720p and 24 fps. A film with a group above is drawn again at the lower rate, whatever its quality. */
const mostBitsPerPixel = 0.9;
const heldBitsPerPixel = 0.25;
const coverAt = 0.4;

/** Of the film that is drawn. */
let crew: ThreadCrew | null = null;

port.on("message", (message: ToThread) => {
	if (message.kind === "shared") return crew?.hear(message.part);
	if (message.kind === "stopped") return crew?.stop();
	const { task } = message;
	crew = new ThreadCrew(task.work, task.end, (part) => post({ kind: "shared", part }));
	drawFilm(task, crew)
		.catch((error: unknown) => {
			// Another thread's failure is the film's; this one has merely heard of it.
			if (!(error instanceof Stopped)) throw error;
		})
		.then(
			() => post({ kind: "done" }),
			(error: unknown) =>
				post(error instanceof TooManyBits ? { kind: "too-many-bits" } : { kind: "failed", ...explainFailure(error) }),
		)
		.then(() => {
			crew = null;
			globalThis.gc?.(); // The painter's canvases go before the next film brings its own.
		});
});

async function drawFilm(task: DrawTask, crew: ThreadCrew): Promise<void> {
	const { order, work, end } = task;
	if (isStill(order.operation)) return drawPicture(task);
	const artist = await loadArtist(task.artist);
	const painter = await artist.createPainter(order, crew);
	try {
		const reader = createFrameReader(painter, order);
		for (;;) {
			const index = isStopped(work) ? null : takeGroup(work, end);
			if (index === null) return;
			const group = await drawGroup(task, index, reader);
			if (group === null) return;
			post({ kind: "group", group }, [group.bytes.buffer]);
		}
	} finally {
		painter.close?.();
	}
}

/** One thread alone makes its painter; for the other there is nothing to do. */
async function drawPicture({ order, artist, work, end }: DrawTask): Promise<void> {
	if (takeGroup(work, end) === null) return;
	const group = await drawStill(await (await loadArtist(artist)).createPainter(order, alone), order);
	post({ kind: "group", group }, [group.bytes.buffer]);
}

/** Null when stopped. Throws TooManyBits when constant quality grew too large. */
async function drawGroup(task: DrawTask, index: number, reader: FrameReader): Promise<EncodedGroup | null> {
	const { order, holdRate } = task;
	const { first, end } = task.groups[index]!;
	const frames = end - first;
	const pixels = order.width * order.height;
	const mostBytes = holdRate ? Infinity : (pixels * frames * mostBitsPerPixel) / 8;
	const kilobitsPerFrame = holdRate ? Math.max(1, Math.round((pixels * heldBitsPerPixel) / 1000)) : null;
	const coverFrame = Math.round(order.seconds * order.fps * coverAt);
	const encoder = await createGroupEncoder({ width: order.width, height: order.height, frames, kilobitsPerFrame });
	try {
		let cover: EncodedGroup["cover"] = null;
		for (let frame = first; frame < end; frame++) {
			if (isStopped(task.work)) return null;
			reader.draw(frame / order.fps);
			encoder.add(reader.read());
			if (encoder.bytes() > mostBytes) throw new TooManyBits();
			if (frame === coverFrame) cover = await reader.cover();
			post({ kind: "frame", index, frames: frame + 1 - first });
			await nextTurn(); // Frees the pixels that were read out.
		}
		return { index, bytes: encoder.finish(), cover };
	} finally {
		encoder.close();
	}
}

function post(message: FromThread, transfer: readonly ArrayBuffer[] = []): void {
	port.postMessage(message, transfer);
}
