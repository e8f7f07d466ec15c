import type { ZaiImageModelName } from "./image-models.ts";
import type { ZaiModelName } from "./models.ts";

/**
 * The vendor's price of one video, micro-dollars; neither length nor size nor sound changes it. cogvideox-2 is sold in
 * yuan only (0.5, half of cogvideox-3) and put at half of cogvideox-3's dollars here; cogvideox-flash is free.
 */
export const ZAI_PRICES: Readonly<Record<ZaiModelName, number>> = {
	"cogvideox-3": 200_000,
	"cogvideox-2": 100_000,
	"cogvideox-flash": 0,
	"viduq1-text": 400_000,
	"viduq1-image": 400_000,
	"viduq1-start-end": 400_000,
	"vidu2-image": 200_000,
	"vidu2-start-end": 200_000,
	"vidu2-reference": 400_000,
};

/** Of one image, micro-dollars; neither size nor quality changes it. cogview-3-flash, which docs.z.ai does not sell, is free as on BigModel. */
export const ZAI_IMAGE_PRICES: Readonly<Record<ZaiImageModelName, number>> = {
	"glm-image": 15_000,
	"cogview-4-250304": 10_000,
	"cogview-4": 10_000,
	"cogview-3-flash": 0,
};

/** Prices above that the vendor does not name in dollars: our choices, and marked as such in the documentation. */
export const ZAI_OWN_PRICES: readonly (ZaiModelName | ZaiImageModelName)[] = [
	"cogvideox-2",
	"cogvideox-flash",
	"cogview-3-flash",
];
