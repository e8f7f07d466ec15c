import { expect, test } from "vitest";
import { languageOf } from "./language.ts";

test.each([
	[undefined, "en"],
	["", "en"],
	["en-US,en", "en"],
	["zh-CN", "zh"],
	["zh", "zh"],
	["ZH-cn,zh;q=0.9,en;q=0.8", "zh"],
	["en;q=0.8, zh;q=0.9", "zh"],
	["fr-FR,fr", "en"],
	["fr,zh;q=0.5", "zh"],
	["zh;q=0", "en"],
	["zh;q=x,en;q=0.1", "en"],
	["*", "en"],
])("Accept-Language %j asks for %s", (header, language) => {
	expect(languageOf({ "accept-language": header })).toBe(language);
});
