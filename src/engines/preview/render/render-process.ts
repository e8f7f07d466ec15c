import { type Clock, systemClock } from "../../../core/clock.ts";
import type { FoundRegions, MadePicture } from "../../../core/ports/picture-maker.ts";
import type { Size } from "../../../core/sizes.ts";
import type { RenderOrder } from "../render-order.ts";
import { siblingUrl } from "./artist.ts";
import { type ChildLink, createChildLink } from "./child-link.ts";
import { type RenderedFilm, removeRender } from "./finished-render.ts";
import type { Answer, AnswerTo, Look, LookOf } from "./looks.ts";
import type { FromChild } from "./messages.ts";
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
	probePicture(path: string): Promise<Size>;
	/** Decodes a film's beginning; rejects with RenderFailed when it is none that can be drawn from: see `openSource`. */
	probeFilm(path: string): Promise<Size>;
	/** Writes a copy of a film with H.264 of any profile that can be drawn from: see `convertVideo`. */
	convertFilm(wish: LookOf<"converted-film">): Promise<AnswerTo<"converted-film">>;
	/** What a film's frame shows, each thing as a mask. `keyframe` counts from 1; beyond the end it is the last. */
	findRegions(wish: LookOf<"regions">): Promise<FoundRegions>;
	/** Frames from all over a film beside and below each other, as a JPEG. */
	makeSheet(wish: LookOf<"sheet">): Promise<MadePicture>;
	/** A picture made smaller, in another format. */
	encodePicture(wish: LookOf<"picture">): Promise<MadePicture>;
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
	/** Rings when a look has taken too long; the machine's own timers unless told. */
	readonly after?: Clock["after"];
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

interface LookWork {
	readonly id: number;
	readonly look: Look;
	readonly result: PromiseWithResolvers<Answer>;
	deaths: number;
	overdue: boolean;
	/** Calls the alarm off. */
	callOff: () => void;
}

const deathsAllowed = 1;
/** A death while pictures are decoded is put down to them, but not for ever. */
const startsAllowed = 5;

/**
 * How long a look may take. A decoder that hangs is ended by the death of its process, which costs all others there a second
 * beginning: so these are far beyond what the largest medium takes beside everything else on a slow machine.
 */
const LOOK_LIMITS_MS: Readonly<Record<Look["kind"], number>> = {
	"picture-size": 120_000,
	picture: 120_000,
	"film-size": 120_000,
	regions: 300_000,
	sheet: 300_000,
	"converted-film": 1_200_000,
};

class ChildRenderer implements RenderProcess {
	readonly #link: ChildLink;
	readonly #artist: string;
	readonly #queue: RenderQueue<FilmWork>;
	readonly #after: Clock["after"];
	readonly #looks = new Map<number, LookWork>();
	#film: FilmWork | null = null;
	#lastId = 0;
	#closed: Promise<void> | null = null;

	constructor(options: RenderProcessOptions) {
		this.#artist = options.artist ?? siblingUrl("house-artist").href;
		this.#queue = createRenderQueue(options.now ?? Date.now);
		this.#after = options.after ?? systemClock.after;
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

	probePicture(path: string): Promise<Size> {
		return this.#look({ kind: "picture-size", path });
	}

	probeFilm(path: string): Promise<Size> {
		return this.#look({ kind: "film-size", path });
	}

	convertFilm(wish: LookOf<"converted-film">): Promise<AnswerTo<"converted-film">> {
		return this.#look({ kind: "converted-film", ...wish });
	}

	findRegions(wish: LookOf<"regions">): Promise<FoundRegions> {
		return this.#look({ kind: "regions", ...wish });
	}

	makeSheet(wish: LookOf<"sheet">): Promise<MadePicture> {
		return this.#look({ kind: "sheet", ...wish });
	}

	encodePicture(wish: LookOf<"picture">): Promise<MadePicture> {
		return this.#look({ kind: "picture", ...wish });
	}

	async #look<L extends Look>(look: L): Promise<AnswerTo<L["kind"]>> {
		this.#refuseWhenClosed();
		const result = Promise.withResolvers<Answer>();
		const work = { id: ++this.#lastId, look, result, deaths: 0, overdue: false, callOff: () => {} };
		this.#looks.set(work.id, work);
		this.#beginLook(work);
		return (await result.promise.finally(() => work.callOff())) as AnswerTo<L["kind"]>;
	}

	#beginLook(work: LookWork): void {
		const { id, look } = work;
		work.callOff();
		work.callOff = this.#after(LOOK_LIMITS_MS[look.kind], () => {
			work.overdue = true;
			this.#link.kill();
		});
		this.#link.send({ kind: "look", id, look });
	}

	close(): Promise<void> {
		this.#closed ??= this.#end();
		return this.#closed;
	}

	async #end(): Promise<void> {
		await this.#link.close();
		const reason = new RenderFailed("The renderer was closed.");
		for (const look of this.#looks.values()) look.result.reject(reason);
		this.#looks.clear();
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
		const look = this.#looks.get(message.id);
		if (look !== undefined) {
			this.#looks.delete(message.id);
			if (message.kind === "seen") look.result.resolve(message.answer);
			if (message.kind === "failed") look.result.reject(failureToError(message));
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
		const looks = [...this.#looks.values()];
		if (film !== null) {
			if (looks.length === 0 || film.starts >= startsAllowed) film.deaths += 1;
			if (film.job.signal.aborted) void this.#fail(film, null);
			else if (film.deaths <= deathsAllowed) this.#start(film);
			else void this.#fail(film, new RenderFailed(`The render process died twice while it made this film (${how}).`));
		}
		for (const look of looks) {
			look.deaths += 1;
			if (look.deaths <= deathsAllowed && !look.overdue) this.#beginLook(look);
			else this.#giveUp(look, how);
		}
	}

	#giveUp({ id, look, result, overdue }: LookWork, how: string): void {
		this.#looks.delete(id);
		const what = look.kind === "picture-size" || look.kind === "picture" ? "picture" : "film";
		const why = overdue
			? `it took longer than ${LOOK_LIMITS_MS[look.kind] / 1_000} seconds`
			: `the render process died of it twice (${how})`;
		result.reject(new RenderFailed(`The ${what} cannot be decoded: ${why}.`));
	}
}
