import type { RenderOrder } from "../render-order.ts";
import type { RenderedFilm } from "./finished-render.ts";
import type { FrameGroup } from "./frame-groups.ts";
import type { Answer, Look } from "./looks.ts";
import type { Failure } from "./render-failed.ts";
import type { End, SharedWork } from "./shared-work.ts";
import type { SharedPart } from "./thread-crew.ts";

/** One film to make, as the server process sends it to the render process. */
export interface RenderTask {
	readonly order: RenderOrder;
	/** Where the film's files go. */
	readonly folder: string;
	/** URL of the artist's module. */
	readonly artist: string;
}

export type ToChild =
	| { readonly kind: "render"; readonly id: number; readonly task: RenderTask }
	| { readonly kind: "abort"; readonly id: number }
	| { readonly kind: "look"; readonly id: number; readonly look: Look };

export type FromChild =
	| { readonly kind: "progress"; readonly id: number; readonly percent: number }
	| { readonly kind: "rendered"; readonly id: number; readonly film: RenderedFilm }
	| { readonly kind: "seen"; readonly id: number; readonly answer: Answer }
	| ({ readonly kind: "failed"; readonly id: number } & Failure);

/** One film to draw, as the render process hands it to each of its threads. */
export interface DrawTask {
	readonly order: RenderOrder;
	readonly artist: string;
	readonly groups: readonly FrameGroup[];
	/** Holds the rate instead of the quality. One choice for the whole film: its groups share one set of parameters. */
	readonly holdRate: boolean;
	readonly work: SharedWork;
	/** Where this thread begins. */
	readonly end: End;
}

/** A group's H.264 in an MP4 of its own (a still's PNG), and the film's cover if its frame lies in this group. */
export interface EncodedGroup {
	readonly index: number;
	readonly bytes: Uint8Array<ArrayBuffer>;
	readonly cover: { readonly jpeg: Uint8Array; readonly width: number; readonly height: number } | null;
}

export type ToThread =
	| { readonly kind: "draw"; readonly task: DrawTask }
	/** Another thread has done this for all. */
	| { readonly kind: "shared"; readonly part: SharedPart }
	/** The film is given up. */
	| { readonly kind: "stopped" };

export type FromThread =
	/** To be passed on to the other threads. */
	| { readonly kind: "shared"; readonly part: SharedPart }
	/** So many frames of a group are encoded. */
	| { readonly kind: "frame"; readonly index: number; readonly frames: number }
	| { readonly kind: "group"; readonly group: EncodedGroup }
	/** No group is left for this thread, or it was stopped. */
	| { readonly kind: "done" }
	/** A group grew too large at constant quality. */
	| { readonly kind: "too-many-bits" }
	| ({ readonly kind: "failed" } & Failure);
