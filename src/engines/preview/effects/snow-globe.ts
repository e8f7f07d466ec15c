import { type Canvas, createCanvas, type SKRSContext2D } from "@napi-rs/canvas";
import { between } from "../scene/random.ts";
import { type Effect, wash } from "./effect.ts";

/** The picture inside a globe of glass on a wooden foot; snow whirls up and settles. */
export const paintSnowGlobe: Effect = ({ pictures, width, height, unit, random, seconds }) => {
	const radius = Math.min(width, height) * 0.41;
	const centre = { x: width / 2, y: height * 0.46 };
	const picture = pictures[0] as Canvas;
	const soft = createCanvas(Math.ceil(width / 10), Math.ceil(height / 10));
	const inner = soft.getContext("2d");
	inner.filter = "blur(4px) brightness(0.62)";
	inner.drawImage(picture, -16, -16, soft.width + 32, soft.height + 32);
	const flakes = Array.from({ length: 240 }, () => ({
		angle: random() * 7,
		reach: Math.sqrt(random()),
		fall: between(random, 0.06, 0.24),
		size: between(random, 1.2, 4.6),
		phase: random() * 7,
	}));
	return (context, atSeconds) => {
		context.imageSmoothingQuality = "medium";
		context.drawImage(soft, 0, 0, width, height);
		wash(context, "rgba(24,30,60,0.35)", "source-over");
		paintFoot(context, { centre, radius });
		context.save();
		context.beginPath();
		context.arc(centre.x, centre.y, radius, 0, 7);
		context.clip();
		const zoom = (2.16 * radius) / Math.min(width, height) + 0.05 * (atSeconds / seconds);
		const sway = 0.02 * Math.sin(atSeconds * 0.9) * radius;
		context.drawImage(
			picture,
			centre.x - (width * zoom) / 2 + sway,
			centre.y - (height * zoom) / 2,
			width * zoom,
			height * zoom,
		);
		const stir = Math.exp(-atSeconds * 0.5);
		context.fillStyle = "rgba(255,255,255,0.92)";
		context.beginPath();
		for (const { angle, reach, fall, size, phase } of flakes) {
			const turn = angle + 2.6 * (1 - stir) * (1.2 - reach);
			const sink = (phase / 7 + atSeconds * fall) % 1;
			const x = centre.x + Math.cos(turn) * reach * radius + 9 * unit * Math.sin(atSeconds + phase);
			const y = centre.y + (((Math.sin(turn) * reach + 1) / 2 + sink) % 1) * 2 * radius - radius;
			context.moveTo(x + size * unit, y);
			context.arc(x, y, size * unit, 0, 7);
		}
		context.fill();
		paintGlass(context, { centre, radius });
		context.restore();
	};
};

interface Globe {
	readonly centre: { readonly x: number; readonly y: number };
	readonly radius: number;
}

/** Darker and bluer towards its rim, with two reflections. */
function paintGlass(context: SKRSContext2D, { centre, radius }: Globe): void {
	const { x, y } = centre;
	const rim = context.createRadialGradient(x, y, radius * 0.55, x, y, radius);
	rim.addColorStop(0, "rgba(190,220,255,0)");
	rim.addColorStop(0.75, "rgba(120,160,220,0.2)");
	rim.addColorStop(0.95, "rgba(30,40,90,0.6)");
	rim.addColorStop(1, "rgba(220,235,255,0.75)");
	context.fillStyle = rim;
	context.fillRect(x - radius, y - radius, 2 * radius, 2 * radius);
	for (const [left, top, size, alpha] of [
		[-0.42, -0.5, 0.36, 0.7],
		[0.48, 0.52, 0.2, 0.3],
	] as const) {
		const [atX, atY] = [x + left * radius, y + top * radius];
		const shine = context.createRadialGradient(atX, atY, 0, atX, atY, size * radius);
		shine.addColorStop(0, `rgba(255,255,255,${alpha})`);
		shine.addColorStop(1, "rgba(255,255,255,0)");
		context.fillStyle = shine;
		context.fillRect(x - radius, y - radius, 2 * radius, 2 * radius);
	}
}

function paintFoot(context: SKRSContext2D, { centre, radius }: Globe): void {
	const { x } = centre;
	const top = centre.y + radius * 0.84;
	const shadow = context.createRadialGradient(0, 0, 0, 0, 0, radius * 1.15);
	shadow.addColorStop(0, "rgba(0,0,0,0.6)");
	shadow.addColorStop(1, "rgba(0,0,0,0)");
	context.save();
	context.translate(x, top + radius * 0.4);
	context.scale(1, 0.16);
	context.fillStyle = shadow;
	context.fillRect(-2 * radius, -2 * radius, 4 * radius, 4 * radius);
	context.restore();
	const wood = context.createLinearGradient(x - radius * 0.8, 0, x + radius * 0.8, 0);
	wood.addColorStop(0, "#3a1f12");
	wood.addColorStop(0.35, "#9a6238");
	wood.addColorStop(1, "#2c160c");
	context.fillStyle = wood;
	context.beginPath();
	context.moveTo(x - radius * 0.56, top);
	context.lineTo(x + radius * 0.56, top);
	context.lineTo(x + radius * 0.76, top + radius * 0.36);
	context.quadraticCurveTo(x, top + radius * 0.5, x - radius * 0.76, top + radius * 0.36);
	context.fill();
	context.strokeStyle = "rgba(240,200,120,0.7)";
	context.lineWidth = radius * 0.018;
	context.beginPath();
	context.moveTo(x - radius * 0.7, top + radius * 0.26);
	context.quadraticCurveTo(x, top + radius * 0.37, x + radius * 0.7, top + radius * 0.26);
	context.stroke();
}
