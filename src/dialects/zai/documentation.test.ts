import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { MICROS_PER_DOLLAR } from "../../core/money.ts";
import { ZAI_MODEL_NAMES, ZAI_MODELS } from "../../wire/zai/models.ts";
import { ZAI_PRICES } from "../../wire/zai/prices.ts";

const page = readFileSync(new URL("../../../docs/dialects/zai.md", import.meta.url), "utf8");

const rowOf = (name: string) =>
	page.split("\n").find((line) => line.startsWith("|") && line.includes(`\`${name}\``)) ?? "";

test.each(ZAI_MODEL_NAMES)("the page's row for %s says what the table of rules says", (name) => {
	const { modes, size, duration, film, fps } = ZAI_MODELS[name];
	const row = rowOf(name);
	if (!modes.includes("text") && !modes.includes("image")) {
		expect(row).toContain("not served yet");
		return;
	}
	const [, , , sizes, seconds, frames, , price] = row.split("|").map((cell) => cell.trim());
	expect(sizes).toBe(name === "cogvideox-flash" ? "as cogvideox-2" : size.allowed.join(", "));
	expect(seconds).toBe((duration?.allowed ?? [film.seconds]).join(", "));
	expect(frames).toBe((fps?.allowed ?? [film.fps]).join(", "));
	expect(Number.parseFloat(price ?? "")).toBe(ZAI_PRICES[name] / MICROS_PER_DOLLAR);
});
