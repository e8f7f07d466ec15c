import type { RenderOrder } from "../render-order.ts";
import { readScene } from "../scene/read-prompt.ts";
import type { StyleName } from "../scene/scene.ts";
import type { CreateFilter } from "./filter.ts";
import { animalWorld } from "./filters/animal-world.ts";
import { baroque } from "./filters/baroque.ts";
import { barbie, comic, ghibli, simpson, sketch, watercolor } from "./filters/cartoons.ts";
import { clay } from "./filters/clay.ts";
import { cyberpunk } from "./filters/cyberpunk.ts";
import { felt } from "./filters/felt.ts";
import { origami } from "./filters/origami.ts";
import { noir, pixelArt, vintage } from "./filters/plain-grades.ts";
import { ukiyoE } from "./filters/ukiyo-e.ts";
import { vanGogh } from "./filters/van-gogh.ts";

export interface ChosenFilter {
	readonly create: CreateFilter;
	/** Pixels on the longer side at which it works; the rest is scaled. */
	readonly longSide: number;
	/** Frames a second of what is made by hand; null for the film's own. */
	readonly fps: number | null;
}

const drawn = { longSide: 768, fps: null };
const smeared = { longSide: 576, fps: 12 };
const handmade = { longSide: 640, fps: 12 };

/** The styles that a wire lists, by its words. */
export const RESTYLES: Readonly<Record<string, ChosenFilter>> = {
	simpson: { create: simpson, ...drawn },
	barbie: { create: barbie, ...drawn },
	ghibli: { create: ghibli, ...drawn },
	felt: { create: felt, ...handmade },
	origami: { create: origami, longSide: 640, fps: null },
	ukiyo_e: { create: ukiyoE, ...drawn },
	cyberpunk: { create: cyberpunk, ...drawn },
	clay: { create: clay, ...handmade },
	baroque: { create: baroque, ...drawn },
	van_gogh: { create: vanGogh, ...smeared },
	animal_world: { create: animalWorld, ...smeared },
};

/** What prompts call the same styles, and some more; the first that is found counts. */
const spoken: readonly (readonly [RegExp, ChosenFilter])[] = [
	[/simpson|yellow cartoon|辛普森/iu, RESTYLES.simpson!],
	[/barbie|pink|doll|芭比|粉色/iu, RESTYLES.barbie!],
	[/ghibli|miyazaki|anime|吉卜力|宫崎骏|动漫/iu, RESTYLES.ghibli!],
	[/felt|wool|yarn|knit|毛毡|羊毛/iu, RESTYLES.felt!],
	[/origami|folded paper|low poly|折纸/iu, RESTYLES.origami!],
	[/ukiyo|woodblock|woodcut|hokusai|japanese print|浮世绘/iu, RESTYLES.ukiyo_e!],
	[/van gogh|starry night|post-?impression|梵高/iu, RESTYLES.van_gogh!],
	[/baroque|rembrandt|caravaggio|old master|renaissance|巴洛克|伦勃朗/iu, RESTYLES.baroque!],
	[/animal|fur|plush|leopard|动物|毛茸茸/iu, RESTYLES.animal_world!],
];

const byScene: Readonly<Record<StyleName, ChosenFilter>> = {
	natural: RESTYLES.ghibli!,
	anime: RESTYLES.ghibli!,
	"3d": RESTYLES.clay!,
	clay: RESTYLES.clay!,
	comic: { create: comic, ...drawn },
	cyberpunk: RESTYLES.cyberpunk!,
	watercolor: { create: watercolor, ...drawn },
	oil: RESTYLES.van_gogh!,
	sketch: { create: sketch, ...drawn },
	noir: { create: noir, ...drawn },
	pixel: { create: pixelArt, longSide: 176, fps: null },
	vintage: { create: vintage, ...drawn },
};

/** The style that the order's word names, else its prompt; an anime for a prompt that names none. */
export function chooseFilter(order: RenderOrder): ChosenFilter {
	const word = order.look.style?.toLowerCase().replaceAll("-", "_") ?? null;
	return (word === null ? undefined : RESTYLES[word]) ?? spokenFilter(order) ?? byScene[readScene(order).style];
}

/** The filter that a prompt names outright; null when it names none. */
export function spokenFilter({ prompt }: Pick<RenderOrder, "prompt">): ChosenFilter | null {
	return spoken.find(([words]) => words.test(prompt))?.[1] ?? null;
}
