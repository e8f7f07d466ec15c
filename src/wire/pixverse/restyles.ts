/** The vendor's restyle effects; `style` is the word that an order carries. */
export interface RestyleEffect {
	readonly restyle_id: number;
	readonly name: string;
	readonly style: string;
}

export const RESTYLE_EFFECTS: readonly RestyleEffect[] = [
	{ restyle_id: 322_878_269_109_312, name: "Simpson", style: "simpson" },
	{ restyle_id: 322_878_431_548_480, name: "Barbie", style: "barbie" },
	{ restyle_id: 322_876_019_426_368, name: "Ghibli Animation", style: "ghibli" },
	{ restyle_id: 322_672_481_023_040, name: "Felted Art", style: "felt" },
	{ restyle_id: 322_672_400_604_224, name: "Origami", style: "origami" },
	{ restyle_id: 322_671_914_669_120, name: "Ukiyo-e", style: "ukiyo_e" },
	{ restyle_id: 322_671_808_648_256, name: "Cyberpunk", style: "cyberpunk" },
	{ restyle_id: 322_671_712_341_056, name: "Clay", style: "clay" },
	{ restyle_id: 322_004_588_858_240, name: "Baroque", style: "baroque" },
	{ restyle_id: 322_004_186_061_696, name: "Van Gogh", style: "van_gogh" },
	{ restyle_id: 322_670_291_158_080, name: "Animal World", style: "animal_world" },
];
