import type { CameraMove } from "../scene.ts";
import type { Entry } from "./lexicon.ts";

export const cameraWords: readonly Entry<CameraMove>[] = [
	{
		meaning: "in",
		english: "zoom in, zooms in, zooming in, push in, pushes in, close up, smooth zoom in, quickly zoom in, zoom",
		chinese: "推进 推近 拉近 放大 推镜",
	},
	{
		meaning: "out",
		english: "zoom out, zooms out, zooming out, pull out, pulls out, pull back, pulls back, quickly zoom out",
		chinese: "拉远 缩小 后拉 拉镜",
	},
	{
		meaning: "dolly-in",
		english:
			"dolly, dolly in, dolly forward, moving forward, move forward, flying through, walk through, walking through, fly through, fly forward, tracking shot, forward",
		chinese: "前进 向前 穿过 穿越 跟拍",
	},
	{
		meaning: "dolly-out",
		english: "dolly out, dolly back, moving backward, super dolly out, backward",
		chinese: "后退 向后",
	},
	{
		meaning: "left",
		english: "pan left, pans left, panning left, truck left, horizontal left, left follow, move left, tracking left",
		chinese: "左摇 向左 左移",
	},
	{
		meaning: "right",
		english:
			"pan right, pans right, panning right, truck right, horizontal right, right follow, move right, tracking right, pan, panning, pans",
		chinese: "右摇 向右 右移 摇镜 平移",
	},
	{
		meaning: "up",
		english:
			"crane up, crane, tilt up, tilts up, pedestal up, vertical up, rising camera, drone rising, camera rises, crane shot",
		chinese: "上升 升起镜头 向上 升镜",
	},
	{
		meaning: "down",
		english: "crane down, tilt down, tilts down, pedestal down, vertical down, camera descends",
		chinese: "下降 向下 降镜",
	},
	{
		meaning: "orbit",
		english:
			"orbit shot, orbiting camera, camera orbits, camera rotation, rotating camera, arc shot, 360, robo arm, orbits around, circling",
		chinese: "环绕 旋转镜头 旋转",
	},
	{ meaning: "whip", english: "whip pan", chinese: "甩镜" },
	{ meaning: "hitchcock", english: "hitchcock, dolly zoom, vertigo effect", chinese: "希区柯克" },
	{ meaning: "handheld", english: "handheld, hand held, shaky cam", chinese: "手持" },
	{
		meaning: "still",
		english: "static shot, static camera, still camera, fixed camera, tripod, locked off, fix bg, locked shot",
		chinese: "固定镜头 静止镜头",
	},
];

/** Exponents of two: how much quicker or slower the scene moves. */
export const paceWords: readonly Entry<number>[] = [
	{
		meaning: 0.8,
		english:
			"fast, quick, quickly, rapid, rapidly, racing, rushing, energetic, dynamic, frantic, hyperlapse, speeding, busy",
		chinese: "快速 飞快 疾驰 急速 激烈 动感",
	},
	{
		meaning: -0.8,
		english:
			"slow, slowly, slow motion, calm, gentle, gently, serene, peaceful, tranquil, quiet, dreamy, lazy, still, relaxing, cozy",
		chinese: "缓慢 慢慢 宁静 平静 安静 慢动作 悠闲 静谧",
	},
];

/** True when the clock runs through the whole change of light. */
export const timelapseWords: readonly Entry<true>[] = [
	{
		meaning: true,
		english:
			"timelapse, time lapse, hyperlapse, day to night, night to day, sun sets, sun setting, sun going down, sun rises, sun rising, passing of time",
		chinese: "延时 延时摄影 从白天到夜晚 时光流逝 昼夜交替",
	},
];

/** The meaning of a word that asks for every hue. */
export const allHues = -1;

/** Hues in degrees. */
export const hueWords: readonly Entry<number>[] = [
	{
		meaning: allHues,
		english:
			"rainbow, seven colours, seven colors, colourful, colorful, multicolour, multicolor, many colours, many colors, prismatic",
		chinese: "七彩 彩色 五彩 彩虹 缤纷",
	},
	{ meaning: 0, english: "red, crimson, scarlet, ruby", chinese: "红色 赤" },
	{ meaning: 28, english: "orange, amber, copper", chinese: "橙色 橘色" },
	{ meaning: 46, english: "yellow, gold, golden", chinese: "黄色 金色 金" },
	{ meaning: 130, english: "green, emerald, jade", chinese: "绿色 翠绿" },
	{ meaning: 178, english: "teal, turquoise, cyan", chinese: "青色 青" },
	{ meaning: 215, english: "blue, azure, cobalt, navy", chinese: "蓝色 湛蓝" },
	{ meaning: 275, english: "purple, violet, indigo, lavender", chinese: "紫色 紫" },
	{ meaning: 330, english: "pink, magenta, rose", chinese: "粉色 粉红" },
];
