type Phrase = readonly [english: RegExp, chinese: string];

/** What this dialect, and the intake of media, say that a field allows; lists of values need no translation. */
const ALLOWED: readonly Phrase[] = [
	[/^a string of at most (\d+) characters$/, "不超过 $1 个字符的字符串"],
	[/^a string of (\d+) to (\d+) characters$/, "$1 至 $2 个字符的字符串"],
	[/^one link, data URL or base64 text, alone or in an array$/, "一个链接、data URL 或 base64 文本，可放在数组中"],
	[
		/^an array of two links, data URLs or base64 texts, the first and the last frame$/,
		"由首帧和尾帧组成的数组，每项为链接、data URL 或 base64 文本",
	],
	[
		/^one to three links, data URLs or base64 texts in an array$/,
		"由一至三项组成的数组，每项为链接、data URL 或 base64 文本",
	],
	[/^a first frame of ([\d.]+) to ([\d.]+) times the pixels of the last one$/, "首帧像素数为尾帧的 $1 至 $2 倍"],
	[/^prompt or image_url is needed$/, "prompt 与 image_url 至少一个"],
	[/^such as (\w+)$/, "例如 $1"],
	[/^multiples of (\d+)$/, "边长为 $1 的倍数"],
	[/^sides of (\d+) to (\d+) pixels$/, "边长 $1 至 $2 像素"],
	[/^sides of (\d+) pixels or more$/, "边长不少于 $1 像素"],
	[/^sides of (\d+) pixels or less$/, "边长不超过 $1 像素"],
	[/^(\d+) pixels in all or less$/, "总像素不超过 $1"],
	[/^width to height from ([\d.]+) to ([\d.]+)$/, "宽高比 $1 至 $2"],
	[/^up to (\d+ \w+)$/, "不超过 $1"],
	[/^at most (\d+) bytes$/, "不超过 $1 字节"],
	[/^a link, a data URL or base64$/, "链接、data URL 或 base64 文本"],
];

/** What the intake of media says against a picture, and against a link to one. */
const REASONS: readonly Phrase[] = [
	[/^a data URL must be base64$/, "data URL 必须为 base64"],
	[/^it is neither a link, nor a data URL, nor base64$/, "既不是链接，也不是 data URL 或 base64"],
	[/^the file is broken$/, "文件已损坏"],
	[/^the picture has no header that can be read$/, "无法读取图片文件头"],
	[/^the picture has no size$/, "图片没有尺寸"],
	[/^the (PNG|JPEG|WebP) picture is cut short( or broken)?$/, "$1 图片不完整或已损坏"],
	[/^the picture cannot be decoded$/, "图片无法解码"],
	[/^only http and https links are fetched$/, "仅支持 http 和 https 链接"],
	[/^the link is not well formed$/, "链接格式不正确"],
	[/^a link must not carry a user name or password$/, "链接不得包含用户名或密码"],
	[/^the link does not lead to a public address$/, "链接未指向公网地址"],
	[/^the link took longer than ([\d.]+) s$/, "下载超过 $1 秒"],
	[/^the link answered with status (\d+)$/, "链接返回状态码 $1"],
	[/^the link answered in an unknown encoding$/, "链接返回了未知的编码"],
	[/^the link was redirected more than (\d+) times$/, "重定向超过 $1 次"],
	[/^the link broke off$/, "下载中断"],
	[/^the link has expired$/, "链接已过期"],
	[/^what the link opened was deleted$/, "链接指向的内容已被删除"],
	[/^the link's host could not be reached$/, "无法连接链接的主机"],
	[/^the link's host is not known$/, "找不到链接的主机"],
];

const NEEDS = /^(\S+) needs (.*)$/;

/** The whole, or else what it is made of. */
export function translateAllowed(allowed: string): string {
	const [, model, what] = NEEDS.exec(allowed) ?? [];
	if (model !== undefined && what !== undefined) return `${model} 需要${translateAllowed(what)}`;
	return (
		translate(allowed, ALLOWED) ??
		(allowed.includes("; or ") ? translateParts(allowed, "; or ", "；或") : translateParts(allowed, ", ", ", "))
	);
}

function translateParts(allowed: string, separator: string, joint: string): string {
	return allowed
		.split(separator)
		.map((part) => translate(part, ALLOWED) ?? part)
		.join(joint);
}

/** Null for words that are not known: better no reason than one in another language. */
export function translateReason(reason: string): string | null {
	return translate(reason, REASONS);
}

function translate(text: string, phrases: readonly Phrase[]): string | null {
	for (const [phrase, translation] of phrases) {
		if (phrase.test(text)) return text.replace(phrase, translation);
	}
	return null;
}
