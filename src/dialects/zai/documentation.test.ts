import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { MICROS_PER_DOLLAR } from "../../core/money.ts";
import { ZAI_IMAGE_MODEL_NAMES, ZAI_IMAGE_MODELS, type ZaiImageModelName } from "../../wire/zai/image-models.ts";
import { ZAI_MODEL_NAMES, ZAI_MODELS, type ZaiMode, type ZaiModelName } from "../../wire/zai/models.ts";
import { ZAI_PLANS } from "../../wire/zai/plans.ts";
import { ZAI_IMAGE_PRICES, ZAI_OWN_PRICES, ZAI_PRICES } from "../../wire/zai/prices.ts";

const page = readFileSync(new URL("../../../docs/dialects/zai.md", import.meta.url), "utf8");

const MADE_FROM: Readonly<Record<ZaiMode, string>> = {
	text: "text",
	image: "one image",
	"first-last-frame": "first and last frame",
	references: "1 to 3 references",
};

function filmRow(name: ZaiModelName): string {
	const rules = ZAI_MODELS[name];
	const { modes, size, duration, fps, film } = rules;
	const fields = {
		quality: rules.quality,
		style: rules.style,
		aspect_ratio: rules.aspectRatio,
		movement_amplitude: rules.movementAmplitude,
		with_audio: rules.withAudio,
		watermark_enabled: rules.watermarkEnabled,
	};
	return rowOf([
		`\`${name}\``,
		modes.map((mode) => MADE_FROM[mode]).join(", "),
		size.allowed.join(", "),
		(duration?.allowed ?? [film.seconds]).join(", "),
		(fps?.allowed ?? [film.fps]).join(", "),
		Object.entries(fields)
			.filter(([, belongs]) => belongs)
			.map(([field]) => `\`${field}\``)
			.join(", "),
		priceOf(name, ZAI_PRICES[name]),
	]);
}

function imageRow(name: ZaiImageModelName): string {
	const { quality, size, asynchronous } = ZAI_IMAGE_MODELS[name];
	return rowOf([
		`\`${name}\``,
		`${size.minSide} to ${size.maxSide}`,
		String(size.step),
		String(size.maxPixels),
		size.otherwise,
		quality.allowed.map((word) => (word === quality.otherwise ? `**${word}**` : word)).join(", "),
		asynchronous === null ? "no" : `yes, ${asynchronous.quality.allowed.join(", ")} only`,
		priceOf(name, ZAI_IMAGE_PRICES[name]),
	]);
}

function priceOf(name: ZaiModelName | ZaiImageModelName, price: number): string {
	return `${price / MICROS_PER_DOLLAR}${ZAI_OWN_PRICES.includes(name) ? " (our choice)" : ""}`;
}

function rowOf(cells: readonly string[]): string {
	return `| ${cells.join(" | ")} |`;
}

const tableOf = (heading: string) => {
	const section = page.split(/^## /m).find((text) => text.startsWith(heading)) ?? "";
	return section.split("\n").filter((line) => line.startsWith("| `"));
};

test("the page's table of films is the table of rules", () => {
	expect(tableOf("`POST /videos/generations`")).toEqual(ZAI_MODEL_NAMES.map(filmRow));
});

test("the page's table of images is the table of rules", () => {
	expect(tableOf("`POST /images/generations`")).toEqual(ZAI_IMAGE_MODEL_NAMES.map(imageRow));
});

test("the page's table of plans is the table of plans", () => {
	const rows = Object.entries(ZAI_PLANS).map(([name, limits]) => {
		const said = Object.entries(limits).map(([model, most]) => `\`${model}\` ${most}`);
		return rowOf([`\`${name}\``, said.join(", ")]);
	});
	expect(tableOf("Limits and plans")).toEqual(rows);
});
