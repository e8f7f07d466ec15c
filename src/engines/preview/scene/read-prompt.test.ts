import { describe, expect, it } from "vitest";
import { readScene } from "./read-prompt.ts";
import type { Scene } from "./scene.ts";
import { orderOf } from "./testing.ts";

const read = (prompt: string, negativePrompt: string | null = null): Scene =>
	readScene(orderOf(prompt, { negativePrompt }));

describe("readScene", () => {
	it.each([
		["City sunset timelapse", "city"],
		["A sailing boat on a calm sea at dawn", "sea"],
		["Snow falling on mountains at night, aurora", "mountains"],
		["Autumn forest, slow dolly forward, morning fog", "forest"],
		["Desert dunes under a blazing noon sun, hot air balloon", "desert"],
		["Countryside in spring, windmill, drifting clouds", "countryside"],
		["Astronaut drifting in deep space near a ringed planet", "space"],
		["A cozy room with a fireplace on a rainy night", "indoors"],
		["Neon cyberpunk street in the rain", "street"],
		["Ink and jazz in seven colours", "flow"],
		["A bright living space with plants", "indoors"],
		["A dessert served at noon", "flow"],
		["He is capable of research", "flow"],
		["Busy cities from above", "city"],
		["城市 日落", "city"],
		["上海外滩夜景", "city"],
		["海上日出", "sea"],
		["雪山星空", "mountains"],
		["沙漠里的骆驼", "desert"],
		["太空中的宇航员", "space"],
		["竹林细雨", "forest"],
	])("sees where %j plays", (prompt, place) => {
		expect(read(prompt).place).toBe(place);
	});

	it("does not hear a word inside another", () => {
		expect(read("A seagull glides").place).not.toBe("sea");
		expect(read("海鸥飞过").place).not.toBe("sea");
		expect(read("A train in the brain").weather).toBe("clear");
		expect(read("A starfish knight").hour.name).not.toBe("night");
	});

	it.each([
		["a city at dusk", "dusk"],
		["forest, early morning", "dawn"],
		["midnight in the city", "night"],
		["desert at noon", "day"],
		["夜晚的城市", "night"],
		["黄昏的海边", "sunset"],
	])("sees the hour of %j", (prompt, hour) => {
		expect(read(prompt).hour.name).toBe(hour);
	});

	it("lets the hour run only where the words ask for it", () => {
		const still = read("City at night").hour;
		expect(still.from).toBe(still.to);
		const sunset = read("City sunset").hour;
		expect(sunset.to).toBeGreaterThan(sunset.from);
		const timelapse = read("City sunset timelapse").hour;
		expect(timelapse.to - timelapse.from).toBeGreaterThan(3);
		const sunrise = read("sunrise over the sea").hour;
		expect(sunrise.to).toBeGreaterThan(sunrise.from);
		expect(read("城市 日落 延时").hour.to).toBeGreaterThan(21);
	});

	it.each([
		["a rainy street", "rain"],
		["heavy snowfall on a village", "snow"],
		["thunderstorm at sea", "storm"],
		["misty hills", "fog"],
		["an overcast beach", "cloudy"],
		["a cloudless desert", "clear"],
		["雨夜的街道", "rain"],
		["下雪的村庄", "snow"],
	])("sees the weather of %j", (prompt, weather) => {
		expect(read(prompt).weather).toBe(weather);
	});

	it("leaves out what is negated", () => {
		expect(read("a street at night, no rain").weather).toBe("clear");
		expect(read("a city without rain or snow, at night").weather).toBe("clear");
		expect(read("a city without rain or snow, at night").hour.name).toBe("night");
		expect(read("It isn't raining in the city").weather).toBe("clear");
		expect(read("a rain-free meadow").weather).toBe("clear");
		expect(read("not a boat but a whale at sea").subjects).toEqual(["whale"]);
		expect(read("没有雨的街道").weather).toBe("clear");
	});

	it("leaves out what the negative prompt names", () => {
		expect(read("sea with a boat and birds in the rain", "birds, rain").subjects).toEqual(["boat"]);
		expect(read("sea with a boat and birds in the rain", "birds, rain").weather).toBe("clear");
	});

	it("reads the season, the style, the pace, the hues and the figures", () => {
		expect(read("cherry blossom in a park").season).toBe("spring");
		expect(read("the sea in winter").season).toBe("winter");
		expect(read("a castle on a hill, watercolor").style).toBe("watercolor");
		expect(read("水彩风格的山").style).toBe("watercolor");
		expect(read("a slow, calm river in the forest").pace).toBeLessThan(0.9);
		expect(read("fast racing clouds over a city").pace).toBeGreaterThan(1.1);
		expect(read("red and blue smoke").hues).toEqual([0, 215]);
		expect(read("a lighthouse, two boats and a whale").subjects).toEqual(["lighthouse", "boat", "whale"]);
	});

	it.each([
		["zoom_in", "in"],
		["quickly_zoom_out", "out"],
		["pan_left", "left"],
		["horizontal_right", "right"],
		["vertical_down", "down"],
		["crane_up", "up"],
		["hitchcock", "hitchcock"],
		["whip_pan", "whip"],
		["camera_rotation", "orbit"],
		["super_dolly_out", "dolly-out"],
		["robo_arm", "orbit"],
		["left_follow", "left"],
		["fix_bg", "still"],
		["auto_camera", "dolly-in"],
	])("takes the wire's camera word %s before the prompt's", (camera, move) => {
		const order = orderOf("forest, dolly forward", { look: { style: null, camera, movement: null } });
		expect(readScene(order).camera.move).toBe(move);
	});

	it("takes the wire's style before the prompt's, but not `general`", () => {
		const look = (style: string) => ({ look: { style, camera: null, movement: null } });
		expect(readScene(orderOf("sea, watercolor", look("anime"))).style).toBe("anime");
		expect(readScene(orderOf("sea", look("3d_animation"))).style).toBe("3d");
		expect(readScene(orderOf("sea, watercolor", look("general"))).style).toBe("watercolor");
	});

	it("moves more when the order asks for more movement", () => {
		const reach = (movement: "small" | "large") =>
			readScene(orderOf("sea", { look: { style: null, camera: "pan_left", movement } })).camera.reach;
		expect(reach("large")).toBeGreaterThan(reach("small") * 2);
	});

	it("is plain data that depends on the words and the seed alone", () => {
		const scene = read("a dragon over the mountains");
		expect(JSON.parse(JSON.stringify(scene))).toEqual(scene);
		expect(read("a dragon over the mountains")).toEqual(scene);
		expect(read("lorem ipsum dolor").seed).not.toBe(read("lorem ipsum dolores").seed);
		expect(readScene(orderOf("lorem", { seed: 1 })).seed).not.toBe(readScene(orderOf("lorem", { seed: 2 })).seed);
	});
});
