import type { SKRSContext2D } from "@napi-rs/canvas";
import { createGlow, fillGlow } from "../brushes/glow.ts";
import { downward } from "../brushes/shade.ts";
import { createSky } from "../brushes/sky.ts";
import { createMirror } from "../brushes/water.ts";
import { createWeather } from "../brushes/weather.ts";
import { layMist } from "../brushes/mist.ts";
import { css, mix } from "../colour.ts";
import { createWalkers } from "../figures/walkers.ts";
import { ramp } from "../noise.ts";
import { shaded } from "../palette.ts";
import { between } from "../random.ts";
import type { Plate } from "../plate.ts";
import { createPlate } from "../plate.ts";
import type { Frame, Place, Stage } from "../stage.ts";
import { createFacades } from "./street-facades.ts";

/** A narrow street between tall fronts with lit signs, people under umbrellas, and all of it again in the wet asphalt. */
export function createStreet(stage: Stage): Place {
	const { width, height, unit, scene } = stage;
	const eye = Math.round(height * (height > width ? 0.6 : 0.585));
	const curb = Math.round(eye + 26 * unit);
	const sky = createSky(stage, { horizon: eye, discAt: 0.5, disc: scene.weather === "clear", until: curb });
	const facades = createFacades(stage, { eye, vanish: width * 0.5 });
	const ground = createGround(stage, { eye, curb });
	const air = createPlate(
		stage,
		layMist(stage, {
			name: "street air",
			depth: 0.1,
			top: eye - 190 * unit,
			bottom: eye + 40 * unit,
			strength: 0.6,
			colour: (palette) => mix(palette.haze, palette.low, 0.4),
		}),
	);
	const walkers = createWalkers(stage, { row: curb, depth: 0.5 });
	const cars = createTraffic(stage, curb);
	const mirror = createMirror(stage, {
		shore: curb,
		ripple: 0.3,
		paintAbove(context, frame) {
			sky.paint(context, frame);
			ground.paint(context, frame);
			facades.far(context, frame);
			air.paint(context, frame);
			facades.near(context, frame);
			cars(context, frame);
			walkers(context, frame);
		},
	});
	const asphalt = createPlate(stage, {
		depth: 0,
		top: curb,
		bottom: height + 2,
		inked: false,
		sheer: true,
		draw(context, palette) {
			const dark = shaded(palette, [50, 50, 62]);
			context.fillStyle = downward(context, { top: curb, bottom: height }, [
				[0, dark, scene.weather === "rain" || scene.weather === "storm" ? 0.28 : 0.5],
				[1, dark, scene.weather === "rain" || scene.weather === "storm" ? 0.42 : 0.78],
			]);
			context.fillRect(-stage.margin, curb, width + stage.margin * 2, height);
		},
	});
	const weather = createWeather(stage);
	const splashes = createSplashes(stage, curb);
	return {
		paint(context, frame) {
			mirror(context, frame);
			asphalt.paint(context, frame);
			if (scene.weather === "rain" || scene.weather === "storm") splashes(context, frame);
			weather(context, frame);
		},
	};
}

/** The light at the street's end and the ground before it. */
function createGround(stage: Stage, options: { eye: number; curb: number }): Plate {
	const { width, unit } = stage;
	const { eye, curb } = options;
	return createPlate(stage, {
		depth: 0.1,
		top: eye - 260 * unit,
		bottom: curb + 2,
		inked: false,
		draw(context, palette) {
			const lamps = mix(palette.glow, palette.low, 0.4);
			fillGlow(context, { x: width / 2, y: eye, radius: 420 * unit, colour: lamps, alpha: 0.85, squash: 0.62 });
			context.fillStyle = downward(context, { top: eye, bottom: curb }, [
				[0, mix(shaded(palette, [120, 116, 130]), lamps, 0.6)],
				[1, shaded(palette, [70, 68, 84])],
			]);
			context.fillRect(-stage.margin - 9, eye, width + stage.margin * 2 + 18, curb - eye + 3);
		},
	});
}

/** Headlights that come down the street and tail lights that go up it. */
function createTraffic(stage: Stage, curb: number): (context: SKRSContext2D, frame: Frame) => void {
	const { width, unit } = stage;
	const random = stage.random("traffic");
	const cars = Array.from({ length: 5 }, (_, index) => ({
		at: (index + random() * 0.5) / 5,
		speed: between(random, 0.1, 0.15),
		coming: index % 2 === 0,
	}));
	const head = createGlow([255, 246, 226], { size: 64, core: 0.1 });
	const tail = createGlow([255, 40, 44], { size: 64, core: 0.1 });
	return (context, frame) => {
		const night = 0.35 + 0.65 * ramp(frame.palette.night, 0.1, 0.6);
		context.save();
		for (const car of cars) {
			const cycle = (car.at + frame.time * car.speed) % 1;
			const near = (car.coming ? cycle : 1 - cycle) ** 2.2;
			const fade = ramp(cycle, 0, 0.08) * ramp(1 - cycle, 0, 0.12);
			const x = width * 0.5 + (car.coming ? -1 : 1) * (12 + 210 * near) * unit;
			const size = (5 + 64 * near) * unit;
			const y = curb - (5 + 12 * near) * unit;
			context.globalCompositeOperation = "source-over";
			context.globalAlpha = fade;
			context.fillStyle = "#0b0a12";
			context.beginPath();
			context.roundRect(x - size * 0.62, y - size * 0.62, size * 1.24, size * 0.86, size * 0.2);
			context.fill();
			context.globalCompositeOperation = "screen";
			context.globalAlpha = fade * night;
			const glow = size * (car.coming ? 1.05 : 0.72);
			for (const side of [-0.42, 0.42])
				context.drawImage(car.coming ? head : tail, x + side * size - glow / 2, y - glow / 2, glow, glow);
		}
		context.restore();
	};
}

/** Rings where drops meet the asphalt. */
function createSplashes(stage: Stage, curb: number): (context: SKRSContext2D, frame: Frame) => void {
	const { width, height, unit } = stage;
	const random = stage.random("splashes");
	const rings = Array.from({ length: 60 }, () => ({
		x: random(),
		y: random(),
		phase: random(),
		rate: between(random, 1.1, 1.9),
	}));
	return (context, frame) => {
		context.save();
		context.lineWidth = unit;
		for (const ring of rings) {
			const life = (ring.phase + frame.at * ring.rate) % 1;
			const turn = Math.floor(ring.phase + frame.at * ring.rate);
			const x = ((ring.x + turn * 0.383) % 1) * width;
			const near = (ring.y + turn * 0.271) % 1;
			context.strokeStyle = css(mix(frame.palette.cloud, [255, 255, 255], 0.5), 0.32 * (1 - life));
			context.beginPath();
			context.ellipse(
				x,
				curb + near * (height - curb),
				(3 + 17 * near) * life * unit,
				(1 + 5 * near) * life * unit,
				0,
				0,
				7,
			);
			context.stroke();
		}
		context.restore();
	};
}
