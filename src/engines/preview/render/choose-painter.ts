import type { Operation } from "../../../core/order.ts";
import { alone, type Crew } from "../crew.ts";
import type { Painter } from "../painter.ts";
import type { RenderOrder } from "../render-order.ts";

type CreatePainter = (order: RenderOrder, crew: Crew) => Promise<Painter>;

/** Who paints which operation. Each is loaded when it is needed, by the thread that needs it. */
const PAINTERS: Partial<Record<Operation, () => Promise<CreatePainter>>> = {
	"text-to-video": async () => (await import("../scene/paint-prompt.ts")).paintPrompt,
	"image-to-video": async () => (await import("../picture/create-picture-painter.ts")).createPicturePainter,
	"first-last-frame": async () => (await import("../morph/create-morph-painter.ts")).createFirstLastPainter,
	"multi-frame": async () => (await import("../morph/create-morph-painter.ts")).createMultiFramePainter,
	"reference-to-video": async () => (await import("../fusion/create-fusion-painter.ts")).createFusionPainter,
	template: async () => (await import("../effects/create-template-painter.ts")).createTemplatePainter,
	"text-to-image": async () => (await import("../still/paint-still.ts")).paintStill,
	"image-template": async () => (await import("../still/paint-image-template.ts")).paintImageTemplate,
	"sound-effect": async () => (await import("../source/create-sound-effect-painter.ts")).createSoundEffectPainter,
	extend: async () => (await import("../source/create-extend-painter.ts")).createExtendPainter,
	"lip-sync": async () => (await import("../source/create-lip-sync-painter.ts")).createLipSyncPainter,
	"motion-control": async () => (await import("../source/create-motion-control-painter.ts")).createMotionControlPainter,
	modify: async () => (await import("../modify/create-modify-painter.ts")).createModifyPainter,
	swap: async () => (await import("../modify/create-swap-painter.ts")).createSwapPainter,
	restyle: async () => (await import("../restyle/create-restyle-painter.ts")).createRestylePainter,
	upscale: async () => (await import("../source/create-upscale-painter.ts")).createUpscalePainter,
};

/** What the renderer can draw. */
export const DRAWN_OPERATIONS = Object.keys(PAINTERS) as readonly Operation[];

/** The painter of an order. Throws for an operation that is not drawn. */
export async function choosePainter(order: RenderOrder, crew: Crew = alone): Promise<Painter> {
	const load = PAINTERS[order.operation];
	if (load === undefined) throw new Error(`The preview engine has no ${order.operation}.`);
	return (await load())(order, crew);
}
