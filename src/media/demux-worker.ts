import { parentPort } from "node:worker_threads";
import { demux } from "./demux.ts";

/** The thread in which recordings are measured: a path comes in, a recording or a reason goes out. */
parentPort?.on("message", async (path: string) => {
	try {
		parentPort?.postMessage({ recording: await demux(path) });
	} catch (error) {
		parentPort?.postMessage({ reason: error instanceof Error ? error.message : String(error) });
	}
});
