import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { createCanvas } from "@napi-rs/canvas";
import type { Operation } from "../../src/core/order.ts";
import type { Size } from "../../src/core/sizes.ts";
import { createRenderProcess, type RenderProcess } from "../../src/engines/preview/render/render-process.ts";
import {
	pictureInput,
	plainOrder,
	type RenderInput,
	type RenderOrder,
} from "../../src/engines/preview/render-order.ts";

const PICTURE = { width: 1280, height: 720 };
const SECONDS = 5;
const FACE = new URL("../../src/engines/preview/lips/testing/face-artist.ts", import.meta.url).href;

/** An order for each operation whose result is a film, of five seconds (ten where five go on); its size is left to whoever renders it. */
export type OperationOrders = ReadonlyMap<Operation, RenderOrder>;

/**
 * Orders of films of a size, from films of that size and pictures, all drawn here, into a folder that has to stay as long as
 * they are used.
 */
export async function makeOperationOrders(
	renderer: RenderProcess,
	size: Size,
	folder: string,
): Promise<OperationOrders> {
	const picture = async (name: string, prompt: string) => {
		const still = plainOrder({ operation: "text-to-image", prompt, ...PICTURE, seconds: 0, fps: 0 });
		return render(renderer, still, join(folder, name));
	};
	const [dragon, boat, forest] = [
		await picture("dragon", "A red dragon over mountains"),
		await picture("boat", "A sailing boat on a calm sea at sunset"),
		await picture("forest", "Autumn forest in the morning"),
	];
	const film = await render(
		renderer,
		plainOrder({ prompt: "Countryside in spring, windmill, dog", ...size }),
		join(folder, "film"),
	);
	const mask = makeMask(size, join(folder, "mask.png"));
	const filmInput = (path: string, role: RenderInput["role"] = "source"): RenderInput => {
		return { role, path, mime: "video/mp4", ...size, seconds: SECONDS };
	};
	const inputs: Partial<Record<Operation, readonly RenderInput[]>> = {
		"image-to-video": [pictureInput(boat)],
		"first-last-frame": [pictureInput(boat), pictureInput(forest, "last-frame")],
		"multi-frame": [boat, forest, dragon].map((path) => pictureInput(path, "frame")),
		"reference-to-video": [pictureInput(dragon, "reference"), pictureInput(boat, "reference")],
		template: [pictureInput(boat)],
		extend: [filmInput(film)],
		modify: [filmInput(film)],
		restyle: [filmInput(film)],
		swap: [filmInput(film), pictureInput(dragon, "reference"), pictureInput(mask, "mask")],
		"sound-effect": [filmInput(film)],
		"lip-sync": [filmInput(await makeFace(size, join(folder, "face")))],
		"motion-control": [pictureInput(boat), filmInput(film, "motion")],
		upscale: [filmInput(film)],
	};
	const operations = ["text-to-video", ...(Object.keys(inputs) as Operation[])] as const;
	return new Map(
		operations.map((operation) => [operation, { ...orderOf(operation, inputs[operation] ?? []), ...size }]),
	);
}

/** Its film's or picture's file. */
export async function render(renderer: RenderProcess, order: RenderOrder, folder: string): Promise<string> {
	const signal = new AbortController().signal;
	const made = await renderer.render({ order, folder, lane: "live", onProgress: () => {}, signal });
	return made.filmPath;
}

function orderOf(operation: Operation, inputs: readonly RenderInput[]): RenderOrder {
	const plain = plainOrder({ operation, prompt: promptOf(operation), seconds: SECONDS, inputs, mark: true });
	const style = operation === "restyle" ? "ghibli" : null;
	const speech = { text: "Good evening. This is the news of the day, read by nobody at all.", voice: "auto" };
	return {
		...plain,
		// A film that goes on has to be longer than its source.
		seconds: operation === "extend" ? 2 * SECONDS : SECONDS,
		sound: ["text-to-video", "sound-effect", "lip-sync"].includes(operation),
		look: { ...plain.look, style },
		settings: {
			...plain.settings,
			...(operation === "lip-sync" ? { speech } : {}),
			...(operation === "sound-effect" ? { soundWords: "thunder and rain" } : {}),
			...(operation === "swap" ? { keyframe: 1 } : {}),
		},
	};
}

function promptOf(operation: Operation): string {
	if (operation === "modify") return "make it night";
	return operation === "text-to-video" ? "City sunset timelapse" : "A forest in the morning";
}

/** White where something is to change: about the middle. */
function makeMask({ width, height }: Size, path: string): string {
	const canvas = createCanvas(width, height);
	const context = canvas.getContext("2d");
	context.fillRect(0, 0, width, height);
	context.fillStyle = "white";
	context.ellipse(width / 2, height * 0.58, width * 0.16, height * 0.22, 0, 0, 2 * Math.PI);
	context.fill();
	writeFileSync(path, canvas.toBuffer("image/png"));
	return path;
}

/** A film of somebody who could speak. */
async function makeFace(size: Size, folder: string): Promise<string> {
	const renderer = createRenderProcess({ artist: FACE });
	try {
		return await render(renderer, plainOrder({ prompt: "face", ...size }), folder);
	} finally {
		await renderer.close();
	}
}
