import type { PlaceName } from "../scene.ts";
import type { Entry } from "./lexicon.ts";

export const placeWords: readonly Entry<PlaceName>[] = [
	{
		meaning: "city",
		english:
			"city, cities, skyline, cityscape, metropolis, downtown, urban, skyscraper, town, manhattan, new york, tokyo, shanghai, hong kong, london, paris, dubai, singapore, chicago, megacity, high rise, penthouse view, harbor city",
		chinese: "城市 都市 天际线 摩天 大楼 高楼 上海 北京 东京 纽约 香港 外滩 市中心 城",
	},
	{
		meaning: "city",
		english: "building, rooftop, tower, traffic, bridge",
		chinese: "建筑 屋顶 车流 大桥",
		weight: 1.5,
	},
	{
		meaning: "street",
		english:
			"street, alley, alleyway, lane, boulevard, sidewalk, crosswalk, chinatown, night market, city street, city streets, tokyo street, crossing",
		chinese: "街道 街头 小巷 胡同 夜市 马路 街",
		weight: 3.4,
	},
	{
		meaning: "sea",
		english:
			"sea, ocean, beach, coast, coastline, seaside, seashore, shore, bay, island, wave, surf, pacific, atlantic, lagoon, harbor, harbour, marina, horizon of water, lake, water",
		chinese: "大海 海洋 海边 海滩 沙滩 海浪 海岸 海面 海上 岛 湖 海",
	},
	{
		meaning: "sea",
		english: "boat, sailboat, sailing, ship, yacht, whale, dolphin, lighthouse, surfer, ferry",
		chinese: "船 帆 鲸 灯塔 海豚",
		weight: 2,
	},
	{
		meaning: "mountains",
		english:
			"mountain, mountaintop, mountainside, peak, alps, himalaya, himalayas, everest, fuji, mount, summit, cliff, canyon, valley, glacier, volcano, fjord, ridge, alpine",
		chinese: "高山 雪山 群山 山脉 山峰 山谷 火山 山顶 珠峰 富士山 黄山 山水 山",
		weight: 3.1,
	},
	{
		meaning: "forest",
		english: "forest, wood, woods, woodland, jungle, rainforest, grove, bamboo, taiga, redwood, tree, pine",
		chinese: "森林 树林 竹林 丛林 雨林 林间 树木 林 树",
	},
	{
		meaning: "forest",
		english: "deer, fox, owl, mushroom, firefly, fireflies",
		chinese: "鹿 狐狸 萤火虫",
		weight: 1.4,
	},
	{
		meaning: "desert",
		english: "desert, dune, sahara, gobi, oasis, sand dune, sandstorm, mars, martian",
		chinese: "沙漠 沙丘 戈壁 大漠 敦煌 火星 撒哈拉",
		weight: 3.2,
	},
	{ meaning: "desert", english: "camel, caravan", chinese: "骆驼 驼队", weight: 2 },
	{
		meaning: "countryside",
		english:
			"countryside, meadow, field, farm, farmland, village, pasture, prairie, grassland, rural, hill, hillside, vineyard, garden, park, lawn, steppe, rice terrace, wheat, lavender, flower field, flower, windmill",
		chinese: "乡村 田野 草地 草原 农场 村庄 麦田 花园 花海 稻田 公园 田园 山坡 乡间 风车 花",
		weight: 2.8,
	},
	{
		meaning: "countryside",
		english: "sheep, cow, horse, train, railway, butterfly, butterflies, kite",
		chinese: "羊 牛 马 火车 蝴蝶 风筝",
		weight: 1,
	},
	{
		meaning: "space",
		english:
			"space, outer space, deep space, cosmos, galaxy, galaxies, nebula, universe, planet, saturn, jupiter, orbit, spaceship, spacecraft, starship, interstellar, milky way core, black hole, asteroid, space station, cosmic",
		chinese: "太空 宇宙 星系 银河系 星云 行星 星球 飞船 空间站 土星 黑洞 星际",
		weight: 3.1,
	},
	{ meaning: "space", english: "astronaut, rocket, cosmonaut, alien", chinese: "宇航员 航天员 火箭 外星", weight: 2.6 },
	{
		meaning: "indoors",
		english:
			"indoor, indoors, room, living room, living space, bedroom, kitchen, library, cafe, coffee shop, study, cabin interior, interior, fireplace, hearth, office, studio, attic, restaurant, bookshelf, sofa, armchair, house interior, home",
		chinese: "室内 房间 客厅 卧室 厨房 图书馆 咖啡馆 咖啡厅 书房 壁炉 办公室 家里 屋内",
		weight: 3.2,
	},
	{
		meaning: "indoors",
		english: "window, cozy, cosy, lamp, candle, table, desk, coffee, tea",
		chinese: "窗边 窗 温馨 台灯 蜡烛 桌 咖啡 茶",
		weight: 1,
	},
	{
		meaning: "flow",
		english: "abstract, fractal, fluid, ink, marbling, kaleidoscope, psychedelic, generative, geometric, gradient",
		chinese: "抽象 流体 水墨 墨 渐变 万花筒",
		weight: 2.5,
	},
];
