// What happens in the page itself, with the client's modules as the page server gives them.
import { createFilmgate, FilmgateApiError } from "/sdk/index.ts";

/** @param {import("@filmgate/sdk").FilmgateOptions} connection */
export async function orderAndFetch(connection) {
	const { tasks, films } = createFilmgate(connection);
	const { id } = await tasks.submit({ prompt: "a fox in the browser" });
	const { status, films: made } = await tasks.wait(id, { timeoutMs: 20_000 });
	const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", await films.download(made[0])));
	const sha256 = Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
	const refused = await tasks.submit({ prompt: "a", seconds: 99 }).catch((error) => error);
	return {
		status,
		isWhole: sha256 === made[0].sha256,
		refused: refused instanceof FilmgateApiError ? refused.code : String(refused),
		asked: performance.getEntriesByType("resource").map(({ name }) => name),
	};
}

/** @param {import("@filmgate/sdk").FilmgateOptions} connection */
export async function playAndSeek(connection) {
	const { tasks } = createFilmgate(connection);
	const { id } = await tasks.submit({ prompt: "a fox" });
	const { films } = await tasks.wait(id, { timeoutMs: 20_000 });
	const video = document.querySelector("video");
	const happens = (name) =>
		new Promise((resolve, reject) => {
			video.addEventListener(name, resolve, { once: true });
			video.addEventListener("error", () => reject(new Error(video.error?.message)), { once: true });
		});
	const ready = happens("canplay");
	video.src = films[0].url;
	await ready;
	const { duration: seconds, videoWidth: width } = video;
	const seekableTo = video.seekable.end(0);
	const sought = happens("seeked");
	video.currentTime = seconds / 2;
	await sought;
	const afterSeek = video.currentTime;
	const done = happens("ended");
	await video.play();
	await done;
	const frames = video.getVideoPlaybackQuality().totalVideoFrames;
	return { film: films[0], seconds, seekableTo, afterSeek, frames, ended: video.ended, width };
}

/** @param {import("@filmgate/sdk").FilmgateOptions} connection */
export async function listTasks(connection) {
	const { tasks } = createFilmgate({ ...connection, maxRetries: 0 });
	return await tasks.list().then(
		() => "It was read.",
		(error) => error.name,
	);
}
