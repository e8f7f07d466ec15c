import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { FilmgateError, missingField } from "../../core/errors.ts";
import { inChinese } from "./chinese.ts";
import { translateAllowed, translateReason } from "./chinese-phrases.ts";

/** Where a picture, or a link to one, is refused. */
const SOURCES = ["medium-text", "measure-picture", "picture-structure", "sniff", "fetch", "pinned-request"];
const REASON =
	/(?:unreadable\(|refused\(|FilmgateError\("(?:link_refused|link_failed|medium_unreadable)",)\s*(?:"([^"]+)"|`([^`]+)`)/g;

test.each(SOURCES)("every reason that media/%s.ts gives has Chinese words", (name) => {
	const source = readFileSync(new URL(`../../media/${name}.ts`, import.meta.url), "utf8");
	const reasons = [...source.matchAll(REASON)].map(([, plain, template]) =>
		(plain ?? template ?? "").replaceAll(/\$\{[^}]*\}/g, "10"),
	);
	expect(reasons).not.toEqual([]);
	for (const reason of reasons) expect(translateReason(reason), reason).toMatch(/\p{Script=Han}/u);
});

test("a reason stands behind what it is the reason of; without Chinese words there is none", () => {
	const refusal = (said: string) =>
		new FilmgateError("medium_unreadable", `image_url[1] cannot be used: ${said}.`, { field: "image_url[1]" });
	expect(inChinese(refusal("the picture cannot be decoded"))).toBe("无法读取 image_url[1] 的内容：图片无法解码");
	expect(inChinese(refusal("something new"))).toBe("无法读取 image_url[1] 的内容");
});

test("a blank image says in Chinese what belongs there", () => {
	expect(inChinese(missingField("image_url", "a link, a data URL or base64"))).toBe(
		"缺少参数 image_url：链接、data URL 或 base64 文本",
	);
	expect(translateAllowed("5, 10")).toBe("5, 10");
});
