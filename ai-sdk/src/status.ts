import type {
	SharedV4Warning as Warning,
	Experimental_VideoModelV4OperationStatusResult as StatusResult,
	Experimental_VideoModelV4VideoData as VideoData,
} from "@ai-sdk/provider";
import { FilmgateApiError, isFinished, type Task } from "@filmgate/sdk";
import type { Connection } from "./connect.ts";
import { costOf, type FilmgateVideoMetadata, taskMetadata, videoMetadata } from "./metadata.ts";
import type { Operation } from "./operation.ts";

interface Asking {
	modelId: string;
	connection: Connection;
	signal: AbortSignal | undefined;
}

/**
 * How an operation is. Its videos are fetched here, and given as bytes: the AI SDK would fetch a link without the key, and
 * from public addresses only, where a server of one's own rarely lives.
 */
export async function readStatus(operation: Operation, asking: Asking): Promise<StatusResult> {
	const { connection, signal, modelId } = asking;
	const timestamp = new Date();
	const tasks = await Promise.all(operation.tasks.map((id) => readTask(id, operation, asking)));
	const response = { timestamp, modelId, headers: connection.headers() };
	const told = { tasks: tasks.map(taskMetadata) };
	if (!tasks.every(isFinished)) return { status: "pending", providerMetadata: { filmgate: told }, response };
	const warnings = [...warningsOf(tasks), ...(await endWebhook(operation, asking))];
	const failures = tasks.filter(({ status }) => status !== "succeeded").map(sayFailure);
	const cost = costOf(tasks);
	if (failures.length === tasks.length) {
		const error = failures.join(" ");
		return { status: "error", error, providerMetadata: { filmgate: { ...told, cost } }, response };
	}
	const { videos, metadata } = await fetchFilms(tasks, connection, signal);
	// The others are there and paid for.
	warnings.push(...failures.map((message): Warning => ({ type: "other", message })));
	const providerMetadata = { filmgate: { ...told, cost, videos: metadata } };
	return { status: "completed", videos, warnings, providerMetadata, response };
}

/** With a webhook the AI SDK asks once, when the first of the tasks has ended, and takes no "not yet": so the others are waited for. */
async function readTask(id: string, { webhook }: Operation, { connection, signal }: Asking): Promise<Task> {
	const { api, patient, ask } = connection;
	return await ask(`/tasks/${id}`, undefined, () =>
		webhook === null ? api.tasks.status(id, { signal }) : patient.tasks.wait(id, { signal }),
	);
}

async function fetchFilms(tasks: readonly Task[], connection: Connection, signal: AbortSignal | undefined) {
	const videos: VideoData[] = [];
	const metadata: FilmgateVideoMetadata[] = [];
	for (const task of tasks) {
		for (const film of task.films) {
			const fetch = () => connection.patient.films.download(film, { signal });
			const data = new Uint8Array(await connection.ask(`/tasks/${task.id}`, undefined, fetch));
			videos.push({ type: "binary", data, mediaType: film.mime });
			metadata.push(videoMetadata(task, film));
		}
	}
	return { videos, metadata };
}

/** What no engine could honour, each said once. */
function warningsOf(tasks: readonly Task[]): Warning[] {
	const said = tasks.flatMap(({ warnings }) => warnings);
	const once = new Map(said.map(({ setting, message }) => [`${setting}: ${message}`, { setting, message }]));
	return [...once.values()].map(({ setting, message }) => {
		return { type: "unsupported", feature: setting, details: message };
	});
}

function sayFailure({ id, status, failure }: Task): string {
	const said = `${id} ${status === "failed" ? "has" : "was"} ${status}`;
	return failure === null ? `${said}.` : `${said}: ${failure.message} (${failure.code})`;
}

/** The webhook was this operation's alone. That it is gone already is as well; any other trouble must not cost the films. */
async function endWebhook({ webhook }: Operation, { connection, signal }: Asking): Promise<Warning[]> {
	if (webhook === null) return [];
	try {
		await connection.api.webhooks.delete(webhook, { signal });
	} catch (error) {
		signal?.throwIfAborted();
		if (!(error instanceof FilmgateApiError && error.status === 404)) {
			return [{ type: "other", message: `The webhook ${webhook} could not be deleted: ${String(error)}` }];
		}
	}
	return [];
}
