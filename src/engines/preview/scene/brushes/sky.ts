import type { SKRSContext2D } from "@napi-rs/canvas";
import { css, mix } from "../colour.ts";
import { lerp, noise1, ramp } from "../noise.ts";
import type { Palette } from "../palette.ts";
import { createPlate } from "../plate.ts";
import { between } from "../random.ts";
import type { Frame, Stage } from "../stage.ts";
import { fillGlow } from "./glow.ts";
import { paintMoon } from "./moon.ts";

export interface SkyOptions {
	/** The row where the sky ends. */
	readonly horizon: number;
	/** Where the sun or moon crosses, in frame widths. */
	readonly discAt?: number;
	/** False where a place wants neither sun nor moon. */
	readonly disc?: boolean;
	/** How large the sun is; 1 where it is left out. */
	readonly discSize?: number;
	/** The row down to which the horizon's colour goes on; just below the horizon where it is left out. */
	readonly until?: number;
}

export interface Sky {
	paint(context: SKRSContext2D, frame: Frame): void;
	/** Where the sun or the moon stands and how strongly it shines (0 to 1), for reflections. */
	discAt(frame: Pick<Frame, "clock" | "palette">): { x: number; y: number; strength: number; moon: boolean };
}

/** The dome: gradient, sun or moon with their glow, and stars. Clouds are a brush of their own. */
export function createSky(stage: Stage, options: SkyOptions): Sky {
	const still = stage.keys.length === 1;
	const sky: Sky = {
		discAt: (frame) => discAt(stage, options, frame),
		paint(context, frame) {
			plate.paint(context, frame);
			stars(context, frame);
			if (!still) paintDisc(context, { stage, options, palette: frame.palette, clock: frame.clock });
		},
	};
	const plate = createPlate(stage, {
		depth: 0,
		top: 0,
		bottom: (options.until ?? options.horizon) + 2,
		inked: false,
		draw(context, palette) {
			paintGradient(context, { palette, stage, horizon: options.horizon });
			const clock = stage.keys.find((key) => key.palette === palette)?.clock ?? 12;
			paintGlow(context, { stage, options, palette, clock });
			if (still) paintDisc(context, { stage, options, palette, clock });
		},
	});
	const stars = createStars(stage, options.horizon);
	return sky;
}

/** The sky's gradient down to the horizon and its last colour below it. */
export function paintGradient(
	context: SKRSContext2D,
	options: { palette: Palette; stage: Stage; horizon: number },
): void {
	const { palette, stage, horizon } = options;
	const gradient = context.createLinearGradient(0, 0, 0, horizon);
	const stops = [
		[0, palette.zenith],
		[0.36, palette.high],
		[0.55, mix(palette.high, palette.low, 0.45)],
		[0.76, palette.low],
		[0.93, mix(palette.low, palette.horizon, 0.75)],
		[1, palette.horizon],
	] as const;
	for (const [at, colour] of stops) gradient.addColorStop(at, css(colour));
	context.fillStyle = gradient;
	context.fillRect(-stage.width, -stage.margin, stage.width * 3, stage.height + stage.margin * 2);
}

function discAt(stage: Stage, options: SkyOptions, frame: Pick<Frame, "clock" | "palette">): ReturnType<Sky["discAt"]> {
	const hour = frame.clock % 24;
	const moon = hour > 19.9 || hour < 4.8;
	const centre = (options.discAt ?? 0.64) * stage.width;
	if (moon) {
		const turn = ((hour - 19.9 + 24) % 24) / 8.9;
		const strength = ramp(frame.palette.night, 0.7, 0.95) * (options.disc === false ? 0 : 1);
		return {
			x: stage.width * lerp(0.86, 0.2, turn) * 0.5 + (1 - (options.discAt ?? 0.64)) * stage.width * 0.5,
			y: options.horizon * (0.72 - Math.sin(turn * Math.PI) * 0.5),
			strength,
			moon,
		};
	}
	const height = Math.sin(((hour - 5.7) / 13.3) * Math.PI);
	return {
		x: centre + (hour - 12) * -0.006 * stage.width,
		y: options.horizon * (0.985 - height * 0.86),
		strength: options.disc === false ? 0 : 1,
		moon,
	};
}

interface DiscPaint {
	readonly stage: Stage;
	readonly options: SkyOptions;
	readonly palette: Palette;
	readonly clock: number;
}

const clearness = { clear: 1, cloudy: 0.9, fog: 0.6, snow: 0.35, rain: 0.12, storm: 0 };

/** The wide glow about the sun or the moon. Large and soft, so it is kept in the plate and mixed from key to key. */
function paintGlow(context: SKRSContext2D, options: DiscPaint): void {
	const { stage, palette } = options;
	const { x, y, strength, moon } = discAt(stage, options.options, options);
	const unit = stage.unit * (options.options.discSize ?? 1);
	const { horizon } = options.options;
	const glowing = palette.glowing * strength * clearness[stage.scene.weather];
	context.save();
	context.beginPath();
	context.rect(-stage.width, 0, stage.width * 3, horizon + 1);
	context.clip();
	context.globalCompositeOperation = "screen";
	if (moon) fillGlow(context, { x, y, radius: 330 * unit, colour: palette.glow, alpha: 0.4 * glowing });
	else {
		const low = ramp(y / horizon, 0.45, 0.98);
		fillGlow(context, {
			x,
			y: lerp(y, horizon, 0.5),
			radius: 980 * stage.unit,
			colour: palette.glow,
			alpha: 0.5 * low * palette.glowing,
			squash: 0.42,
		});
		fillGlow(context, { x, y, radius: 520 * unit, colour: palette.glow, alpha: 0.55 * glowing });
	}
	context.restore();
}

/** The disc itself and the halo close about it. */
function paintDisc(context: SKRSContext2D, options: DiscPaint): void {
	const { stage, palette } = options;
	const { x, y, strength, moon } = discAt(stage, options.options, options);
	const clear = clearness[stage.scene.weather] * strength;
	const unit = stage.unit * (options.options.discSize ?? 1);
	const { horizon } = options.options;
	context.save();
	context.beginPath();
	context.rect(-stage.width, 0, stage.width * 3, horizon + 1);
	context.clip();
	context.globalCompositeOperation = "screen";
	const glowing = palette.glowing * clear;
	const colour = moon ? palette.glow : mix(palette.glow, palette.disc, 0.5);
	fillGlow(context, { x, y, radius: (moon ? 110 : 170) * unit, colour, alpha: (moon ? 0.75 : 0.85) * glowing });
	context.globalCompositeOperation = "source-over";
	if (clear > 0.2) {
		context.globalAlpha = Math.min(1, clear * 1.3);
		if (moon) paintMoon(context, { x, y, radius: 27 * unit, palette, seed: stage.seedOf("moon") });
		else {
			const radius = (34 + 10 * ramp(y / horizon, 0.5, 1)) * unit;
			const gradient = context.createRadialGradient(x, y, radius * 0.86, x, y, radius * 1.08);
			gradient.addColorStop(0, css(palette.disc));
			gradient.addColorStop(1, css(palette.disc, 0));
			context.fillStyle = gradient;
			context.fillRect(x - radius * 1.1, y - radius * 1.1, radius * 2.2, radius * 2.2);
		}
	}
	context.restore();
}

/** Stars that come out with the night, turn slowly when the clock runs, and twinkle. */
function createStars(stage: Stage, horizon: number): (context: SKRSContext2D, frame: Frame) => void {
	const random = stage.random("stars");
	const count = Math.round((stage.width * horizon) / (2300 * stage.unit ** 2) / (stage.unit < 0.4 ? 1.4 : 1));
	const reach = Math.hypot(stage.width, horizon) * 1.1;
	const stars = Array.from({ length: count * 2 }, () => ({
		angle: between(random, 0, Math.PI * 2),
		radius: Math.sqrt(random()) * reach,
		size: (0.6 + 1.9 * random() ** 7) * stage.unit * 1.25,
		light: 0.2 + 0.8 * random() ** 3,
		beat: between(random, 0.5, 2.4),
		tint: Math.floor(random() * 3),
	}));
	const tints = ["#ffffff", "#cfe0ff", "#ffe9cf"];
	const veiled = { clear: 1, cloudy: 0.7, snow: 0.75, fog: 0.25, rain: 0, storm: 0 }[stage.scene.weather];
	return (context, frame) => {
		const night = ramp(frame.palette.night, 0.45, 1) * veiled;
		if (night < 0.02) return;
		const turn =
			stage.scene.hour.from === stage.scene.hour.to ? frame.at * 0.0012 : (frame.clock - stage.scene.hour.from) * 0.045;
		context.save();
		stars.forEach((star, index) => {
			const x = stage.width * 0.5 + Math.cos(star.angle + turn) * star.radius;
			const y = horizon * 0.15 + Math.sin(star.angle + turn) * star.radius;
			if (x < 0 || y < 0 || x > stage.width || y > horizon) return;
			const twinkle = 0.72 + 0.28 * (noise1(frame.at * star.beat + index, index) * 2 - 1);
			const fade = ramp(1 - y / horizon, 0.02, 0.5);
			context.globalAlpha = night * star.light * twinkle * fade;
			context.fillStyle = tints[star.tint] as string;
			const size = Math.max(0.7, star.size);
			if (size > 2.2) {
				context.beginPath();
				context.arc(x, y, size * 0.55, 0, 7);
				context.fill();
			} else context.fillRect(x, y, size, size);
		});
		context.restore();
	};
}
