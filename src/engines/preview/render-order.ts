/** What the renderer needs to know of an order. Plain data: it crosses a process border and two thread borders. */
export interface RenderOrder {
	readonly operation: "text-to-video" | "image-to-video";
	readonly prompt: string;
	readonly negativePrompt: string | null;
	/** Pixels of the delivered film; even numbers. */
	readonly width: number;
	readonly height: number;
	/** Whole seconds, 1 to 15. */
	readonly seconds: number;
	readonly fps: number;
	/** 0 to 2^31 - 1. The same order and seed give the same bytes. */
	readonly seed: number;
	/** Whether the film gets a sound track. */
	readonly sound: boolean;
	/** Whether the discreet `preview` mark is drawn. */
	readonly mark: boolean;
	/** How the client wants it to look, where its wire can say so; null where it did not. */
	readonly look: RenderLook;
	/** The input picture's file, for image-to-video; null otherwise. */
	readonly picturePath: string | null;
}

export interface RenderLook {
	/** A style word of a wire: `anime`, `3d_animation`, `clay`, `comic`, `cyberpunk`, `general`; else read from the prompt. */
	readonly style: string | null;
	/** A camera word of a wire (`zoom_in`, `pan_left`, `crane_up`, ...); else read from the prompt. */
	readonly camera: string | null;
	/** How much moves. */
	readonly movement: "small" | "medium" | "large" | null;
}
