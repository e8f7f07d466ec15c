import type { HourName, Season, StyleName, Weather } from "../scene.ts";
import type { Entry } from "./lexicon.ts";

export const hourWords: readonly Entry<HourName>[] = [
	{
		meaning: "dawn",
		english: "dawn, sunrise, daybreak, early morning, first light, break of day",
		chinese: "黎明 日出 清晨 拂晓 朝阳 破晓 晨曦 早晨",
	},
	{ meaning: "dawn", english: "morning", chinese: "晨 早上", weight: 2 },
	{
		meaning: "day",
		english: "noon, midday, daytime, daylight, afternoon, broad daylight, high noon",
		chinese: "正午 中午 白天 下午 烈日 阳光 晴天",
	},
	{
		meaning: "day",
		english: "sunny, sunlight, sunshine, blue sky, blue skies, bright day, summer day, day",
		chinese: "蓝天 太阳",
		weight: 1.5,
	},
	{ meaning: "sunset", english: "sunset, sundown, golden hour, setting sun", chinese: "日落 夕阳 落日 黄昏 晚霞 傍晚" },
	{ meaning: "sunset", english: "evening", chinese: "晚间", weight: 1.6 },
	{ meaning: "dusk", english: "dusk, twilight, blue hour, nightfall, gloaming", chinese: "暮色 薄暮 华灯初上 暮" },
	{
		meaning: "night",
		english: "night, midnight, nighttime, night time, moonlit, moonlight, starlit, starry, nocturnal, tonight",
		chinese: "夜晚 午夜 星空 夜景 月光 深夜 夜空 夜色 夜市 月夜 雨夜 夜",
	},
	{
		meaning: "night",
		english:
			"moon, star, aurora, northern lights, neon, cyberpunk, firework, lantern, firefly, fireflies, milky way, noir",
		chinese: "月亮 星星 极光 霓虹 烟花 萤火虫 银河 赛博",
		weight: 1.2,
	},
];

export const weatherWords: readonly Entry<Weather>[] = [
	{
		meaning: "storm",
		english: "storm, stormy, thunder, thunderstorm, lightning, tempest, hurricane, typhoon",
		chinese: "暴风雨 雷暴 闪电 风暴 雷雨 台风 打雷",
		weight: 4,
	},
	{
		meaning: "rain",
		english: "rain, rainy, raining, rainfall, drizzle, downpour, shower, raindrop, pouring rain",
		chinese: "下雨 雨夜 雨天 大雨 细雨 雨夜 雨滴 雨中 雨",
		weight: 3.4,
	},
	{
		meaning: "snow",
		english: "snowing, snowfall, falling snow, snow falling, snow falls, blizzard, snowflake, snowstorm, snowy",
		chinese: "下雪 飘雪 雪花 大雪 暴雪 飞雪",
		weight: 3.6,
	},
	{ meaning: "snow", english: "snow", chinese: "雪", weight: 2.8 },
	{
		meaning: "fog",
		english: "fog, foggy, mist, misty, haze, hazy, smoke, smoky",
		chinese: "雾 薄雾 云雾 烟雾 朦胧 云海",
	},
	{
		meaning: "cloudy",
		english: "cloudy, overcast, cloud, clouds, drifting clouds, grey sky, gray sky",
		chinese: "多云 阴天 云朵 白云 云",
		weight: 2,
	},
	{
		meaning: "clear",
		english: "clear, cloudless, sunny, clear sky, blue sky",
		chinese: "晴朗 晴天 万里无云",
		weight: 2.2,
	},
];

export const seasonWords: readonly Entry<Season>[] = [
	{
		meaning: "spring",
		english: "spring, springtime, blossom, sakura, cherry blossom, april, tulip",
		chinese: "春天 春日 春季 樱花 春",
	},
	{ meaning: "summer", english: "summer, summertime, july, tropical", chinese: "夏天 夏日 夏季 夏" },
	{
		meaning: "autumn",
		english:
			"autumn, autumnal, fall colors, fall colours, fall leaves, fall foliage, in fall, fall forest, october, maple, red leaves",
		chinese: "秋天 秋日 秋季 红叶 枫叶 落叶 秋",
	},
	{
		meaning: "winter",
		english: "winter, wintry, christmas, december, snow, snowy, frozen, ice, icy, frost, blizzard, arctic",
		chinese: "冬天 冬日 冬季 圣诞 冰雪 雪山 下雪 飘雪 雪花 大雪 暴雪 飞雪 冰 雪 冬",
	},
];

export const styleWords: readonly Entry<StyleName>[] = [
	{
		meaning: "anime",
		english: "anime, manga film, ghibli, cel shaded, cel shading, cartoon",
		chinese: "动漫 动画 二次元 吉卜力 卡通",
	},
	{ meaning: "3d", english: "3d, 3d_animation, 3d animation, cgi, pixar, 3d render", chinese: "三维 三维动画" },
	{ meaning: "clay", english: "clay, claymation, plasticine, stop motion", chinese: "粘土 黏土 橡皮泥 定格" },
	{
		meaning: "comic",
		english: "comic, comics, comic book, pop art, halftone, graphic novel, manga",
		chinese: "漫画 波普",
	},
	{
		meaning: "cyberpunk",
		english: "cyberpunk, synthwave, vaporwave, neon, blade runner, neon lights",
		chinese: "赛博朋克 赛博 霓虹 蒸汽波",
	},
	{
		meaning: "watercolor",
		english: "watercolor, watercolour, aquarelle, gouache, ink wash, painted on paper",
		chinese: "水彩 水墨",
	},
	{
		meaning: "oil",
		english: "oil painting, van gogh, impressionist, impressionism, monet, impasto",
		chinese: "油画 梵高 印象派 莫奈",
	},
	{
		meaning: "sketch",
		english: "sketch, pencil, pencil drawing, charcoal, line art, hand drawn, pencil sketch",
		chinese: "素描 铅笔 手绘 线稿",
	},
	{
		meaning: "noir",
		english: "noir, film noir, black and white, monochrome, b&w, greyscale, grayscale",
		chinese: "黑白 黑色电影",
	},
	{ meaning: "pixel", english: "pixel art, pixel, 8 bit, 8bit, 16 bit, 16bit, pixelated, retro game", chinese: "像素" },
	{
		meaning: "vintage",
		english: "vintage, super 8, retro, old film, sepia, kodachrome, 1970s, nostalgic",
		chinese: "复古 怀旧 老电影",
	},
];
