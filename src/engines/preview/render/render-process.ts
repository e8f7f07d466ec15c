import type { RenderOrder } from "../render-order.ts";
import { siblingUrl } from "./artist.ts";
import { type ChildLink, createChildLink } from "./child-link.ts";
import { type RenderedFilm, removeRender } from "./finished-render.ts";
import type { FromChild, PictureSize } from "./messages.ts";
import { failureToError, RenderFailed } from "./render-failed.ts";
import { createRenderQueue, type RenderLane, type RenderQueue } from "./render-queue.ts";

export interface RenderJob {
	readonly order: RenderOrder;
	/** A folder of this film's own; made if missing. */
	readonly folder: string;
	readonly lane: RenderLane;
	/** Called with whole percents, 1 to 99, each higher than the last. */
	onProgress(percent: number): void;
	readonly signal: AbortSignal;
}

/** Makes films and decodes pictures in one child process of low priority, begun at first use. */
export interface RenderProcess {
	/**
	 * Makes a film; one at a time, in the order of the queue. Resolves when all its files are on disk.
	 * Rejects with RenderFailed and a reason, or with the signal's reason; the folder then holds none of its files.
	 * If the process dies, the film is begun again once, from its first frame.
	 */
	render(job: RenderJob): Promise<RenderedFilm>;
	/** Decodes a picture in full, out of this process. Rejects with RenderFailed when it is not one. */
	probePicture(path: string): Promise<PictureSize>;
	/** The child's process id; null while there is none. */
	readonly pid: number | null;
	/** Ends the child and waits for it; films that wait or are being made fail. May be called again. */
	close(): Promise<void>;
}

export interface RenderProcessOptions {
	/** Drawing threads; 2 unless told. Films do not depend on it. */
	readonly threads?: 1 | 2;
	/** How far the child gives way to everything else on the machine, 0 to 19; 19 unless told. */
	readonly niceness?: number;
	/** Ms; Date.now unless told. Used to let nothing wait behind shorter films for ever. */
	readonly now?: () => number;
	/** URL of a module that draws instead of the house's own; see `Artist`. */
	readonly artist?: string;
}

export function createRenderProcess(options: RenderProcessOptions = {}): RenderProcess {
	return new ChildRenderer(options);
}

interface FilmWork {
	readonly id: number;
	readonly job: RenderJob;
	readonly result: PromiseWithResolvers<RenderedFilm>;
	percent: number;
	starts: number;
	deaths: number;
}

interface ProbeWork {
	readonly id: number;
	readonly path: string;
	readonly result: PromiseWithResolvers<PictureSize>;
	deaths: number;
}

const deathsAllowed = 1;
/** A death while pictures are decoded is put down to them, but not for ever. */
const startsAllowed = 5;

class ChildRenderer implements RenderProcess {
	readonly #link: ChildLink;
	readonly #artist: string;
	readonly #queue: RenderQueue<FilmWork>;
	readonly #probes = new Map<number, ProbeWork>();
	#film: FilmWork | null = null;
	#lastId = 0;
	#closed: Promise<void> | null = null;

	constructor(options: RenderProcessOptions) {
		this.#artist = options.artist ?? siblingUrl("house-artist").href;
		this.#queue = createRenderQueue(options.now ?? Date.now);
		this.#link = createChildLink({
			threads: options.threads ?? 2,
			niceness: options.niceness ?? 19,
			onMessage: (message) => this.#hear(message),
			onDeath: (how) => this.#recover(how),
		});
	}

	get pid(): number | null {
		return this.#link.pid;
	}

	async render(job: RenderJob): Promise<RenderedFilm> {
		this.#refuseWhenClosed();
		job.signal.throwIfAborted();
		const result = Promise.withResolvers<RenderedFilm>();
		const film = { id: ++this.#lastId, job, result, percent: 0, starts: 0, deaths: 0 };
		const { width, height, seconds, fps } = job.order;
		this.#queue.add({ job: film, lane: job.lane, work: width * height * seconds * fps });
		const abort = () => this.#abort(film);
		job.signal.addEventListener("abort", abort, { once: true });
		this.#next();
		return result.promise.finally(() => job.signal.removeEventListener("abort", abort));
	}

	async probePicture(path: string): Promise<PictureSize> {
		this.#refuseWhenClosed();
		const probe = { id: ++this.#lastId, path, result: Promise.withResolvers<PictureSize>(), deaths: 0 };
		this.#probes.set(probe.id, probe);
		this.#link.send({ kind: "probe", id: probe.id, path });
		return probe.result.promise;
	}

	close(): Promise<void> {
		this.#closed ??= this.#end();
		return this.#closed;
	}

	async #end(): Promise<void> {
		await this.#link.close();
		const reason = new RenderFailed("The renderer was closed.");
		for (const probe of this.#probes.values()) probe.result.reject(reason);
		this.#probes.clear();
		for (const film of this.#queue.clear()) film.result.reject(reason);
		const film = this.#film;
		if (film !== null) await this.#fail(film, reason);
	}

	#refuseWhenClosed(): void {
		if (this.#closed !== null) throw new RenderFailed("The renderer was closed.");
	}

	#next(): void {
		if (this.#film !== null || this.#closed !== null) return;
		this.#film = this.#queue.take();
		if (this.#film !== null) this.#start(this.#film);
	}

	#start(film: FilmWork): void {
		film.starts += 1;
		const { order, folder } = film.job;
		this.#link.send({ kind: "render", id: film.id, task: { order, folder, artist: this.#artist } });
	}

	#abort(film: FilmWork): void {
		if (this.#queue.remove(film)) film.result.reject(film.job.signal.reason);
		else if (this.#film === film) this.#link.send({ kind: "abort", id: film.id });
	}

	#hear(message: FromChild): void {
		const probe = this.#probes.get(message.id);
		if (probe !== undefined) {
			this.#probes.delete(message.id);
			if (message.kind === "probed") probe.result.resolve(message.size);
			if (message.kind === "failed") probe.result.reject(failureToError(message));
			return;
		}
		const film = this.#film;
		if (film?.id !== message.id) return;
		if (message.kind === "progress") this.#report(film, message.percent);
		if (message.kind === "rendered") this.#succeed(film, message.film);
		if (message.kind === "failed") void this.#fail(film, failureToError(message));
	}

	/** A film that was begun again repeats percents that were already told. */
	#report(film: FilmWork, percent: number): void {
		if (percent <= film.percent || film.job.signal.aborted) return;
		film.percent = percent;
		film.job.onProgress(percent);
	}

	#succeed(film: FilmWork, rendered: RenderedFilm): void {
		if (film.job.signal.aborted) return void this.#fail(film, null);
		film.result.resolve(rendered);
		this.#film = null;
		this.#next();
	}

	/** The signal's own reason goes before any other. */
	async #fail(film: FilmWork, reason: RenderFailed | null): Promise<void> {
		const { signal, folder } = film.job;
		await removeRender(folder).catch((error) => {
			reason ??= new RenderFailed(`The film's files cannot be removed: ${(error as Error).message}`);
		});
		film.result.reject(signal.aborted ? signal.reason : reason);
		this.#film = null;
		this.#next();
	}

	#recover(how: string): void {
		const film = this.#film;
		const probes = [...this.#probes.values()];
		if (film !== null) {
			if (probes.length === 0 || film.starts >= startsAllowed) film.deaths += 1;
			if (film.job.signal.aborted) void this.#fail(film, null);
			else if (film.deaths <= deathsAllowed) this.#start(film);
			else void this.#fail(film, new RenderFailed(`The render process died twice while it made this film (${how}).`));
		}
		for (const probe of probes) {
			probe.deaths += 1;
			if (probe.deaths <= deathsAllowed) this.#link.send({ kind: "probe", id: probe.id, path: probe.path });
			else this.#giveUp(probe, how);
		}
	}

	#giveUp(probe: ProbeWork, how: string): void {
		this.#probes.delete(probe.id);
		probe.result.reject(
			new RenderFailed(`The picture cannot be decoded: the render process died of it twice (${how}).`),
		);
	}
}
