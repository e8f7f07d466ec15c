import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { pixverseSettings } from "./settings.ts";

const page = readFileSync(new URL("../../../docs/engines/pixverse.md", import.meta.url), "utf8");

test("the page names every setting with its default, and no other", () => {
	const section = page.slice(page.indexOf("| setting |"), page.indexOf("**Set `idempotentStart`"));
	const rows = [...section.matchAll(/^\| `(\w+)` \|([^|]*)\|/gm)].map(([, name, value = ""]) => [name, value.trim()]);
	const least = { kind: "pixverse", baseUrl: "https://app-api.pixverse.ai/openapi/v2", key: "0123456789.abcdef" };
	const { kind: _, ...settings } = pixverseSettings.parse(least);
	const shown = Object.entries(settings).map(([name, value]) => {
		if (name in least) return [name, ""];
		if (Array.isArray(value)) return [name, "none"];
		return [name, typeof value === "number" ? String(value) : `\`${value}\``];
	});
	expect(Object.fromEntries(rows)).toEqual(Object.fromEntries(shown));
});
