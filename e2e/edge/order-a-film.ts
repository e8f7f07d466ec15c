import { createFilmgate, FilmgateApiError, verifyWebhook } from "../../sdk/src/index.ts";

/** Everything that an application at the edge does with the client. */
declare const settings: {
	url: string;
	key: string;
	message: { body: string; headers: Record<string, string>; secret: string };
};
declare const report: (result: object) => void;

const filmgate = createFilmgate(settings);
const { id } = await filmgate.tasks.submit({ prompt: "a fox at the edge" });
const seen: string[] = [];
const task = await filmgate.tasks.wait(id, { onUpdate: ({ status }) => seen.push(status), timeoutMs: 20_000 });
const [film] = task.films;
if (film === undefined) throw new Error("There is no film.");
const bytes = await filmgate.films.download(film);
const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
const sha256 = Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");

const refused = await filmgate.tasks.submit({ prompt: "a", seconds: 99 }).catch((error: unknown) => error);
const controller = new AbortController();
controller.abort(new Error("enough"));
const aborted = await filmgate.tasks.list({ signal: controller.signal }).catch((error: unknown) => error);
const { body, headers, secret } = settings.message;
const event = await verifyWebhook(body, headers, secret);

report({
	status: task.status,
	seen,
	isWhole: sha256 === film.sha256,
	refused: refused instanceof FilmgateApiError ? refused.code : String(refused),
	aborted: String(aborted),
	event: event.type,
	world: [typeof process, typeof Buffer, typeof require, typeof performance],
});
