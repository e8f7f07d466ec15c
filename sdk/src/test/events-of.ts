import type { Task } from "../wire.ts";
import type { Step } from "./scripted-server.ts";

export interface EventsOptions {
	/** What happens after the last event. Default: the stream ends well. */
	end?: "well" | "cut" | "stall";
	/** The id of the first event; the others count on from it. Default: 1. */
	firstId?: number;
	retryMs?: number;
	/** Sent as it is, ahead of the events. */
	before?: string;
}

/** Pushes tasks as the server does. */
export function eventsOf(tasks: readonly Task[], options: EventsOptions = {}): Step {
	const { end = "well", firstId = 1, retryMs, before = "" } = options;
	const events = tasks.map((task, index) => `id: ${firstId + index}\nevent: task\ndata: ${JSON.stringify(task)}\n\n`);
	const text = [": \n\n", retryMs === undefined ? "" : `retry: ${retryMs}\n`, before, ...events].join("");
	return (response) => {
		response.writeHead(200, { "content-type": "text/event-stream; charset=utf-8" });
		if (end === "well") response.end(text);
		else response.write(text, () => end === "cut" && setImmediate(() => response.destroy()));
	};
}
