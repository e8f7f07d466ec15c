import type { JsonValue } from "../core/json.ts";
import { isStill, OPERATIONS, type Order } from "../core/order.ts";
import type { Engine, EngineCapabilities, EngineStart, EngineStatus, StartContext } from "../core/ports/engine.ts";
import { makePng } from "./make-png.ts";

export interface FakeEngineOptions {
	readonly name?: string;
	readonly capabilities?: Partial<EngineCapabilities>;
	/** The bytes of every film that it delivers. Pictures are black, and as large as they were ordered. */
	readonly film: Uint8Array;
	/** The bytes of its cover; null delivers none. */
	readonly cover?: Uint8Array | null;
	/** `at-once` (default): films are done at the first look. `by-hand`: when the test says so. */
	readonly finish?: "at-once" | "by-hand";
}

/** Work that a fake engine accepted. */
export interface FakeWork {
	readonly order: Order;
	readonly startToken: string;
	readonly wake: () => void;
	/** What its next look says. Change it, then call `wake`. */
	status: EngineStatus;
	cancelled: boolean;
}

/** A start as the engine sees it. */
export type FakeStart = StartContext & { readonly order: Order };

export type FakeAnswer = EngineStart | ((start: FakeStart) => Promise<EngineStart>);

/** An engine that a test steers: it counts every start, and answers and ends as it is told. */
export interface FakeEngine extends Engine {
	/** Every call of `start`, in order; a repeated token is there twice. */
	readonly starts: readonly { readonly order: Order; readonly startToken: string }[];
	/** Accepted work by token. */
	readonly works: ReadonlyMap<string, FakeWork>;
	/** How many looks were taken, in all. */
	readonly looks: number;
	/** What the next starts answer instead of accepting: an answer, or a function that may throw or wait. */
	answerNext(...answers: FakeAnswer[]): void;
	/** Takes the work on as a start does, for answers that are lost on their way. */
	accept(start: FakeStart): EngineStart;
	/** Ends work with success, or with the given status, and wakes the poller. */
	finish(startToken: string, status?: EngineStatus): void;
	/** The next `times` looks find nothing out. */
	breakLooks(times: number): void;
	/** How many of them are still to come. */
	readonly brokenLooks: number;
	/** The next `times` look-ups by token find nothing out. */
	breakFinds(times: number): void;
	/** The next `times` films cannot be opened. */
	breakFilms(times: number): void;
	/** No cover can be opened any more. */
	breakCovers(): void;
	/** Forgets all work, as a restart of its process would. */
	lose(): void;
}

const CAPABILITIES: EngineCapabilities = {
	operations: OPERATIONS,
	idempotentStart: false,
	find: false,
	cancel: true,
	progress: true,
	concurrency: { live: 1_000, test: 1_000 },
	longestJobMs: 600_000,
};

export function createFakeEngine(options: FakeEngineOptions): FakeEngine {
	const { operations, concurrency, ...rest } = { ...CAPABILITIES, ...options.capabilities };
	const capabilities = Object.freeze({
		...rest,
		operations: Object.freeze([...operations]),
		concurrency: Object.freeze({ ...concurrency }),
	});
	const starts: { order: Order; startToken: string }[] = [];
	const works = new Map<string, FakeWork>();
	const answers: FakeAnswer[] = [];
	const cover = options.cover ?? null;
	const done: EngineStatus = {
		kind: "done",
		films: [{ kind: "video", source: "film", cover: cover === null ? null : "cover", expiresAt: null }],
		warnings: [],
	};
	const doneWith = ({ operation, width, height }: Order): EngineStatus =>
		isStill(operation)
			? { ...done, films: [{ kind: "image", source: { width, height }, cover: null, expiresAt: null }] }
			: done;
	const working: EngineStatus = { kind: "working", progress: null, askAgainAfterMs: 1_000 };
	let looks = 0;
	const broken = { looks: 0, finds: 0, films: 0, covers: false };

	function accept({ order, startToken, wake }: FakeStart): EngineStart {
		const byHand = options.finish === "by-hand";
		const status = byHand ? working : doneWith(order);
		if (!works.has(startToken)) works.set(startToken, { order, startToken, wake, status, cancelled: false });
		if (!byHand) wake();
		return { kind: "started", handle: { work: startToken }, warnings: [] };
	}

	const engine: FakeEngine = {
		name: options.name ?? "fake",
		capabilities,
		starts,
		works,
		get looks() {
			return looks;
		},
		answerNext: (...next) => void answers.push(...next),
		finish(startToken, status) {
			const work = works.get(startToken);
			if (work === undefined) throw new Error("The fake engine has no such work.");
			work.status = status ?? doneWith(work.order);
			work.wake();
		},
		accept,
		breakLooks(times) {
			broken.looks = times;
		},
		get brokenLooks() {
			return Math.max(0, broken.looks);
		},
		breakFinds(times) {
			broken.finds = times;
		},
		breakFilms(times) {
			broken.films = times;
		},
		breakCovers() {
			broken.covers = true;
		},
		lose: () => works.clear(),
		async start(order, context) {
			starts.push({ order, startToken: context.startToken });
			const answer = answers.shift();
			if (answer === undefined) return accept({ ...context, order });
			return typeof answer === "function" ? await answer({ ...context, order }) : answer;
		},
		async status(handle) {
			looks += 1;
			if (broken.looks-- > 0) throw new Error("The fake engine does not answer.");
			return works.get(tokenOf(handle))?.status ?? { kind: "lost" };
		},
		async openFilm(source) {
			if (source === "cover" && broken.covers) throw new Error("The fake engine's cover cannot be read.");
			if (broken.films-- > 0) throw new Error("The fake engine's film cannot be read.");
			const bytes = source === "cover" && cover !== null ? cover : (paintPicture(source) ?? options.film);
			return new Blob([bytes as Uint8Array<ArrayBuffer>]).stream();
		},
	};
	if (capabilities.cancel) {
		engine.cancel = async (handle) => {
			const work = works.get(tokenOf(handle));
			if (work !== undefined) work.cancelled = true;
			return "stopped";
		};
	}
	if (capabilities.find) {
		engine.find = async (startToken) => {
			if (broken.finds-- > 0) throw new Error("The fake engine does not answer.");
			return works.has(startToken) ? { kind: "started", handle: { work: startToken } } : { kind: "never-started" };
		};
	}
	return engine;
}

/** Null for the source of a film. */
function paintPicture(source: JsonValue): Uint8Array | null {
	const size = source as { readonly width?: number; readonly height?: number } | null;
	return size?.width === undefined || size.height === undefined ? null : makePng(size.width, size.height);
}

function tokenOf(handle: JsonValue): string {
	const token = (handle as { readonly work?: unknown } | null)?.work;
	if (typeof token === "string") return token;
	throw new Error("This is not a handle of the fake engine.");
}
