import type { Failure } from "../render/render-failed.ts";

export interface ConvertTask {
	readonly path: string;
	/** Pixels that no side of the converted film exceeds. */
	readonly maxSide: number;
	/** What comes later is left out. */
	readonly maxSeconds: number;
}

/** What a converting thread says; a group is answered with anything when it has been taken. */
export type FromConverter =
	| { readonly kind: "begun"; readonly width: number; readonly height: number; readonly rotation: 0 | 90 | 180 | 270 }
	/** An MP4 of its own with a frame for each of these seconds. */
	| { readonly kind: "group"; readonly bytes: Uint8Array<ArrayBuffer>; readonly times: readonly number[] }
	| { readonly kind: "done" }
	| ({ readonly kind: "failed" } & Failure);
