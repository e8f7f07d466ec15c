import type { SKRSContext2D } from "@napi-rs/canvas";
import { createGlow } from "../brushes/glow.ts";
import { paintGradient } from "../brushes/sky.ts";
import { css, mix } from "../colour.ts";
import { shaded } from "../palette.ts";
import type { Plate } from "../plate.ts";
import { createPlate } from "../plate.ts";
import { between } from "../random.ts";
import type { Frame, Stage } from "../stage.ts";

/** What is outside: the sky of the hour, dark trees, far lamps out of focus, and rain that runs down the glass or snow that falls past it. */
export function createWindow(
	stage: Stage,
	view: { x: number; y: number; width: number; height: number },
): (context: SKRSContext2D, frame: Frame) => void {
	const { unit, scene } = stage;
	const random = stage.random("window");
	const plate = createOutside(stage, view);
	const bokeh = Array.from({ length: 15 }, () => ({
		x: random(),
		y: between(random, 0.5, 0.95),
		size: between(random, 7, 20) * unit,
		hue: Math.floor(random() * 3),
		beat: between(random, 0.3, 1),
	}));
	const glows = (
		[
			[255, 196, 110],
			[255, 120, 90],
			[150, 200, 255],
		] as const
	).map((colour) => createGlow(colour, { size: 48, core: 0.55 }));
	const drops = Array.from({ length: 80 }, () => ({
		x: random(),
		y: random(),
		speed: between(random, 0.06, 0.42),
		size: between(random, 1.2, 3.2) * unit,
		wander: random() * 6,
	}));
	return (context, frame) => {
		context.save();
		const outer = frame.view(0.26);
		const slack = Math.max(4, 14 * unit);
		const across = (x: number): number => stage.width / 2 + outer.x + (x - stage.width / 2) * outer.scale;
		const down = (y: number): number => stage.height / 2 + outer.y + (y - stage.height / 2) * outer.scale;
		context.beginPath();
		context.rect(
			across(view.x) - slack,
			down(view.y) - slack,
			view.width * outer.scale + slack * 2,
			view.height * outer.scale + slack * 2,
		);
		context.clip();
		plate.paint(context, frame);
		frame.enter(context, 0.12);
		context.globalCompositeOperation = "screen";
		for (const light of bokeh) {
			context.globalAlpha = frame.palette.night * (0.3 + 0.14 * Math.sin(frame.at * light.beat + light.x * 9));
			context.drawImage(
				glows[light.hue] as (typeof glows)[number],
				view.x + light.x * view.width - light.size,
				view.y + light.y * view.height - light.size,
				light.size * 2,
				light.size * 2,
			);
		}
		context.restore();
		if (scene.weather === "rain" || scene.weather === "storm" || scene.weather === "snow") {
			frame.enter(context, 0.22);
			paintDrops(context, frame, { view, drops, snow: scene.weather === "snow" });
			context.restore();
		}
		context.restore();
	};
}

/** Sky and dark trees. */
function createOutside(stage: Stage, view: { x: number; y: number; width: number; height: number }): Plate {
	const { unit } = stage;
	return createPlate(stage, {
		depth: 0.06,
		top: 0,
		bottom: stage.height,
		inked: false,
		draw(context, palette) {
			const trees = stage.random("window trees");
			paintGradient(context, { palette, stage, horizon: view.y + view.height });
			for (let row = 0; row < 2; row++) {
				context.fillStyle = css(shaded(palette, [54, 70, 66], 0.45 - row * 0.35));
				for (let index = 0; index < 16; index++) {
					const x = view.x - 60 * unit + (index / 15) * (view.width + 120 * unit) + between(trees, -14, 14) * unit;
					const y = view.y + view.height * (0.78 + row * 0.14);
					context.beginPath();
					context.ellipse(x, y, between(trees, 16, 40) * unit, between(trees, 22, 70) * unit, 0, 0, 7);
					context.fill();
				}
			}
		},
	});
}

function paintDrops(
	context: SKRSContext2D,
	frame: Frame,
	options: {
		view: { x: number; y: number; width: number; height: number };
		drops: readonly { x: number; y: number; speed: number; size: number; wander: number }[];
		snow: boolean;
	},
): void {
	const { view, drops, snow } = options;
	const colour = mix(frame.palette.cloud, [255, 255, 255], snow ? 0.9 : 0.5);
	context.fillStyle = css(colour, snow ? 0.85 : 0.55);
	context.strokeStyle = css(colour, 0.26);
	for (const drop of drops) {
		const fall = (drop.y + frame.at * drop.speed) % 1;
		const x = view.x + ((drop.x + 0.012 * Math.sin(fall * 16 + drop.wander)) % 1) * view.width;
		const y = view.y + fall * view.height;
		if (!snow && drop.speed > 0.16) {
			context.lineWidth = drop.size * 0.7;
			context.beginPath();
			context.moveTo(x, Math.max(view.y, y - 46 * drop.speed * drop.size));
			context.lineTo(x, y);
			context.stroke();
		}
		context.beginPath();
		context.ellipse(x, y, drop.size * 0.8, drop.size * (snow ? 0.8 : 1.15), 0, 0, 7);
		context.fill();
	}
}
