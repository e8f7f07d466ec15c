import { createCanvas } from "@napi-rs/canvas";
import { plainOrder } from "../../render-order.ts";
import { createScenePainter } from "../../scene/create-scene-painter.ts";
import { readScene } from "../../scene/read-prompt.ts";
import { pick } from "../../scene/random.ts";
import { cutTo, type Look, type LookOptions } from "./look.ts";

const landscapes = [
	"Pine forest in morning fog",
	"Snowy mountains at dawn",
	"City skyline at dusk",
	"A calm sea at sunset, birds",
] as const;

/** Two exposures on one piece of film: the second picture, or else a landscape, shows where the first is dark. */
export const paintDoubleExposure: Look = (context, options) => {
	const { width, height, pictures } = options;
	const first = createCanvas(width, height);
	const inner = first.getContext("2d");
	inner.filter = "grayscale(1) contrast(1.3) brightness(0.74)";
	inner.drawImage(cutTo(pictures[0] as LookOptions["pictures"][number], options), 0, 0);
	context.fillStyle = "#f3ece0";
	context.fillRect(0, 0, width, height);
	context.drawImage(secondExposure(options), 0, 0);
	context.fillStyle = "rgba(12,14,40,0.12)";
	context.fillRect(0, 0, width, height);
	context.globalCompositeOperation = "screen";
	context.drawImage(first, 0, 0);
	context.globalCompositeOperation = "soft-light";
	context.globalAlpha = 0.45;
	context.drawImage(first, 0, 0);
	context.globalAlpha = 1;
	const tone = context.createLinearGradient(0, 0, width, height);
	tone.addColorStop(0, "rgba(255,150,90,0.5)");
	tone.addColorStop(1, "rgba(40,90,170,0.5)");
	context.fillStyle = tone;
	context.fillRect(0, 0, width, height);
	context.globalCompositeOperation = "source-over";
	const leak = context.createRadialGradient(width, height * 0.2, 0, width, height * 0.2, width * 0.6);
	leak.addColorStop(0, "rgba(255,140,70,0.5)");
	leak.addColorStop(1, "rgba(255,140,70,0)");
	context.fillStyle = leak;
	context.fillRect(0, 0, width, height);
};

function secondExposure({ pictures, width, height, random, seed }: LookOptions) {
	if (pictures[1] !== undefined) return cutTo(pictures[1], { width, height });
	const order = plainOrder({ prompt: pick(random, landscapes), width, height, seed });
	const canvas = createCanvas(width, height);
	const scene = { ...readScene(order), camera: { move: "still", reach: 1 } } as const;
	createScenePainter(order, scene, { width, height }).paint(canvas.getContext("2d"), 1);
	return canvas;
}
