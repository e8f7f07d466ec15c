import type { RenderInput, RenderOrder } from "../render-order.ts";

/** How somebody moves about; `stand` where the prompt does not say. */
export type Motion = "stand" | "walk" | "dance" | "jump" | "fly" | "swim";

/** One reference's part in a film, as the prompt speaks of it. */
export interface Role {
	readonly input: RenderInput;
	readonly motion: Motion;
	/** -1 left, 1 right, 0 wherever there is room. */
	readonly side: -1 | 0 | 1;
	/** Times as large as the others. */
	readonly size: number;
	/** Whether it belongs into the air. */
	readonly aloft: boolean;
}

export interface Cast {
	/** In the order in which the prompt speaks of them; whom it does not mention comes last. */
	readonly roles: readonly Role[];
	/** The prompt without their names, which say nothing of the place. */
	readonly prompt: string;
}

const motionWords: readonly (readonly [Motion, RegExp])[] = [
	["fly", /\b(fly|flies|flying|float|floats|floating|hover|hovering|soar|soaring|glid(e|es|ing))\b|飞|飘/u],
	["swim", /\b(swim|swims|swimming|surf|surfing|sail|sails|sailing)\b|游/u],
	["dance", /\b(danc(e|es|ing)|sway|sways|swaying|spin|spinning|play|plays|playing)\b|舞|玩/u],
	["jump", /\b(jump|jumps|jumping|hop|hops|hopping|leap|leaps|leaping|bounc(e|es|ing))\b|跳/u],
	[
		"walk",
		/\b(walk|walks|walking|run|runs|running|stroll|strolling|march|marching|chas(e|es|ing)|stride|strides)\b|走|跑/u,
	],
];
const aloft = /\b(in the (sky|air)|above|overhead|among the (clouds|stars))\b|天上|空中/u;
const left = /\b(left)\b|左/u;
const right = /\b(right)\b|右/u;
const large = /\b(giant|huge|enormous|gigantic|big)\b|巨/u;
const small = /\b(tiny|small|little|miniature)\b|小/u;

/** Reads who plays in an order's film, and how. A name counts as `@name`; what follows it, up to the next name, is about it. */
export function readCast(order: Pick<RenderOrder, "prompt">, inputs: readonly RenderInput[]): Cast {
	const places = placesOf(order.prompt, inputs);
	const found = inputs.map((input, index) => ({ input, at: places[index] as number }));
	const mentioned = found.filter(({ at }) => at >= 0).sort((one, other) => one.at - other.at);
	const rest = found.filter(({ at }) => at < 0);
	const roles = mentioned.map(({ input, at }, index) => {
		const after = at + (input.name?.length ?? 0) + 1;
		const until = mentioned[index + 1]?.at ?? order.prompt.length;
		const before = order.prompt.slice(Math.max(index === 0 ? 0 : (mentioned[index - 1]?.at ?? 0), at - 24), at);
		return roleOf(input, { about: order.prompt.slice(after, until), adjective: lastWords(before) });
	});
	const prompt = mentioned.reduceRight((text, { input, at }) => {
		return `${text.slice(0, at)}${text.slice(at + (input.name?.length ?? 0) + 1)}`;
	}, order.prompt);
	return { roles: [...roles, ...rest.map(({ input }) => roleOf(input, { about: "", adjective: "" }))], prompt };
}

/** Where the prompt first says each `@name`; -1 where it does not. A name that begins another's yields to it. */
function placesOf(prompt: string, inputs: readonly RenderInput[]): number[] {
	const taken = new Set<number>();
	const places: number[] = new Array(inputs.length).fill(-1);
	const names = inputs.map(({ name }, index) => ({ name: name ?? "", index }));
	for (const { name, index } of names.sort((one, other) => other.name.length - one.name.length)) {
		const at = name === "" ? -1 : mentionOf(prompt, name, taken);
		taken.add(at);
		places[index] = at;
	}
	return places;
}

function mentionOf(prompt: string, name: string, taken: ReadonlySet<number>): number {
	const text = prompt.toLowerCase();
	const wanted = `@${name.toLowerCase()}`;
	for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) {
		if (!taken.has(at) && !/[\p{Script=Latin}\p{N}_]/u.test(text.charAt(at + wanted.length))) return at;
	}
	return -1;
}

function lastWords(text: string): string {
	return text.toLowerCase().split(/\s+/u).filter(Boolean).slice(-2).join(" ");
}

function roleOf(input: RenderInput, said: { about: string; adjective: string }): Role {
	const about = said.about.toLowerCase();
	const motion = motionWords.find(([, words]) => words.test(about))?.[0] ?? "stand";
	const size = large.test(said.adjective) ? 1.35 : small.test(said.adjective) ? 0.62 : 1;
	const side = left.test(about) ? -1 : right.test(about) ? 1 : 0;
	return { input, motion, side, size, aloft: motion === "fly" || aloft.test(about) };
}
