import { LOW_QUALITIES } from "../../../wire/pixverse/calls.ts";
import {
	durationsOf,
	hasFeature,
	MODEL_NAMES,
	type Model,
	QUALITIES,
	type Quality,
} from "../../../wire/pixverse/models.ts";
import {
	IMAGE_TEMPLATE_CREDITS,
	MASK_CREDITS,
	OPERATION_CREDITS as PRICES,
	OUR_PRICES,
	type PricedOperation,
} from "../../../wire/pixverse/operation-prices.ts";
import { type Quote, quoteCredits } from "../../../wire/pixverse/prices.ts";
import { table } from "./table.ts";

const HEAD = `## Prices

Credits. With a model: text, image, template, transition, extend and fusion, by the seconds that are made. A sound effect and
speech in one film cost the additions of both. Without a model: by started seconds of the film that is worked on.
`;

/** What each call costs, as it would be quoted. */
export function renderPrices(): string {
	const qualities = Object.keys(QUALITIES) as Quality[];
	const clips = MODEL_NAMES.flatMap((model) => qualities.map((quality) => clipRow(model, quality)));
	const head = ["model", "quality", ...VARIANTS.map(({ name }) => name)];
	return `${HEAD}\n${table(head, clips)}\n${table(["call", "credits", ""], OPERATIONS.map(operationRow))}`;
}

interface Variant {
	readonly name: string;
	readonly wish: Partial<Quote>;
	isOffered(model: Model, quality: Quality): boolean;
}

const BOTH = { audio: true, multiClip: true };

const VARIANTS: readonly Variant[] = [
	{ name: "plain", wish: {}, isOffered: () => true },
	{
		name: "fast motion",
		wish: { fast: true },
		isOffered: (model, quality) => hasFeature(model, "fast-motion") && quality !== "1080p",
	},
	{ name: "with sound", wish: { audio: true }, isOffered: (model) => hasFeature(model, "native-audio") },
	{ name: "several clips", wish: { multiClip: true }, isOffered: (model) => hasFeature(model, "multi-clip") },
	{ name: "both", wish: BOTH, isOffered: (model) => hasFeature(model, "multi-clip") },
	{ name: "sound effect", wish: { soundEffect: true }, isOffered: (model) => hasFeature(model, "inline-sound") },
	{ name: "speech", wish: { lipSync: true }, isOffered: (model) => hasFeature(model, "inline-sound") },
];

function clipRow(model: Model, quality: Quality): readonly string[] {
	return [model, quality, ...VARIANTS.map((variant) => clipPrice(model, quality, variant))];
}

function clipPrice(model: Model, quality: Quality, { wish, isOffered }: Variant): string {
	if (!isOffered(model, quality)) return "";
	const lengths = durationsOf(model, quality).filter((seconds) => wish.fast !== true || seconds === 5);
	const plain = { fast: false, audio: false, multiClip: false, soundEffect: false, lipSync: false };
	const prices = lengths.map((seconds) => quoteCredits({ model, quality, seconds, ...plain, ...wish }));
	const [first = 0] = prices;
	if (lengths[0] === 1 && prices.every((price, index) => price === first * (index + 1))) return `${first} a second`;
	return lengths.map((seconds, index) => `${seconds} s: ${prices[index]}`).join(", ");
}

const byQuality = (price: (quality: Quality, seconds: number) => number) =>
	`${LOW_QUALITIES.map((quality) => `${quality}: ${price(quality, 1)}`).join(", ")} a second`;

const WHOLE = 30;
const OPERATIONS: readonly (readonly [name: PricedOperation, credits: string])[] = [
	["modify", byQuality(PRICES.modify)],
	["swap", byQuality(PRICES.swap)],
	["mimic", byQuality(PRICES.mimic)],
	["restyle", `${PRICES.restyle(1)} a second`],
	["upscale", `${PRICES.upscale(1)} a second`],
	["soundEffect", `${PRICES.soundEffect(1)} a second`],
	["ownAudio", `${PRICES.ownAudio(1)} a second of the sound`],
	["speech", `${PRICES.speech("é".repeat(7))} for every 15 bytes of the words`],
	[
		"multiTransition",
		(Object.keys(QUALITIES) as Quality[])
			.map((quality) => {
				const [second, least] = [
					PRICES.multiTransition(quality, WHOLE, false) / WHOLE,
					PRICES.multiTransition(quality, 1, false),
				];
				return `${quality}: ${second} a second, at least ${least}`;
			})
			.join("; "),
	],
	["mask", `${MASK_CREDITS} a call`],
	["imageTemplate", `${IMAGE_TEMPLATE_CREDITS} a picture`],
];

const NAMES: Readonly<Record<PricedOperation, string>> = {
	modify: "modify",
	swap: "swap",
	mimic: "mimic",
	restyle: "restyle",
	upscale: "upscale",
	soundEffect: "sound effect",
	ownAudio: "lip sync, own audio",
	speech: "lip sync, words",
	multiTransition: "multi-transition; fast motion doubles",
	mask: "mask selection",
	imageTemplate: "image template",
};

function operationRow([name, credits]: (typeof OPERATIONS)[number]): readonly string[] {
	return [NAMES[name], credits, OUR_PRICES.has(name) ? "ours" : "as printed"];
}
