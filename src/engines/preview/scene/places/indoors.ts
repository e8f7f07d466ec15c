import type { SKRSContext2D } from "@napi-rs/canvas";
import { createGlow } from "../brushes/glow.ts";
import { downward } from "../brushes/shade.ts";
import { createFire } from "../brushes/fire.ts";
import type { Colour } from "../colour.ts";
import { css, mix, multiply, scale } from "../colour.ts";
import { paintCat } from "../figures/animals.ts";
import { noise1 } from "../noise.ts";
import type { Palette } from "../palette.ts";
import { createPlate, stackPlates } from "../plate.ts";
import type { Frame, Place, Stage } from "../stage.ts";
import { paintBookcase, paintChair, paintLamp, paintPicture, paintRug } from "./furniture.ts";
import { paintHearth } from "./hearth.ts";
import { createWindow } from "./indoors-window.ts";

/** Where things stand in the room, in pixels. */
export interface Room {
	readonly floor: number;
	readonly hearth: { readonly x: number; readonly width: number; readonly top: number };
	readonly window: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
	readonly scale: number;
}

/** A room in the evening: a fire, a lamp, an armchair, and the weather outside its window. */
export function createIndoors(stage: Stage): Place {
	const { width, height, scene } = stage;
	const room = layOut(stage);
	const lamplight: Colour = [255, 188, 118];
	const view = createWindow(stage, room.window);
	const whole = { depth: 0.26, top: 0, bottom: height + 2 };
	const walls = stackPlates(stage, whole.depth, [
		{ ...whole, inked: false, draw: (context, palette) => paintShell(context, { stage, room, palette }) },
		{ ...whole, draw: (context, palette) => paintThings(context, { stage, room, palette }) },
	]);
	const chair = createPlate(stage, {
		depth: 0.6,
		top: height * 0.3,
		bottom: height + 2,
		draw(context, palette) {
			const at = height > width ? width * 0.3 : width * 0.3;
			paintChair(context, {
				x: at,
				foot: height * 0.965,
				size: 250 * room.scale,
				tone: roomLight(palette, [150, 74, 62]),
				edge: roomLight(palette, [255, 176, 110]),
			});
		},
	});
	const fire = createFire(stage, {
		x: room.hearth.x,
		foot: room.floor - 16 * room.scale,
		width: room.hearth.width * 0.42,
		height: 118 * room.scale,
		depth: 0.26,
	});
	const warmth = createGlow([255, 138, 54], { size: 128 });
	const halo = createGlow(lamplight, { size: 128 });
	const lampAt = { x: height > width ? width * 0.1 : width * 0.135, y: room.floor - 262 * room.scale };
	return {
		paint(context, frame) {
			view(context, frame);
			walls.paint(context, frame);
			fire(context, frame);
			paintWarmth(context, frame, { room, warmth, halo, lampAt });
			chair.paint(context, frame);
			if (scene.subjects.includes("cat") || scene.subjects.length < 2) {
				frame.enter(context, 0.45);
				paintCat(context, {
					x: room.hearth.x - room.hearth.width * (height > width ? 0.06 : 0.72),
					foot: room.floor + 46 * room.scale,
					size: 74 * room.scale,
					time: frame.time,
					colour: css(mix(roomLight(frame.palette, [70, 48, 44]), [30, 18, 22], 0.4)),
					rim: "rgba(255,150,70,0.75)",
				});
				context.restore();
			}
		},
	};
}

function layOut(stage: Stage): Room {
	const { width, height } = stage;
	const tall = height > width;
	const size = tall ? Math.min(stage.unit * 0.98, width / 760) : stage.unit;
	const floor = Math.round(height * (tall ? 0.74 : 0.775));
	return {
		floor,
		scale: size,
		hearth: { x: width * (tall ? 0.66 : 0.665), width: 330 * size, top: floor - 268 * size },
		window: tall
			? { x: width * 0.1, y: floor - 640 * size, width: 270 * size, height: 350 * size }
			: { x: width * 0.5 - 360 * size, y: floor - 470 * size, width: 290 * size, height: 345 * size },
	};
}

/** A surface by lamp and fire: warm whatever the hour outside. */
export function roomLight(palette: Palette, surface: Colour): Colour {
	const warm: Colour = [236, 178, 132];
	return multiply(surface, mix(warm, palette.ambient, 0.3 * (1 - palette.night) + 0.12));
}

function paintShell(context: SKRSContext2D, options: { stage: Stage; room: Room; palette: Palette }): void {
	const { stage, room, palette } = options;
	const { width, height, margin } = stage;
	const size = room.scale;
	const left = -margin - 8;
	const wide = width + margin * 2 + 16;
	const wall = roomLight(palette, [132, 96, 92]);
	context.fillStyle = downward(context, { top: 0, bottom: room.floor }, [
		[0, scale(wall, 0.4)],
		[0.6, scale(wall, 0.74)],
		[1, scale(wall, 0.62)],
	]);
	context.fillRect(left, -margin, wide, room.floor + margin);
	context.fillStyle = css(scale(wall, 0.5), 0.16);
	for (let x = left; x < left + wide; x += 46 * size) context.fillRect(x, -margin, 22 * size, room.floor + margin);
	context.fillStyle = css(scale(roomLight(palette, [92, 62, 52]), 0.62));
	context.fillRect(left, room.floor - 84 * size, wide, 84 * size);
	context.fillStyle = css(scale(roomLight(palette, [150, 102, 78]), 0.6));
	context.fillRect(left, room.floor - 88 * size, wide, 5 * size);
	for (let x = left; x < left + wide; x += 118 * size)
		context.fillRect(x, room.floor - 80 * size, 2.5 * size, 74 * size);
	const boards = roomLight(palette, [134, 84, 56]);
	context.fillStyle = downward(context, { top: room.floor, bottom: height }, [
		[0, scale(boards, 0.66)],
		[0.35, scale(boards, 0.86)],
		[1, scale(boards, 0.34)],
	]);
	context.fillRect(left, room.floor, wide, height + margin - room.floor);
	context.strokeStyle = css(scale(boards, 0.26), 0.65);
	context.lineWidth = 1.6 * size;
	context.beginPath();
	for (let index = -22; index <= 22; index++) {
		context.moveTo(width / 2 + index * 62 * size, room.floor);
		context.lineTo(width / 2 + index * 150 * size, height + margin);
	}
	context.stroke();
	paintRug(context, {
		x: room.hearth.x - 60 * size,
		y: room.floor + (height - room.floor) * 0.5,
		width: 520 * size,
		height: (height - room.floor) * 0.36,
		tone: roomLight(palette, [140, 52, 50]),
		trim: roomLight(palette, [214, 168, 112]),
	});
	const view = room.window;
	context.clearRect(view.x, view.y, view.width, view.height);
}

function paintThings(context: SKRSContext2D, options: { stage: Stage; room: Room; palette: Palette }): void {
	const { stage, room, palette } = options;
	const size = room.scale;
	const light = (surface: Colour): Colour => roomLight(palette, surface);
	const { hearth, floor, window: view } = room;
	const frame = light([206, 178, 148]);
	context.fillStyle = css(scale(frame, 0.62));
	const bar = 9 * size;
	for (const [x, y, w, h] of [
		[view.x - bar, view.y - bar, view.width + bar * 2, bar],
		[view.x - bar, view.y - bar, bar, view.height + bar * 2],
		[view.x + view.width, view.y - bar, bar, view.height + bar * 2],
		[view.x + view.width / 2 - bar * 0.4, view.y, bar * 0.8, view.height],
		[view.x, view.y + view.height * 0.42, view.width, bar * 0.7],
	] as const)
		context.fillRect(x, y, w, h);
	context.fillStyle = css(scale(frame, 0.8));
	context.fillRect(view.x - bar * 2.4, view.y + view.height, view.width + bar * 4.8, bar * 1.6);
	paintCurtains(context, { view, size, tone: light([150, 62, 58]) });
	paintHearth(context, { room, light });
	paintBookcase(context, {
		x: Math.min(hearth.x + hearth.width * 0.6 + 30 * size, stage.width - 60 * size),
		foot: floor,
		width: 210 * size,
		height: 392 * size,
		random: stage.random("books"),
		light,
	});
	paintPicture(context, { x: hearth.x, y: hearth.top - 118 * size, width: 150 * size, height: 104 * size, light });
	paintLamp(context, {
		x: stage.height > stage.width ? stage.width * 0.1 : stage.width * 0.135,
		foot: floor + 22 * size,
		height: 310 * size,
		light,
	});
}

function paintCurtains(context: SKRSContext2D, options: { view: Room["window"]; size: number; tone: Colour }): void {
	const { view, size, tone } = options;
	context.fillStyle = css(scale(tone, 0.36));
	context.fillRect(view.x - 58 * size, view.y - 30 * size, view.width + 116 * size, 6 * size);
	for (const side of [-1, 1]) {
		const edge = side < 0 ? view.x - 52 * size : view.x + view.width + 52 * size;
		for (let fold = 0; fold < 6; fold++) {
			const from = edge - side * fold * 14 * size;
			context.fillStyle = css(scale(tone, 0.36 + 0.24 * ((fold * 7) % 3)));
			context.beginPath();
			context.moveTo(from, view.y - 26 * size);
			context.lineTo(from - side * 15 * size, view.y - 26 * size);
			context.quadraticCurveTo(
				from - side * (13 - fold) * size,
				view.y + view.height * 0.5,
				from - side * (14 - fold * 2.4) * size,
				view.y + view.height + 66 * size,
			);
			context.lineTo(from - side * fold * 0.6 * size, view.y + view.height + 66 * size);
			context.closePath();
			context.fill();
		}
	}
}

/** The light of the fire and the lamp on everything, which breathes with the flames. */
function paintWarmth(
	context: SKRSContext2D,
	frame: Frame,
	options: {
		room: Room;
		warmth: ReturnType<typeof createGlow>;
		halo: ReturnType<typeof createGlow>;
		lampAt: { x: number; y: number };
	},
): void {
	const { room, warmth, halo, lampAt } = options;
	const size = room.scale;
	const flicker = 0.74 + 0.16 * noise1(frame.at * 5.5, 3) + 0.14 * noise1(frame.at * 11, 4);
	frame.enter(context, 0.26);
	context.globalCompositeOperation = "screen";
	context.globalAlpha = 0.62 * flicker;
	const reach = 470 * size;
	context.drawImage(warmth, room.hearth.x - reach, room.floor - 30 * size - reach * 0.8, reach * 2, reach * 1.6);
	context.globalAlpha = 0.6;
	const lamp = 250 * size;
	context.drawImage(halo, lampAt.x - lamp, lampAt.y - lamp * 0.9, lamp * 2, lamp * 2);
	context.globalAlpha = 0.9 * flicker;
	for (const offset of [-106, -86, 110]) {
		const tall = offset === -106 ? 40 : offset === -86 ? 28 : 34;
		const glow = 30 * size;
		context.drawImage(
			halo,
			room.hearth.x + offset * size - glow,
			room.hearth.top - (32 + tall) * size - glow,
			glow * 2,
			glow * 2,
		);
	}
	context.restore();
}
