import type { PlaceName, Scene, Subject } from "../scene/scene.ts";
import { gulls, songbirds } from "./layers/birds.ts";
import { fireworks, purr, shipHorn, train, whale } from "./layers/events.ts";
import { fire } from "./layers/fire.ts";
import { clock, roomTone } from "./layers/indoors.ts";
import { cicadas, crickets } from "./layers/insects.ts";
import { leaves } from "./layers/leaves.ts";
import { harmonyOf, pad } from "./layers/pad.ts";
import { plucks } from "./layers/plucks.ts";
import { rain } from "./layers/rain.ts";
import { surf } from "./layers/sea.ts";
import { deepSpace } from "./layers/space.ts";
import { footsteps, murmur, neonHum } from "./layers/street.ts";
import { thunder } from "./layers/thunder.ts";
import { horns, traffic } from "./layers/traffic.ts";
import { sand, wind } from "./layers/wind.ts";
import type { Layer } from "./room.ts";

/** What a scene has to say to the ear. */
export type Heard = Pick<Scene, "place" | "hour" | "weather" | "season" | "pace" | "subjects" | "hues" | "seed">;

/** Every layer of a scene: its place, its weather, what moves in it, and a discreet chord under them. */
export function layersFor(scene: Heard): Layer[] {
	const harmony = harmonyOf(scene);
	const musical = scene.place === "flow" || scene.subjects.includes("music");
	return [
		...placeLayers[scene.place](scene),
		...weatherLayers(scene),
		...scene.subjects.flatMap((subject) => subjectLayers[subject]?.(scene) ?? []),
		pad(harmony, scene.place === "space" ? 0.008 : musical ? 0.06 : 0.013),
		...(musical ? [plucks(harmony, { gain: 0.09, everySeconds: 0.62 / scene.pace })] : []),
		...(scene.weather === "snow" ? [plucks(harmony, { gain: 0.022, everySeconds: 1.3 })] : []),
	];
}

const isDark = (scene: Heard): boolean => scene.hour.name === "night" || scene.hour.name === "dusk";
const isCold = (scene: Heard): boolean => scene.season === "winter" || scene.weather === "snow";
const isWet = (scene: Heard): boolean => scene.weather === "rain" || scene.weather === "storm";

/** Birds by day, crickets in a warm night; neither in rain, and few birds in winter. */
function creatures(scene: Heard, gain: number): Layer[] {
	if (isWet(scene)) return [];
	if (isDark(scene)) return isCold(scene) ? [] : [crickets({ gain: gain * 0.55, singers: 4 })];
	const singers = isCold(scene) ? 1 : scene.hour.name === "dawn" || scene.season === "spring" ? 5 : 3;
	const heat = scene.season === "summer" && scene.hour.name === "day" ? [cicadas(gain * 0.12)] : [];
	return [songbirds({ gain: gain * (isCold(scene) ? 0.5 : 1), singers }), ...heat];
}

const placeLayers: Record<PlaceName, (scene: Heard) => Layer[]> = {
	city: (scene) => [
		traffic({ gain: 0.09, everySeconds: (isDark(scene) ? 2.6 : 1.7) / scene.pace, wet: isWet(scene) }),
		horns({ gain: 0.03, everySeconds: isDark(scene) ? 7 : 4 }),
	],
	street: (scene) => [
		traffic({ gain: 0.05, everySeconds: 4 / scene.pace, wet: isWet(scene) }),
		murmur({ gain: isWet(scene) ? 0.03 : 0.07, voices: 5 }),
		footsteps(0.07),
		...(isDark(scene) ? [neonHum(0.008)] : []),
	],
	sea: (scene) => [
		surf({ gain: 0.12, wildness: scene.weather === "storm" ? 1 : Math.min(1, Math.max(0, scene.pace - 0.7)) }),
		wind({ gain: 0.018, centre: 420, gusts: 0.4 }),
		...(isDark(scene) || isWet(scene) || scene.subjects.includes("birds") ? [] : [gulls(0.014)]),
	],
	mountains: (scene) => [
		wind({ gain: isCold(scene) ? 0.1 : 0.075, centre: 430, gusts: 0.75 }),
		...(isCold(scene) ? [] : creatures(scene, 0.02)),
	],
	forest: (scene) => [
		leaves(isCold(scene) ? 0.02 : 0.045),
		wind({ gain: 0.02, centre: 320, gusts: 0.5 }),
		...creatures(scene, 0.05),
	],
	desert: () => [wind({ gain: 0.075, centre: 640, gusts: 0.9 }), sand(0.022)],
	countryside: (scene) => [wind({ gain: 0.022, centre: 380, gusts: 0.5 }), leaves(0.02), ...creatures(scene, 0.045)],
	space: () => [deepSpace(0.11)],
	indoors: () => [roomTone(0.03), clock(0.16)],
	flow: () => [],
};

function weatherLayers(scene: Heard): Layer[] {
	if (scene.place === "space") return [];
	const muffled = scene.place === "indoors";
	if (scene.weather === "rain") return [rain({ gain: muffled ? 0.05 : 0.07, dropsPerSecond: 70, muffled })];
	if (scene.weather === "storm") {
		return [
			rain({ gain: muffled ? 0.06 : 0.09, dropsPerSecond: 110, muffled }),
			wind({ gain: muffled ? 0.03 : 0.06, centre: 360, gusts: 1 }),
			thunder(muffled ? 0.16 : 0.26),
		];
	}
	if (scene.weather === "snow") return muffled ? [] : [wind({ gain: 0.022, centre: 240, gusts: 0.3 })];
	if (scene.weather === "fog" && !muffled) return [wind({ gain: 0.015, centre: 200, gusts: 0.2 })];
	return [];
}

const subjectLayers: Partial<Record<Subject, (scene: Heard) => Layer[]>> = {
	birds: (scene) => (scene.place === "sea" ? [gulls(0.022)] : [songbirds({ gain: 0.03, singers: 2 })]),
	fire: () => [fire(0.06)],
	fireworks: () => [fireworks(0.16)],
	cars: (scene) => [traffic({ gain: 0.06, everySeconds: 1.4 / scene.pace, wet: isWet(scene) })],
	train: () => [train(0.07)],
	whale: () => [whale(0.05)],
	ship: () => [shipHorn(0.03)],
	cat: () => [purr(0.05)],
	leaves: () => [leaves(0.03)],
	windmill: () => [wind({ gain: 0.03, centre: 300, gusts: 0.4 })],
};
