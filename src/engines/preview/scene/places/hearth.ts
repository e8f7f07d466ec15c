import type { SKRSContext2D } from "@napi-rs/canvas";
import { fillGlow } from "../brushes/glow.ts";
import { downward } from "../brushes/shade.ts";
import type { Colour } from "../colour.ts";
import { css, scale } from "../colour.ts";
import type { Room } from "./indoors.ts";

/** A fireplace of brick with its mantel and candles; the fire itself is painted in every frame. */
export function paintHearth(context: SKRSContext2D, options: { room: Room; light: (surface: Colour) => Colour }): void {
	const { room, light } = options;
	const { hearth, floor, scale: size } = room;
	const left = hearth.x - hearth.width / 2;
	const stone = light([142, 116, 106]);
	context.fillStyle = css(scale(stone, 0.5));
	context.fillRect(left + 26 * size, -room.floor, hearth.width - 52 * size, hearth.top + room.floor);
	context.fillStyle = downward(context, { top: hearth.top, bottom: floor }, [
		[0, scale(stone, 0.78)],
		[1, scale(stone, 0.56)],
	]);
	context.fillRect(left, hearth.top, hearth.width, floor - hearth.top);
	context.strokeStyle = css(scale(stone, 0.34), 0.8);
	context.lineWidth = 2 * size;
	for (let row = 0; row < 10; row++) {
		const y = hearth.top + row * 27 * size;
		context.strokeRect(left, y, hearth.width, 27 * size);
		for (let x = (row % 2) * 24 * size; x < hearth.width; x += 48 * size) {
			context.beginPath();
			context.moveTo(left + x, y);
			context.lineTo(left + x, y + 27 * size);
			context.stroke();
		}
	}
	const mouth = { width: hearth.width * 0.58, height: 176 * size };
	context.fillStyle = "#120806";
	context.beginPath();
	context.moveTo(hearth.x - mouth.width / 2, floor);
	context.lineTo(hearth.x - mouth.width / 2, floor - mouth.height * 0.72);
	context.quadraticCurveTo(
		hearth.x,
		floor - mouth.height * 1.18,
		hearth.x + mouth.width / 2,
		floor - mouth.height * 0.72,
	);
	context.lineTo(hearth.x + mouth.width / 2, floor);
	context.fill();
	context.save();
	context.clip();
	fillGlow(context, {
		x: hearth.x,
		y: floor - 20 * size,
		radius: mouth.width * 0.75,
		colour: [255, 96, 24],
		alpha: 0.6,
	});
	context.restore();
	const wood = light([120, 74, 48]);
	context.fillStyle = css(scale(wood, 0.95));
	context.fillRect(left - 22 * size, hearth.top - 24 * size, hearth.width + 44 * size, 22 * size);
	context.fillStyle = css(scale(wood, 0.55));
	context.fillRect(left - 12 * size, hearth.top - 3 * size, hearth.width + 24 * size, 9 * size);
	context.fillStyle = css(scale(stone, 0.66));
	context.fillRect(left - 16 * size, floor - 8 * size, hearth.width + 32 * size, 18 * size);
	for (const [offset, tall] of [
		[-112, 40],
		[-92, 28],
		[104, 34],
	] as const) {
		context.fillStyle = css(light([236, 220, 190]));
		context.fillRect(hearth.x + offset * size, hearth.top - (24 + tall) * size, 11 * size, tall * size);
	}
}
