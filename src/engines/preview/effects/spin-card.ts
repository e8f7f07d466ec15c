import { type Canvas, createCanvas, type SKRSContext2D } from "@napi-rs/canvas";
import { smooth } from "../scene/noise.ts";
import { type Effect, wash } from "./effect.ts";

const slices = 96;

/** The picture as a card that turns in space above a mirroring floor; its back shows the next picture, or the same. */
export const paintSpinCard: Effect = ({ pictures, width, height, unit, seconds }) => {
	const cards = pictures.map((picture) => roundCard(picture, 26 * unit));
	const dim = createCanvas(Math.ceil(width / 8), Math.ceil(height / 8));
	const inner = dim.getContext("2d");
	inner.filter = "blur(5px) brightness(0.5) saturate(1.3)";
	inner.drawImage(pictures[0] as Canvas, -20, -20, dim.width + 40, dim.height + 40);
	return (context, atSeconds) => {
		context.imageSmoothingQuality = "medium";
		context.drawImage(dim, 0, 0, width, height);
		wash(context, "rgba(10,8,26,0.45)", "source-over");
		const time = atSeconds / seconds;
		const turns = Math.max(1, Math.round(seconds / 3.5));
		const angle = 2 * Math.PI * turns * (0.35 * time + 0.65 * smooth(time)) - 0.4;
		const face = Math.floor(angle / Math.PI + 0.5);
		const card = cards[Math.abs(face) % cards.length] as Canvas;
		const scale = 0.66;
		const bob = Math.sin(atSeconds * 1.3) * 9 * unit;
		const place = { x: width / 2, y: height * 0.46 + bob, width: width * scale, height: height * scale };
		context.save();
		context.globalAlpha = 0.22;
		context.translate(0, 2 * (place.y + place.height * 0.5) + 14 * unit - 2 * bob);
		context.scale(1, -1);
		turnCard(context, { card, angle: angle - face * Math.PI, place });
		context.restore();
		const floor = context.createLinearGradient(0, height * 0.8, 0, height);
		floor.addColorStop(0, "rgba(10,8,26,0)");
		floor.addColorStop(1, "rgba(10,8,26,0.9)");
		context.fillStyle = floor;
		context.fillRect(0, height * 0.8, width, height * 0.2);
		turnCard(context, { card, angle: angle - face * Math.PI, place });
	};
};

interface Turn {
	readonly card: Canvas;
	/** -90 to 90 degrees, in radians. */
	readonly angle: number;
	readonly place: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
}

/** Draws the card in upright slices, each as tall as its distance makes it, and darker the more it turns away. */
function turnCard(context: SKRSContext2D, { card, angle, place }: Turn): void {
	const far = 2.4 * place.width;
	const across = (share: number): number => {
		const away = (share - 0.5) * place.width;
		return (away * Math.cos(angle) * far) / (far + away * Math.sin(angle));
	};
	for (let slice = 0; slice < slices; slice++) {
		const [from, to] = [slice / slices, (slice + 1) / slices];
		const [left, right] = [across(from), across(to)];
		const away = ((from + to) / 2 - 0.5) * place.width;
		const tall = (place.height * far) / (far + away * Math.sin(angle));
		const wide = right - left + 0.7;
		if (wide < 0.05) continue;
		context.drawImage(
			card,
			from * card.width,
			0,
			card.width / slices,
			card.height,
			place.x + left,
			place.y - tall / 2,
			wide,
			tall,
		);
	}
	shadeCard(context, { angle, place, across, far });
}

/** Darkens the card as it turns away; a little within its edges, which are round. */
function shadeCard(
	context: SKRSContext2D,
	{ angle, place, across, far }: Omit<Turn, "card"> & { far: number; across(share: number): number },
): void {
	const inset = 0.004;
	const corners = [inset, 1 - inset].map((share) => {
		const tall = (place.height * far) / (far + (share - 0.5) * place.width * Math.sin(angle));
		return { x: place.x + across(share), reach: (tall / 2) * (1 - 2 * inset) };
	});
	context.beginPath();
	for (const { x, reach } of corners) context.lineTo(x, place.y - reach);
	for (const { x, reach } of corners.reverse()) context.lineTo(x, place.y + reach);
	context.fillStyle = `rgba(6,4,20,${0.5 * Math.abs(Math.sin(angle)) ** 1.4})`;
	context.fill();
}

function roundCard(picture: Canvas, radius: number): Canvas {
	const card = createCanvas(picture.width, picture.height);
	const context = card.getContext("2d");
	context.beginPath();
	context.roundRect(0, 0, card.width, card.height, radius);
	context.clip();
	context.drawImage(picture, 0, 0);
	context.strokeStyle = "rgba(255,255,255,0.85)";
	context.lineWidth = radius * 0.55;
	context.beginPath();
	context.roundRect(0, 0, card.width, card.height, radius);
	context.stroke();
	return card;
}
