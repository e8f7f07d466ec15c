import type { SKRSContext2D } from "@napi-rs/canvas";
import { css } from "../colour.ts";
import { clamp, ramp } from "../noise.ts";
import { createRandom } from "../random.ts";
import type { Frame, Stage } from "../stage.ts";
import type { Tower } from "./city-towers.ts";

interface Pane {
	readonly x: number;
	readonly y: number;
	readonly width: number;
	readonly height: number;
	/** The night (0 to 1) at which somebody switches the light on. */
	readonly since: number;
}

const lamps = [
	[255, 206, 122],
	[255, 178, 92],
	[255, 230, 178],
	[188, 214, 255],
] as const;

/** The windows of a row of towers: each lights up at a dusk of its own. Panes of one lamp are one path. */
export function createWindows(
	stage: Stage,
	options: { towers: readonly Tower[]; shore: number; depth: number; lamps: number; name: string },
): (context: SKRSContext2D, frame: Frame) => void {
	const panes: Pane[][] = lamps.map(() => []);
	for (const tower of options.towers) addPanes(tower, { stage, panes, ...options });
	const alpha = 0.62 + 0.34 * options.lamps;
	for (const list of panes) list.sort((a, b) => a.since - b.since);
	return (context, frame) => {
		const night = darkness(frame);
		if (night <= 0.02) return;
		frame.enter(context, options.depth);
		panes.forEach((list, lamp) => {
			context.fillStyle = css(lamps[lamp] as (typeof lamps)[number], alpha);
			context.beginPath();
			for (const pane of list) {
				if (pane.since > night) break;
				context.rect(pane.x, pane.y, pane.width, pane.height);
			}
			context.fill();
		});
		context.restore();
	};
}

/** How many of the windows that will be lit are lit: none in daylight, all at night. */
function darkness(frame: Frame): number {
	const gloom = { clear: 0, cloudy: 0.05, fog: 0.12, snow: 0.15, rain: 0.3, storm: 0.5 }[frame.stage.scene.weather];
	return clamp(ramp(frame.palette.night, 0.06, 0.98) + gloom);
}

function addPanes(tower: Tower, options: { stage: Stage; panes: Pane[][]; shore: number; lamps: number }): void {
	const random = createRandom(tower.seed);
	const { unit } = options.stage;
	const columns = Math.max(2, Math.floor(tower.width / (8.5 * unit)));
	const pitch = tower.width / columns;
	const habit = 0.2 + 0.42 * random();
	const lamp = Math.floor(random() * 3.4);
	for (let y = tower.top + 6 * unit; y < options.shore - 14 * unit; y += 9 * unit) {
		const floor = random();
		for (let column = 0; column < columns; column++) {
			const chance = random();
			const since = 0.06 + random() * 0.94;
			if (chance > habit * (floor > 0.9 ? 2.2 : 1)) continue;
			const kind = random() < 0.2 ? Math.floor(random() * 4) : lamp;
			options.panes[Math.min(3, kind)]?.push({
				x: tower.x + column * pitch + pitch * 0.22,
				y: y + 1.5 * unit,
				width: pitch * 0.56,
				height: 4.4 * unit,
				since,
			});
		}
	}
}
