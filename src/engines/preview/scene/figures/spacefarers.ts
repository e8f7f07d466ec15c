import type { SKRSContext2D } from "@napi-rs/canvas";
import { createGlow } from "../brushes/glow.ts";
import type { Stage } from "../stage.ts";
import type { FigureGround, Painting } from "./figures.ts";

/** An astronaut who drifts and slowly turns, lit from the upper left, on a loose tether. */
export function createAstronaut(stage: Stage, _ground: FigureGround): Painting {
	const { width, height, unit } = stage;
	return (context, frame) => {
		frame.enter(context, 0.7);
		const tall = height > width;
		const x = width * (tall ? 0.4 : 0.25) + frame.time * 9 * unit;
		const y = height * (tall ? 0.62 : 0.56) - frame.time * 3.5 * unit + Math.sin(frame.time * 0.6) * 8 * unit;
		context.strokeStyle = "rgba(210,220,240,0.5)";
		context.lineWidth = 2 * unit;
		context.beginPath();
		context.moveTo(-20 * unit, height * 0.92);
		context.bezierCurveTo(
			width * 0.12,
			height * (0.72 + 0.02 * Math.sin(frame.time)),
			x - 130 * unit,
			y + 150 * unit,
			x - 16 * unit,
			y + 24 * unit,
		);
		context.stroke();
		context.translate(x, y);
		context.rotate(-0.3 + frame.time * 0.05 + Math.sin(frame.time * 0.4) * 0.06);
		paintSuit(context, { size: 165 * unit, time: frame.time });
		context.restore();
	};
}

function paintSuit(context: SKRSContext2D, figure: { size: number; time: number }): void {
	const { size, time } = figure;
	const s = size / 100;
	const swing = Math.sin(time * 0.9) * 4 * s;
	const cloth = context.createLinearGradient(-40 * s, -50 * s, 44 * s, 50 * s);
	cloth.addColorStop(0, "#ffffff");
	cloth.addColorStop(0.45, "#c9d0e0");
	cloth.addColorStop(1, "#3b415c");
	context.lineCap = "round";
	context.lineJoin = "round";
	context.fillStyle = "#6d7590";
	context.beginPath();
	context.roundRect(-27 * s, -22 * s, 54 * s, 44 * s, 8 * s);
	context.fill();
	context.strokeStyle = cloth;
	const limb = (width: number, points: readonly [number, number, number, number, number, number]): void => {
		context.lineWidth = width * s;
		context.beginPath();
		context.moveTo(points[0] * s, points[1] * s);
		context.quadraticCurveTo(points[2] * s, points[3] * s, points[4] * s, points[5] * s);
		context.stroke();
	};
	limb(15, [-10, 22, -18, 42, -12 - swing / s, 62]);
	limb(15, [10, 22, 24, 36, 22 + swing / s, 58]);
	limb(13, [-20, -14, -42, -8, -50, -26 + swing / s]);
	limb(13, [20, -14, 38, 2, 52, -6 - swing / s]);
	context.strokeStyle = "#5a6078";
	limb(16, [-12 - swing / s, 64, -12 - swing / s, 68, -17 - swing / s, 70]);
	limb(16, [22 + swing / s, 60, 23 + swing / s, 64, 28 + swing / s, 66]);
	context.fillStyle = cloth;
	context.beginPath();
	context.roundRect(-21 * s, -25 * s, 42 * s, 52 * s, 14 * s);
	context.fill();
	context.fillStyle = "#2c3350";
	context.fillRect(-11 * s, -6 * s, 22 * s, 13 * s);
	for (const [x, colour] of [
		[-7, "#ff5a4a"],
		[0, "#ffd25a"],
		[7, "#58d0ff"],
	] as const) {
		context.fillStyle = colour;
		context.fillRect((x - 2) * s, -2 * s, 4 * s, 4 * s);
	}
	context.fillStyle = cloth;
	context.beginPath();
	context.arc(0, -40 * s, 21 * s, 0, 7);
	context.fill();
	const visor = context.createLinearGradient(-12 * s, -52 * s, 14 * s, -26 * s);
	visor.addColorStop(0, "#ffe9b0");
	visor.addColorStop(0.3, "#d08a3a");
	visor.addColorStop(0.62, "#4a2a4e");
	visor.addColorStop(1, "#0c0f28");
	context.fillStyle = visor;
	context.beginPath();
	context.ellipse(3 * s, -40 * s, 15 * s, 13 * s, 0, 0, 7);
	context.fill();
	context.fillStyle = "rgba(255,255,255,0.85)";
	context.beginPath();
	context.ellipse(-3 * s, -45 * s, 4 * s, 2.4 * s, -0.6, 0, 7);
	context.fill();
}

/** A rocket that climbs on its flame. */
export function createRocket(stage: Stage, ground: FigureGround): Painting {
	const { width, height, unit } = stage;
	const flame = createGlow([255, 170, 80], { size: 64 });
	return (context, frame) => {
		frame.enter(context, 0.4);
		const climb = frame.progress * 0.42;
		context.translate(width * (0.24 + climb * 0.5), Math.min(ground.horizon, height) * (0.72 - climb));
		context.rotate(0.62);
		const size = 46 * unit;
		const burn = 1 + 0.2 * Math.sin(frame.at * 31);
		context.globalCompositeOperation = "screen";
		context.drawImage(flame, -size * 0.9, size * 0.5, size * 1.8, size * 3.2 * burn);
		context.globalCompositeOperation = "source-over";
		const skin = context.createLinearGradient(-size * 0.4, 0, size * 0.4, 0);
		skin.addColorStop(0, "#ffffff");
		skin.addColorStop(0.5, "#cfd6e4");
		skin.addColorStop(1, "#4c5470");
		context.fillStyle = "#c8423c";
		context.beginPath();
		context.moveTo(-size * 0.36, size * 0.3);
		context.lineTo(-size * 0.72, size * 1.05);
		context.lineTo(size * 0.72, size * 1.05);
		context.lineTo(size * 0.36, size * 0.3);
		context.fill();
		context.fillStyle = skin;
		context.beginPath();
		context.moveTo(0, -size * 1.5);
		context.bezierCurveTo(size * 0.6, -size * 0.7, size * 0.46, size * 0.4, size * 0.3, size);
		context.lineTo(-size * 0.3, size);
		context.bezierCurveTo(-size * 0.46, size * 0.4, -size * 0.6, -size * 0.7, 0, -size * 1.5);
		context.fill();
		context.fillStyle = "#2a3e6a";
		context.beginPath();
		context.arc(0, -size * 0.4, size * 0.19, 0, 7);
		context.fill();
		context.restore();
	};
}
