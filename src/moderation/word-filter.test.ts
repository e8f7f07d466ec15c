import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { createEnglishWords } from "./english-words.ts";
import { createWordFilter } from "./word-filter.ts";

function prompts(name: string): readonly string[] {
	const text = readFileSync(new URL(`fixtures/${name}-prompts.txt`, import.meta.url), "utf8");
	return text.trim().split("\n");
}

describe("the embedded English words, as docs/moderation.md counts them", () => {
	const find = createWordFilter({ english: createEnglishWords(), refuse: [], allow: [] });

	test("false alarms: three of 313 ordinary prompts", () => {
		const ordinary = prompts("ordinary");
		expect(ordinary).toHaveLength(313);
		expect(ordinary.flatMap((prompt) => (find(prompt) === null ? [] : [prompt]))).toEqual([
			"The town of Fucking in Austria, old postcard",
			"The slut walk of 2011, protesters with signs in Toronto",
			"Hentai is a word on a neon sign in Akihabara",
		]);
	});

	test("true alarms: 45 of 60 unwanted prompts", () => {
		const unwanted = prompts("unwanted");
		expect(unwanted).toHaveLength(60);
		expect(unwanted.filter((prompt) => find(prompt) !== null)).toHaveLength(45);
	});

	test.each(["p0rn", "ＦＵＣＫ", "𝓯𝓾𝓬𝓴", "fuсk with a Cyrillic c", "fuuuuck", "fu\u00ADck", "fu\u200Bck"])(
		"sees through %s",
		(prompt) => {
			expect(find(prompt)).not.toBeNull();
		},
	);

	test.each(["porn ", "fuck ", "anal ", "a", "(@$!1", "ﷺ"])(
		"the longest prompt, full of %j, does not outlast the test's own time limit",
		(piece) => {
			find(piece.repeat(5_000 / piece.length));
		},
	);
});

test("without lists and words nothing is refused", () => {
	const find = createWordFilter({ english: null, refuse: [], allow: [] });
	expect([...prompts("unwanted"), ...prompts("ordinary")].filter((prompt) => find(prompt) !== null)).toEqual([]);
});

describe("the operator's own words", () => {
	test.each<[string, string, boolean]>([
		["tank", "a tank rolls by", true],
		["tank", "A TANK, rolling", true],
		["tank", "“tank”", true],
		["tank", "tank's tracks", true],
		["tank", "thanks, tankers", false],
		["tank", "a think-tank", true],
		["tank", "4tank", false],
		["tank", "ta\u200Dnk", true],
		["ｔａｎｋ", "tank", true],
		["red flag", "a red   flag", true],
		["red flag", "a red-flag", true],
		["red_flag", "a red\nflag", true],
		["red flag", "a red flagpole", false],
		["café", "un cafe\u0301 noir", true],
		["café", "cafeteria", false],
		["straße", "auf der Straße", true],
		["straße", "Straßenbahn", false],
		["πόλεμος", "Ο ΠΌΛΕΜΟΣ", true],
		["война", "ВОЙНА и мир", true],
		["война", "войнах", false],
		["حرب", "مشهد حرب قديمة", true],
		["色情", "一段色情视频", true],
		["色情", "特色情景", true],
		["色情", "彩色的感情", false],
		["さくら", "夜のさくらまつり", true],
		["ラーメン", "ラーメン屋", true],
		["전쟁", "전쟁을 그린 장면", true],
		["สงคราม", "ภาพสงครามเก่า", true],
		["sex", "看sex片", true],
		["𠮷", "𠮷野家", true],
		["a𠮷", "ba𠮷", false],
		["𝐚𝐛", "x𝐚𝐛", false],
		["🔫", "give him a🔫now", true],
		["x", "x", true],
		["x", "xx", false],
	])("%s in “%s”: %s", (phrase, prompt, isFound) => {
		const find = createWordFilter({ english: null, refuse: [phrase], allow: [] });
		expect(find(prompt) !== null).toBe(isFound);
	});

	test("an allowed phrase pardons the refused words within it, and no others", () => {
		const find = createWordFilter({
			english: null,
			refuse: ["dick", "van"],
			allow: ["Moby Dick", "Dick van Dyke", "moby dick swims"],
		});
		expect(find("Moby Dick surfaces; Dick van Dyke dances; moby dick swims")).toBeNull();
		expect(find("Moby Dick and dick")).toBe("dick");
		expect(find("a van")).toBe("van");
	});

	test("they pardon embedded words too", () => {
		const find = createWordFilter({ english: createEnglishWords(), refuse: [], allow: ["slut walk"] });
		expect(find("The slut walk of 2011")).toBeNull();
		expect(find("The slut walks")).toBe("slut");
	});

	test("a list of tens of thousands, for and against", () => {
		const refuse = Array.from({ length: 50_000 }, (_, index) => `${(index * 7_919).toString(36)}x`);
		const find = createWordFilter({ english: null, refuse, allow: refuse });
		expect(find("a cat plays ".repeat(416))).toBeNull();
		expect(find(`${refuse[49_999]} `.repeat(900))).toBeNull();
	});
});
