import type { Subject } from "../scene.ts";
import type { Entry } from "./lexicon.ts";

export const subjectWords: readonly Entry<Subject>[] = [
	{
		meaning: "boat",
		english: "boat, sailboat, sailing, sail, yacht, dinghy, canoe, gondola",
		chinese: "帆船 小船 船 舟",
	},
	{ meaning: "ship", english: "ship, ferry, cruise, freighter, galleon, tanker", chinese: "轮船 渡轮 货船 邮轮" },
	{
		meaning: "birds",
		english: "bird, seagull, gull, crane bird, goose, geese, swallow, eagle, flock, dove, crow",
		chinese: "海鸥 飞鸟 大雁 鸟群 鸟 燕子 鹰",
	},
	{ meaning: "whale", english: "whale, humpback, orca", chinese: "鲸鱼 鲸" },
	{ meaning: "lighthouse", english: "lighthouse", chinese: "灯塔" },
	{ meaning: "balloon", english: "balloon, hot air balloon, airship", chinese: "热气球 气球" },
	{ meaning: "windmill", english: "windmill, wind turbine", chinese: "风车" },
	{ meaning: "train", english: "train, railway, locomotive, steam train", chinese: "火车 列车 高铁" },
	{
		meaning: "cars",
		english: "car, traffic, taxi, car lights, headlight, vehicle, highway",
		chinese: "汽车 车流 车灯 公路 出租车",
	},
	{ meaning: "moon", english: "moon, moonlit, moonlight, full moon, crescent", chinese: "月亮 月光 满月 月夜 明月 月" },
	{ meaning: "stars", english: "star, starry, starlit, milky way, constellation", chinese: "星空 星星 银河 繁星" },
	{ meaning: "aurora", english: "aurora, northern lights, aurora borealis", chinese: "极光" },
	{ meaning: "astronaut", english: "astronaut, cosmonaut, spaceman, spacewalk", chinese: "宇航员 航天员" },
	{
		meaning: "planet",
		english: "planet, saturn, jupiter, ringed planet, earth, moon base, exoplanet",
		chinese: "行星 土星 星球 地球 木星",
	},
	{ meaning: "rocket", english: "rocket, spaceship, spacecraft, starship, shuttle", chinese: "火箭 飞船" },
	{ meaning: "dragon", english: "dragon", chinese: "龙" },
	{ meaning: "cat", english: "cat, kitten, kitty", chinese: "猫咪 小猫 猫" },
	{ meaning: "dog", english: "dog, puppy, wolf, fox, corgi", chinese: "小狗 狗 狼 狐狸" },
	{ meaning: "horse", english: "horse, pony, unicorn, deer", chinese: "骏马 马 鹿" },
	{
		meaning: "person",
		english:
			"person, man, woman, girl, boy, child, traveler, traveller, hiker, wanderer, figure, samurai, monk, people, dancer",
		chinese: "女孩 男孩 男人 女人 少女 旅人 孩子 人物 行人 人",
	},
	{ meaning: "couple", english: "couple, lovers, two people", chinese: "情侣 恋人" },
	{ meaning: "butterflies", english: "butterfly, butterflies, firefly, fireflies, dragonfly", chinese: "蝴蝶 萤火虫" },
	{ meaning: "fireworks", english: "firework", chinese: "烟花 烟火" },
	{
		meaning: "fire",
		english: "fire, fireplace, campfire, bonfire, flame, hearth, candle",
		chinese: "壁炉 篝火 火焰 炉火 蜡烛",
	},
	{
		meaning: "music",
		english: "music, jazz, piano, guitar, song, orchestra, violin, melody, symphony",
		chinese: "音乐 爵士 钢琴 吉他 交响",
	},
	{ meaning: "leaves", english: "falling leaves, leaves, leaf, maple", chinese: "落叶 红叶 枫叶" },
	{ meaning: "petals", english: "petal, blossom, sakura, cherry blossom", chinese: "花瓣 樱花" },
	{ meaning: "lanterns", english: "lantern, sky lantern, paper lantern", chinese: "孔明灯 天灯 灯笼" },
	{ meaning: "rainbow", english: "rainbow", chinese: "彩虹" },
	{ meaning: "camel", english: "camel, caravan", chinese: "骆驼 驼队" },
	{ meaning: "kite", english: "kite", chinese: "风筝" },
];
