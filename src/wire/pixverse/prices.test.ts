import { describe, expect, it } from "vitest";
import { durationsOf, MODELS, type Model, QUALITIES, type Quality } from "./models.ts";
import { type Quote, quoteCredits } from "./prices.ts";

function quote(model: Model, quality: Quality, seconds: number, extra: Partial<Quote> = {}): Quote {
	const plain = { fast: false, audio: false, multiClip: false, soundEffect: false, lipSync: false };
	return { model, quality, seconds, ...plain, ...extra };
}

describe("quoteCredits", () => {
	it.each<[string, Quote, number]>([
		["v3.5 540p 5 s", quote("v3.5", "540p", 5), 45],
		["v4 720p 5 s fast", quote("v4", "720p", 5, { fast: true }), 120],
		["v4.5 360p 8 s", quote("v4.5", "360p", 8), 90],
		["v4.5 1080p 5 s", quote("v4.5", "1080p", 5), 120],
		["v5 1080p 8 s", quote("v5", "1080p", 8), 240],
		["v5.5 540p 5 s, audio", quote("v5.5", "540p", 5, { audio: true }), 55],
		["v5.5 720p 8 s, multi", quote("v5.5", "720p", 8, { multiClip: true }), 150],
		["v5.5 720p 10 s, multi and audio", quote("v5.5", "720p", 10, { audio: true, multiClip: true }), 172],
		["v5.6 360p 5 s", quote("v5.6", "360p", 5), 35],
		["v5.6 540p 5 s, audio", quote("v5.6", "540p", 5, { audio: true }), 90],
		["v5.6 1080p 8 s, audio", quote("v5.6", "1080p", 8, { audio: true }), 195],
		["v6 360p 1 s", quote("v6", "360p", 1), 5],
		["v6 1080p 15 s, audio", quote("v6", "1080p", 15, { audio: true }), 345],
		["v6 540p 5 s, multi", quote("v6", "540p", 5, { multiClip: true }), 35],
		["c1 720p 5 s, as recorded live", quote("c1", "720p", 5), 50],
		["c1 540p 5 s, audio", quote("c1", "540p", 5, { audio: true }), 50],
		["v5 540p 5 s with a sound effect", quote("v5", "540p", 5, { soundEffect: true }), 55],
		["v5 540p 8 s with lip sync", quote("v5", "540p", 8, { lipSync: true }), 122],
	])("asks the printed price for %s", (_name, asked, credits) => {
		expect(quoteCredits(asked)).toBe(credits);
	});

	it("has a price for everything that a model offers", () => {
		for (const model of Object.keys(MODELS) as Model[]) {
			for (const quality of Object.keys(QUALITIES) as Quality[]) {
				for (const seconds of durationsOf(model, quality)) {
					for (const audio of [false, true]) {
						expect(quoteCredits(quote(model, quality, seconds, { audio }))).toBeGreaterThan(0);
					}
				}
			}
		}
	});

	it("has none for what no model offers", () => {
		expect(() => quoteCredits(quote("v5.5", "1080p", 10))).toThrow(RangeError);
	});
});
