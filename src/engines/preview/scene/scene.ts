/** What a prompt asks to see, as plain JSON data: the painters draw from it and the sound is made from it. */
export interface Scene {
	readonly place: PlaceName;
	readonly hour: SceneHour;
	readonly weather: Weather;
	readonly season: Season;
	readonly style: StyleName;
	readonly camera: SceneCamera;
	/** 0.4 (slow, dreamy) to 2 (fast); 1 where the prompt is silent. */
	readonly pace: number;
	/** Figures worth drawing or sounding, in the order the prompt names them, each once. */
	readonly subjects: readonly Subject[];
	/** Hues in degrees that the prompt's colour words ask for, in their order; empty where it names none. */
	readonly hues: readonly number[];
	/** 0 to 2^32 - 1: the order's seed mixed with the prompt's text, so that unknown prompts differ by their words. */
	readonly seed: number;
}

export const placeNames = [
	"city",
	"street",
	"sea",
	"mountains",
	"forest",
	"desert",
	"countryside",
	"space",
	"indoors",
	"flow",
] as const;
/** `flow` is the abstract picture of a prompt that names no place. */
export type PlaceName = (typeof placeNames)[number];

export type HourName = "dawn" | "day" | "sunset" | "dusk" | "night";
export interface SceneHour {
	readonly name: HourName;
	/** The clock at the film's first and last instant, in hours since midnight; `to` may pass 24. Equal when the hour stands still. */
	readonly from: number;
	readonly to: number;
}

export type Weather = "clear" | "cloudy" | "rain" | "snow" | "fog" | "storm";
export type Season = "spring" | "summer" | "autumn" | "winter";

export const styleNames = [
	"natural",
	"anime",
	"3d",
	"clay",
	"comic",
	"cyberpunk",
	"watercolor",
	"oil",
	"sketch",
	"noir",
	"pixel",
	"vintage",
] as const;
export type StyleName = (typeof styleNames)[number];

export type CameraMove =
	| "drift"
	| "still"
	| "left"
	| "right"
	| "up"
	| "down"
	| "in"
	| "out"
	| "dolly-in"
	| "dolly-out"
	| "orbit"
	| "whip"
	| "hitchcock"
	| "handheld";
export interface SceneCamera {
	readonly move: CameraMove;
	/** How far it goes: 1 is a calm move, 2 twice as far. */
	readonly reach: number;
}

export const subjects = [
	"boat",
	"ship",
	"birds",
	"whale",
	"lighthouse",
	"balloon",
	"windmill",
	"train",
	"cars",
	"moon",
	"stars",
	"aurora",
	"astronaut",
	"planet",
	"rocket",
	"dragon",
	"cat",
	"dog",
	"horse",
	"person",
	"couple",
	"butterflies",
	"fireworks",
	"fire",
	"music",
	"leaves",
	"petals",
	"lanterns",
	"rainbow",
	"camel",
	"kite",
] as const;
export type Subject = (typeof subjects)[number];
