import type { SKRSContext2D } from "@napi-rs/canvas";
import { createGlow } from "../brushes/glow.ts";
import { css, mix, scale } from "../colour.ts";
import { ramp } from "../noise.ts";
import { shaded } from "../palette.ts";
import { createPlate } from "../plate.ts";
import { between, pick } from "../random.ts";
import type { Frame, Stage } from "../stage.ts";

/** The promenade along the shore: a quay with trees and street lamps, and cars whose lights come on at dusk. */
export function createRoad(
	stage: Stage,
	options: { shore: number; depth: number },
): (context: SKRSContext2D, frame: Frame) => void {
	const { unit, width } = stage;
	const { shore, depth } = options;
	const random = stage.random("road");
	const deck = shore - 7 * unit;
	const trees = Array.from({ length: 46 }, () => ({
		x: between(random, -0.08, 1.08) * width,
		size: between(random, 7, 17) * unit,
	}));
	const plate = createPlate(stage, {
		depth,
		top: shore - 40 * unit,
		bottom: shore + 12 * unit,
		draw(context, palette) {
			context.fillStyle = css(shaded(palette, [66, 78, 70], 0.1));
			for (const tree of trees) {
				context.beginPath();
				context.ellipse(tree.x, deck - tree.size * 0.4, tree.size * 1.15, tree.size * 0.85, 0, 0, 7);
				context.ellipse(tree.x + tree.size, deck - tree.size * 0.2, tree.size * 0.7, tree.size * 0.6, 0, 0, 7);
				context.fill();
			}
			context.fillStyle = css(shaded(palette, [92, 88, 98], 0.05));
			context.fillRect(-stage.margin, deck, width + stage.margin * 2, 16 * unit);
			context.fillStyle = css(mix(shaded(palette, [140, 134, 140]), palette.direct, 0.2));
			context.fillRect(-stage.margin, deck, width + stage.margin * 2, Math.max(1, 1.6 * unit));
		},
	});
	const cars = Array.from({ length: 34 }, () => {
		const right = random() < 0.5;
		return {
			right,
			x: random(),
			speed: between(random, 46, 84) * unit * (right ? 1 : -1),
			row: right ? 1.8 : 5,
			body: pick(random, ["#20222c", "#4a2c34", "#555a66", "#2a3444"]),
		};
	});
	const head = createGlow([255, 244, 214], { size: 32, core: 0.12 });
	const tail = createGlow([255, 62, 48], { size: 32, core: 0.12 });
	const lamp = createGlow([255, 190, 110], { size: 48, core: 0.08 });
	const haste = stage.keys.length > 2 ? 2.6 : 1;
	return (context, frame) => {
		plate.paint(context, frame);
		const night = ramp(frame.palette.night, 0.25, 0.75);
		frame.enter(context, depth);
		if (night > 0.02) {
			context.globalCompositeOperation = "screen";
			context.globalAlpha = night;
			for (let x = 20 * unit; x < width; x += 64 * unit)
				context.drawImage(lamp, x - 17 * unit, deck - 31 * unit, 34 * unit, 34 * unit);
		}
		for (const car of cars) {
			const span = width * 1.16;
			const x = ((((car.x * span + car.speed * frame.time * haste) % span) + span) % span) - width * 0.08;
			const y = deck - 4 * unit + car.row * unit;
			context.globalCompositeOperation = "source-over";
			context.globalAlpha = 1;
			context.fillStyle = css(scale([60, 60, 70], 0.3 + 0.7 * (1 - night)));
			context.fillRect(x - 5 * unit, y - 2.4 * unit, 10 * unit, 3 * unit);
			if (night <= 0.02) continue;
			context.globalCompositeOperation = "screen";
			context.globalAlpha = night;
			const front = car.right ? 5 : -5;
			const long = 15 * unit * haste;
			context.drawImage(head, x + front * unit - 9 * unit, y - 10 * unit, 18 * unit, 18 * unit);
			context.drawImage(tail, car.right ? x - front * unit - long : x - front * unit, y - 3.4 * unit, long, 5 * unit);
		}
		context.restore();
	};
}
