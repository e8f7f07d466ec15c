import type { Entry } from "../../scene/words/lexicon.ts";
import { gulls, songbirds } from "../layers/birds.ts";
import { fireworks, purr, shipHorn, train, whale } from "../layers/events.ts";
import { fire } from "../layers/fire.ts";
import { roomTone } from "../layers/indoors.ts";
import { cicadas, crickets } from "../layers/insects.ts";
import { leaves } from "../layers/leaves.ts";
import { rain } from "../layers/rain.ts";
import { surf } from "../layers/sea.ts";
import { deepSpace } from "../layers/space.ts";
import { neonHum } from "../layers/street.ts";
import { thunder } from "../layers/thunder.ts";
import { traffic } from "../layers/traffic.ts";
import { wind } from "../layers/wind.ts";
import { bee, cat, cow, dog, frog, gallop, neigh, rooster, wolf } from "./animals.ts";
import { bed, type Effect } from "./effect.ts";
import { boom, laser, riser, robot, sparkle, sword, whoosh } from "./fantastic.ts";
import { doorCreak, doorSlam, explosion, glass, gunshot, hammer, knock, punch } from "./impacts.ts";
import { airplane, alarm, engine, helicopter, phone, shutter, siren, steamWhistle, typing } from "./machines.ts";
import { band, drums, guitar, piano, violin } from "./music.ts";
import { applause, breathing, cheer, crowd, footsteps, heartbeat, laugh, running, scream } from "./people.ts";
import { bell, carHorn, chime, clockTick, doorbell, littleBell } from "./signals.ts";
import { bubbles, drop, splash, stream, waterfall } from "./waters.ts";

const row = (meaning: Effect, english: string, chinese: string): Entry<Effect> => ({ meaning, english, chinese });

/** What a word of an order's sound words asks for. Phrases go before their words. */
export const effectWords: readonly Entry<Effect>[] = [
	row(footsteps, "footstep, footfall, step, walking, walk, heels, high heels", "脚步声 脚步 走路 高跟鞋"),
	row(running, "running, run, running footsteps, jogging, sprint", "跑步 奔跑"),
	row(applause, "applause, clapping, clap, ovation", "掌声 鼓掌"),
	row(cheer, "cheer, cheering, crowd cheering, cheering crowd, stadium, fans", "欢呼 欢呼声 喝彩"),
	row(crowd, "crowd, chatter, people talking, murmur, cafe, restaurant, market, audience, voices", "人群 人声 嘈杂"),
	row(heartbeat, "heartbeat, heart beat, heart beating, heart, pulse", "心跳 心跳声"),
	row(breathing, "breathing, breath, breathe, panting, sigh", "呼吸 喘息"),
	row(laugh, "laugh, laughter, laughing, giggle, chuckle", "笑声 大笑"),
	row(scream, "scream, screaming, shriek, yell", "尖叫 尖叫声"),
	row(dog, "dog, bark, barking, dog barking, puppy, hound", "狗叫 狗吠 狗 犬吠"),
	row(cat, "cat, meow, meowing, kitten, cat meow", "猫叫 猫 喵"),
	row(bed(purr(0.12)), "purr, purring, cat purring", "呼噜"),
	row(gallop, "horse, gallop, galloping, hoof, hooves, hoofbeat, horse galloping", "马蹄声 马蹄 马"),
	row(neigh, "neigh, neighing, whinny", "马嘶"),
	row(cow, "cow, moo, mooing, cattle", "牛叫 牛"),
	row(wolf, "wolf, wolves, howl, howling, wolf howl", "狼嚎 狼"),
	row(rooster, "rooster, cock crow, cockerel, chicken", "公鸡 鸡叫 鸡"),
	row(frog, "frog, croak, croaking, toad", "青蛙 蛙鸣"),
	row(bee, "bee, buzzing, buzz, fly, mosquito, insect", "蜜蜂 苍蝇 蚊子 嗡嗡"),
	row(
		bed(songbirds({ gain: 0.12, singers: 4 })),
		"bird, birdsong, chirp, chirping, birds singing, tweet",
		"鸟鸣 鸟叫 鸟 鸟声",
	),
	row(bed(gulls(0.09)), "seagull, gull", "海鸥"),
	row(bed(crickets({ gain: 0.09, singers: 4 })), "cricket, night insects", "蟋蟀 虫鸣"),
	row(bed(cicadas(0.06)), "cicada, grasshopper", "蝉鸣 知了 蝉"),
	row(bed(whale(0.14)), "whale", "鲸鱼 鲸"),
	row(explosion, "explosion, explode, explodes, exploding, blast, bomb, detonation", "爆炸 爆炸声 炸弹"),
	row(gunshot, "gunshot, gun, gunfire, shot, shooting, pistol, rifle", "枪声 枪 射击"),
	row(glass, "glass, glass breaking, breaking glass, shatter, shattering, glass shatter", "玻璃破碎 玻璃 打碎"),
	row(doorSlam, "door, door slam, slam, slamming, door closing", "关门 关门声 门"),
	row(doorCreak, "creak, creaking, creaky, creaking door, door creak, squeak, hinge", "吱呀 开门"),
	row(knock, "knock, knocking, knock on the door", "敲门 敲门声"),
	row(hammer, "hammer, hammering, anvil, blacksmith, metal, clang", "锤子 打铁 金属"),
	row(punch, "punch, punching, fight, fighting, hit, kick, impact", "打斗 拳 击打"),
	row(
		engine,
		"engine, motor, car engine, motorcycle, revving, motorbike, race car, truck, car",
		"引擎 发动机 马达 摩托 汽车",
	),
	row(
		bed(traffic({ gain: 0.13, everySeconds: 1.8, wet: false })),
		"traffic, city street, highway, city",
		"车流 交通 马路 城市",
	),
	row(carHorn, "horn, car horn, honk, honking, beep", "喇叭 鸣笛 汽车喇叭"),
	row(siren, "siren, ambulance, police, police siren, fire truck", "警笛 警报声 救护车 警车"),
	row(alarm, "alarm, alarm clock, warning", "闹钟 警报"),
	row(helicopter, "helicopter, chopper, rotor, drone", "直升机 无人机"),
	row(airplane, "airplane, plane, jet, aircraft, jet flyby, rocket, spaceship", "飞机 喷气机 火箭 飞船"),
	row(bed(train(0.16)), "train, railway, rail, subway, tram", "火车 列车 地铁"),
	row(steamWhistle, "train whistle, steam whistle, steam train, locomotive", "汽笛"),
	row(bed(shipHorn(0.12)), "ship horn, foghorn, ship", "轮船 雾笛 船"),
	row(phone, "phone, telephone, phone ring, phone ringing, ringing phone, ringtone", "电话铃 电话 手机铃声"),
	row(typing, "typing, keyboard, typewriter, type", "打字 键盘 键盘声"),
	row(shutter, "camera, shutter, camera click, photo, click", "快门 相机 咔嚓"),
	row(bell, "bell, church bell, bell tolling, toll, gong", "钟声 教堂钟声 铃声"),
	row(littleBell, "jingle, small bell, wind chime, sleigh bell", "铃铛 风铃"),
	row(doorbell, "doorbell, ding dong", "门铃"),
	row(chime, "chime, notification, ding, ping, message", "提示音 叮"),
	row(clockTick, "clock, tick, ticking, tick tock, clock ticking, watch", "时钟 滴答 滴答声 钟表"),
	row(laser, "laser, blaster, ray gun, zap, pew", "激光 激光枪"),
	row(whoosh, "whoosh, swoosh, swish, fly by, flyby, woosh", "嗖 呼啸"),
	row(sparkle, "sparkle, magic, magical, fairy, twinkle, spell, shimmer", "魔法 闪烁 仙女"),
	row(robot, "robot, computer, beeping, android, sci-fi, machine", "机器人 电脑 科幻"),
	row(boom, "boom, bass drop, cinematic hit, trailer, rumble", "轰鸣 轰隆"),
	row(riser, "riser, tension, suspense, rising, build up, buildup", "紧张 悬疑"),
	row(sword, "sword, blade, sword fight, swords clashing, clash, steel", "剑 刀 刀剑"),
	row(drop, "drop, drip, dripping, water drop, droplet, tap", "水滴 滴水"),
	row(splash, "splash, splashing, jump into water, dive", "水花 溅水 跳水"),
	row(bubbles, "bubble, bubbling, boiling, underwater", "气泡 水下 沸腾"),
	row(stream, "stream, river, brook, creek, flowing water, water", "溪流 小溪 河流 流水 水声"),
	row(waterfall, "waterfall", "瀑布"),
	row(bed(surf({ gain: 0.2, wildness: 0.4 })), "wave, ocean, sea, surf, beach", "海浪 浪花 海 海浪声"),
	row(
		bed(rain({ gain: 0.12, dropsPerSecond: 90, muffled: false })),
		"rain, raining, rainfall, drizzle, downpour",
		"雨声 下雨 雨",
	),
	row(bed(thunder(0.4)), "thunder, lightning, thunderstorm, storm", "雷声 打雷 闪电 雷 暴风雨"),
	row(bed(wind({ gain: 0.16, centre: 480, gusts: 0.8 })), "wind, breeze, windy, gust, blizzard", "风声 风 微风 大风"),
	row(bed(leaves(0.12)), "leaf, leaves, rustle, rustling", "树叶 沙沙"),
	row(bed(fire(0.12)), "fire, flame, campfire, crackling, burning, fireplace", "火 篝火 火焰 燃烧"),
	row(bed(fireworks(0.3)), "firework, fireworks", "烟花 鞭炮"),
	row(bed(deepSpace(0.16)), "space, drone sound, ambient, eerie", "太空 宇宙"),
	row(bed(neonHum(0.06)), "hum, humming, electric hum, electricity, neon", "电流声"),
	row(bed(roomTone(0.01)), "room, silence, quiet room", "安静 房间"),
	row(guitar, "guitar, acoustic guitar, strumming, ukulele, harp, lute", "吉他 琵琶 古筝 竖琴"),
	row(piano, "piano, keys", "钢琴"),
	row(violin, "violin, fiddle, cello, strings, orchestra", "小提琴 二胡 大提琴 管弦乐"),
	row(drums, "drum, drums, percussion, beat, drum beat, drumming", "鼓 鼓声 打鼓"),
	row(band, "music, song, band, rock, pop, soundtrack, melody, jazz", "音乐 歌曲 乐队 配乐"),
];
