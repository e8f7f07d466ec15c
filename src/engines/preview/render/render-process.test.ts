import { createCanvas } from "@napi-rs/canvas";
import { execFileSync } from "node:child_process";
import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { readFinishedRender } from "./finished-render.ts";
import { RenderFailed } from "./render-failed.ts";
import { createRenderProcess, type RenderProcessOptions } from "./render-process.ts";
import { digestOf, emptyFolder, jobOf, smallOrder, testOptions } from "./testing/render-fixture.ts";

const shared = startProcess();
afterAll(() => shared.close());

function startProcess(options: RenderProcessOptions = {}) {
	return createRenderProcess({ ...testOptions, ...options });
}

test.each([
	["with sound", { sound: true, seconds: 2 }],
	["so busy that its rate is held", { prompt: "noisy" }],
	["that grows busy towards its end", { prompt: "noisy at the end", seconds: 4 }],
])("a film %s has the same bytes from one thread and from two", async (_, changes) => {
	const single = startProcess({ threads: 1 });
	const order = smallOrder(changes);
	const films = await Promise.all([single.render(jobOf(order)), shared.render(jobOf(order))]);
	await single.close();
	const [one, two] = films.map((film) => [digestOf(film.filmPath), digestOf(film.coverPath)]);
	expect(one).toEqual(two);
});

test("a killed process is begun again and the film is the same", async () => {
	const order = smallOrder({ sound: true, seconds: 2 });
	const whole = await shared.render(jobOf(order));
	const percents: number[] = [];
	const killed = new Set<number>();
	const film = await shared.render(
		jobOf(order, {
			onProgress(percent) {
				percents.push(percent);
				if (percent < 50 || killed.size > 0) return;
				killed.add(shared.pid!);
				process.kill(shared.pid!, "SIGKILL");
			},
		}),
	);
	expect(killed.has(shared.pid!)).toBe(false);
	expect(digestOf(film.filmPath)).toBe(digestOf(whole.filmPath));
	expect(percents).toEqual([...new Set(percents)].sort((a, b) => a - b));
});

test("a signal meant for the server does not end the process", async () => {
	await shared.render(jobOf(smallOrder()));
	const { pid } = shared;
	const onProgress = () => {
		for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.kill(pid!, signal);
	};
	await shared.render(jobOf(smallOrder(), { onProgress }));
	expect(shared.pid).toBe(pid);
});

test("a film that the process dies of twice is given up, the next one is made", async () => {
	const job = jobOf(smallOrder({ prompt: "deadly" }));
	const next = shared.render(jobOf(smallOrder({ seed: 8, fps: 30 })));
	const failure = await shared.render(job).catch((error: unknown) => error);
	expect(failure).toBeInstanceOf(RenderFailed);
	expect((failure as Error).message).toBe("The render process died twice while it made this film (SIGKILL).");
	expect(readdirSync(job.folder)).toEqual([]);
	expect((await next).fps).toBe(30);
});

test.each([
	["cannot be drawn to its end", { prompt: "broken" }, "No colour left."],
	["ends its threads", { prompt: "thread-ending" }, "A drawing thread ended by itself."],
	["cannot be begun", { prompt: "unreadable" }, "The picture cannot be read."],
	["has an odd size", { width: 191 }, "A film cannot be 191x108 pixels: both must be even, 16 to 4096."],
])("a film that %s fails alone, with the reason", async (_, changes, reason) => {
	await shared.render(jobOf(smallOrder()));
	const { pid } = shared;
	const job = jobOf(smallOrder(changes));
	await expect(shared.render(job)).rejects.toThrow(new RenderFailed(reason));
	expect(readdirSync(job.folder)).toEqual([]);
	await shared.render(jobOf(smallOrder()));
	expect(shared.pid).toBe(pid);
});

test("a look that does not end is given up with its process; what else was being made is begun again", async () => {
	const alarms: (() => void)[] = [];
	const renderer = startProcess({
		after: (_ms, ring) => {
			alarms.push(ring);
			return () => alarms.splice(alarms.indexOf(ring), 1);
		},
	});
	const folder = emptyFolder();
	const endless = join(folder, "endless.png");
	execFileSync("mkfifo", [endless]); // Whoever opens it waits for a writer, who never comes.
	const stuck = renderer.probePicture(endless);
	const looks: Promise<unknown>[] = [];
	const film = renderer.render(
		jobOf(smallOrder(), {
			onProgress() {
				if (looks.length > 0) return;
				const picture = join(folder, "picture.png");
				writeFileSync(picture, createCanvas(9, 8).toBuffer("image/png"));
				alarms[0]?.();
				looks.push(renderer.probePicture(picture));
			},
		}),
	);
	await expect(stuck).rejects.toThrow("The picture cannot be decoded: it took longer than 120 seconds.");
	await film;
	expect(await Promise.all(looks)).toEqual([{ width: 9, height: 8 }]);
	expect(alarms).toEqual([]);
	await renderer.close();
});

test("progress rises in whole percents below 100", async () => {
	const percents: number[] = [];
	await shared.render(jobOf(smallOrder({ seconds: 2 }), { onProgress: (percent) => percents.push(percent) }));
	expect(percents.length).toBeGreaterThanOrEqual(5);
	expect(percents.every((it, index) => Number.isInteger(it) && it > (percents[index - 1] ?? 0) && it < 100)).toBe(true);
});

test("an aborted film stops, leaves nothing and does not end the process", async () => {
	await shared.render(jobOf(smallOrder()));
	const { pid } = shared;
	const abort = new AbortController();
	const percents: number[] = [];
	const onProgress = (percent: number) => {
		percents.push(percent);
		abort.abort(new Error("changed my mind"));
	};
	const job = jobOf(smallOrder({ seconds: 10, sound: true }), { signal: abort.signal, onProgress });
	await expect(shared.render(job)).rejects.toThrow("changed my mind");
	expect(readdirSync(job.folder)).toEqual([]);
	expect(percents).toHaveLength(1);
	await shared.render(jobOf(smallOrder()));
	expect(shared.pid).toBe(pid);
});

test("a film that is aborted while it waits is never begun", async () => {
	const abort = new AbortController();
	const first = shared.render(jobOf(smallOrder()));
	const waiting = shared.render(jobOf(smallOrder(), { signal: abort.signal, onProgress: () => expect.unreachable() }));
	abort.abort(new Error("never mind"));
	await expect(waiting).rejects.toThrow("never mind");
	await first;
});

test("of waiting films the shortest is made first", async () => {
	const made: string[] = [];
	const render = (name: string, seconds: number) =>
		shared.render(jobOf(smallOrder({ seconds }))).then(() => made.push(name));
	await Promise.all([render("first come", 1), render("long", 3), render("middle", 2), render("short", 1)]);
	expect(made).toEqual(["first come", "short", "middle", "long"]);
});

test("a finished film is found again, an unfinished one is not", async () => {
	const job = jobOf(smallOrder());
	expect(readFinishedRender(job.folder)).toBeNull();
	const film = await shared.render(job);
	expect(readFinishedRender(job.folder)).toEqual(film);
	expect(readdirSync(job.folder).sort()).toEqual(["cover.jpg", "film.json", "film.mp4"]);
});

test("a closed renderer has no process and fails what it had", async () => {
	const closing = startProcess();
	const [made, waiting] = [jobOf(smallOrder({ seconds: 10 })), jobOf(smallOrder())];
	const results = Promise.allSettled([closing.render(made), closing.render(waiting)]);
	const probe = closing.probePicture("nowhere.png").catch((error: unknown) => error);
	await Promise.all([closing.close(), closing.close()]);
	expect(closing.pid).toBeNull();
	for (const result of await results)
		expect(result).toMatchObject({ reason: new RenderFailed("The renderer was closed.") });
	await probe;
	await expect(closing.render(made)).rejects.toThrow("The renderer was closed.");
	expect(readdirSync(made.folder)).toEqual([]);
});
