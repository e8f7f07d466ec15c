import { parentPort, receiveMessageOnPort, workerData } from "node:worker_threads";
import { runBatch } from "./batch.ts";
import type { Command } from "./commands/index.ts";
import { openWritable } from "./connection.ts";

/** Most commands that share one commit. More would make the first of them wait for the last. */
const BATCH_LIMIT = 256;

/**
 * The thread that writes, so that no disk can hold the event loop up. It takes whatever has come while the batch before
 * was being committed: the slower the disk, the larger the groups. Messages in: commands, or null to end; out: the
 * outcomes of one batch, in the order in which its commands came.
 */
function serve(port: NonNullable<typeof parentPort>): void {
	const connection = openWritable((workerData as { file: string }).file);
	const waiting: Command[] = [];
	let ending = false;

	const take = (message: readonly Command[] | null) => {
		if (message === null) ending = true;
		else waiting.push(...message);
	};
	const drain = () => {
		for (let more = receiveMessageOnPort(port); more !== undefined; more = receiveMessageOnPort(port))
			take(more.message);
	};
	port.on("message", (message) => {
		take(message);
		for (drain(); waiting.length > 0; drain()) port.postMessage(runBatch(connection, waiting.splice(0, BATCH_LIMIT)));
		if (!ending) return;
		connection.close();
		port.close();
	});
}

if (parentPort !== null) serve(parentPort);
