/** A word of a prompt, lower case, in the singular-or-plural form it was written in. */
export interface Token {
	readonly text: string;
	readonly negated: boolean;
}

const negators = new Set(["no", "not", "without", "never", "non", "minus", "except", "avoid", "lacking", "zero"]);
const stoppers = new Set(["but", "with", "under", "at", "over", "in", "on", "just", "only", "while", "instead", "by"]);
const chineseNegators = ["没有", "不要", "不是", "无", "没", "不", "别"];
/** Words that hide a shorter one that means something else. */
const chineseGuards = [
	"无人机 机器人 海报 海绵 海鲜 山寨 无限 无尽 无数 无边 不断 不停 马上 花样 人生 人工 人像 日本 中国 城堡 雨林 雪白 金属 金融 时间 上下 云端 龙卷",
]
	.join(" ")
	.split(" ");
const negationReach = 4;

/** Cuts a prompt into words; Chinese runs are cut by the longest known word first. `known` are the Chinese words of every table. */
export function tokenize(text: string, known: ReadonlySet<string>): Token[] {
	const tokens: Token[] = [];
	let reach = 0;
	for (const [part] of text.toLowerCase().matchAll(/\p{Script=Han}+|[\p{L}\p{N}_&]+(?:['’][\p{L}]+)*|[^\s]/gu)) {
		if (/^\p{Script=Han}/u.test(part)) {
			tokens.push(...cutChinese(part, known));
			reach = 0;
			continue;
		}
		if (!/^[\p{L}\p{N}]/u.test(part)) {
			reach = part === "-" ? reach : 0;
			continue;
		}
		for (const word of part
			.replace(/['’]s$/u, "")
			.split("_")
			.filter(Boolean)) {
			if (negators.has(word) || /n['’]t$/u.test(word)) reach = negationReach;
			else if (stoppers.has(word)) reach = 0;
			tokens.push({ text: word, negated: reach > 0 });
			reach = Math.max(0, reach - 1);
		}
	}
	return tokens.map((token, index) => (tokens[index + 1]?.text === "free" ? { ...token, negated: true } : token));
}

function cutChinese(run: string, known: ReadonlySet<string>): Token[] {
	const tokens: Token[] = [];
	let negated = false;
	for (let at = 0; at < run.length; ) {
		const word = longestAt(run, at, known);
		if (word === null) {
			at += 1;
			continue;
		}
		at += word.length;
		if (chineseNegators.includes(word)) negated = true;
		else {
			tokens.push({ text: word, negated });
			negated = false;
		}
	}
	return tokens;
}

function longestAt(run: string, at: number, known: ReadonlySet<string>): string | null {
	for (let length = Math.min(8, run.length - at); length > 0; length--) {
		const word = run.slice(at, at + length);
		if (known.has(word) || chineseGuards.includes(word) || chineseNegators.includes(word)) return word;
	}
	return null;
}
