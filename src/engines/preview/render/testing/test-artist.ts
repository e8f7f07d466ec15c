import type { Painter } from "../../painter.ts";
import type { RenderOrder } from "../../render-order.ts";
import type { Sound } from "../artist.ts";

// Draws for the tests of this folder: plain shapes, and the accidents that a prompt asks for.

export async function createPainter(order: RenderOrder): Promise<Painter> {
	if (order.prompt === "unreadable") throw new Error("The picture cannot be read.");
	const scale = Math.min(1, 1920 / order.width);
	const width = Math.round(order.width * scale);
	const height = Math.round(order.height * scale);
	return {
		width,
		height,
		paint(context, atSeconds) {
			const part = order.seconds === 0 ? 0 : atSeconds / order.seconds;
			if (order.prompt === "deadly" && part > 0.4) process.kill(process.pid, "SIGKILL");
			if (order.prompt === "thread-ending" && part > 0.4) process.exit(3); // Ends the thread alone.
			if (order.prompt === "broken" && part > 0.4) throw new Error("No colour left.");
			const sky = context.createLinearGradient(0, 0, width, height);
			sky.addColorStop(0, `hsl(${(order.seed + 60 * part) % 360}, 60%, 50%)`);
			sky.addColorStop(1, "rgb(255, 220, 170)");
			context.fillStyle = sky;
			context.fillRect(0, 0, width, height);
			context.fillStyle = "rgb(255, 0, 0)";
			context.fillRect(part * 0.9 * width, 0.4 * height, 0.1 * width, 0.2 * height);
			context.fillStyle = "rgb(0, 0, 255)";
			context.fillRect(0, 0.9 * height, 0.2 * width, 0.1 * height);
			const noisy = order.prompt === "noisy" || (order.prompt === "noisy at the end" && part > 0.6);
			if (noisy) drawNoise(context, { width, height, frame: Math.round(atSeconds * order.fps) });
		},
	};
}

function drawNoise(
	context: Parameters<Painter["paint"]>[0],
	{ width, height, frame }: { width: number; height: number; frame: number },
): void {
	const noise = context.createImageData(width, height);
	let state = 1 + frame;
	for (let index = 0; index < noise.data.length; index++) {
		state = (Math.imul(state, 1664525) + 1013904223) | 0;
		noise.data[index] = index % 4 === 3 ? 255 : state >>> 24;
	}
	context.putImageData(noise, 0, 0);
}

export async function createSound({ seconds, seed }: RenderOrder): Promise<Sound> {
	const sampleRate = 48_000;
	const left = Float32Array.from(
		{ length: seconds * sampleRate },
		(_, index) => 0.3 * Math.sin((index * (220 + seed)) / 7_640),
	);
	return { left, right: left, sampleRate };
}
