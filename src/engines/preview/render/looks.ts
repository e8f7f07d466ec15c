import type { FoundRegions, MadePicture, SheetWish, ThumbnailWish } from "../../../core/ports/picture-maker.ts";
import type { Size } from "../../../core/sizes.ts";
import type { ConvertedVideo, ConvertWish } from "../convert/convert-video.ts";
import { probePicture } from "./probe-picture.ts";

/** What the render process looks at for others, beside the films that it makes: a file, and what is asked of it. */
interface Looks {
	"picture-size": { readonly wish: object; readonly answer: Size };
	"converted-film": { readonly wish: ConvertWish; readonly answer: ConvertedVideo };
	"film-size": { readonly wish: object; readonly answer: Size };
	regions: { readonly wish: { readonly keyframe: number }; readonly answer: FoundRegions };
	sheet: { readonly wish: SheetWish; readonly answer: MadePicture };
	picture: { readonly wish: ThumbnailWish; readonly answer: MadePicture };
}

type Kind = keyof Looks;
export type LookOf<K extends Kind> = Looks[K]["wish"] & { readonly path: string };
export type Look = { [K in Kind]: LookOf<K> & { readonly kind: K } }[Kind];
export type AnswerTo<K extends Kind> = Looks[K]["answer"];
export type Answer = AnswerTo<Kind>;

/** Takes a look. What it needs is loaded then: most servers are asked for few of these. */
export async function take(look: Look): Promise<Answer> {
	if (look.kind === "picture-size") return probePicture(look.path);
	if (look.kind === "film-size") return (await import("../source/probe-film.ts")).probeFilm(look.path);
	if (look.kind === "converted-film") return (await import("../convert/convert-video.ts")).convertVideo(look);
	if (look.kind === "regions") return (await import("../source/find-regions.ts")).findRegions(look);
	if (look.kind === "sheet") return (await import("../source/make-sheet.ts")).makeSheet(look);
	return (await import("./encode-picture.ts")).encodePicture(look);
}
