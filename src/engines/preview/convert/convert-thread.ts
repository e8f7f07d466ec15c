import { parentPort, workerData } from "node:worker_threads";
import { openForeignVideo } from "../libav/foreign-video.ts";
import { createGroupEncoder, type GroupEncoder } from "../render/group-encoder.ts";
import { explainFailure, RenderFailed } from "../render/render-failed.ts";
import { createFrameFitter, fittedSize } from "./fit-frame.ts";
import type { ConvertTask, FromConverter } from "./messages.ts";

// The entry of a converting thread, which lives as long as one film takes. It decodes and encodes, group by group, and goes
// on when a group was taken off it.

const port = parentPort!;
const framesInGroup = 30;
/** Who has more is shown every other: nothing that is drawn from a film needs them. */
const mostFps = 31;

convert(workerData as ConvertTask).then(
	() => post({ kind: "done" }),
	(error: unknown) => post({ kind: "failed", ...explainFailure(error) }),
);

async function convert({ path, maxSide, maxSeconds }: ConvertTask): Promise<void> {
	const video = await openForeignVideo(path);
	let group: Group | null = null;
	let toPicture: ReturnType<typeof createFrameFitter> | null = null;
	let first: { width: number; height: number } | null = null;
	let last = -1;
	try {
		for await (const frame of video.frames()) {
			if (frame.atSeconds >= maxSeconds) break;
			if (frame.atSeconds < 0 || frame.atSeconds - last < 1 / mostFps) continue;
			first ??= { width: frame.width, height: frame.height };
			if (frame.width !== first.width || frame.height !== first.height)
				throw new RenderFailed("The film cannot be converted: its size changes on the way.");
			const size = fittedSize(first, maxSide);
			toPicture ??= createFrameFitter(size);
			if (last < 0) post({ kind: "begun", ...size, rotation: video.rotation });
			group ??= {
				times: [],
				encoder: await createGroupEncoder({ ...size, frames: framesInGroup, kilobitsPerFrame: null }),
			};
			group.encoder.add(toPicture(frame));
			group.times.push(frame.atSeconds);
			last = frame.atSeconds;
			if (group.times.length === framesInGroup) {
				await handOver(group);
				group = null;
			}
		}
		if (group !== null) await handOver(group);
		if (last < 0) throw new RenderFailed("The film cannot be converted: none of its pictures can be decoded.");
	} finally {
		video.close();
	}
}

interface Group {
	readonly encoder: GroupEncoder;
	readonly times: number[];
}

async function handOver({ encoder, times }: Group): Promise<void> {
	const bytes = encoder.finish();
	encoder.close();
	const taken = new Promise((resolve) => port.once("message", resolve));
	post({ kind: "group", bytes, times }, [bytes.buffer]);
	await taken;
}

function post(message: FromConverter, transfer: readonly ArrayBuffer[] = []): void {
	port.postMessage(message, transfer);
}
