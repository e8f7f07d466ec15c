import type { Film } from "../../core/film.ts";
import type { Medium, Upload } from "../../core/medium.ts";
import type { FoundRegions, MadePicture } from "../../core/ports/picture-maker.ts";
import type { Task } from "../../core/task.ts";
import type { Ask } from "./ask.ts";
import type { MaskNote } from "./find-mask.ts";

/** The pictures of one mask selection, in the archive. */
export interface Kept {
	/** The frame, then its masks. */
	readonly films: readonly Omit<Film, "id">[];
	/** The masks as clients name them. */
	readonly masks: readonly Upload[];
	/** Takes the masks away again. */
	forget(): Promise<void>;
}

const MOST_BYTES = 100_000_000;
const UPLOADS_AT_ONCE = 100;

/** All of them or, where that fails, none. */
export async function keepMasks(ask: Ask, found: FoundRegions, note: MaskNote): Promise<Kept> {
	const { request, services } = ask;
	const masks: Upload[] = [];
	const forget = async () => {
		for (const { id } of masks) await services.tasks.deleteUpload(request.caller, id);
	};
	try {
		const pictures: Medium[] = [await keep(ask, found.keyframe)];
		for (const { name, picture } of found.masks) {
			const medium = await keep(ask, picture);
			pictures.push(medium);
			masks.push(await services.tasks.addUpload(request.caller, medium, { purpose: "mask", name, note: { ...note } }));
		}
		return { films: pictures.map(asFilm), masks, forget };
	} catch (thrown) {
		await forget();
		throw thrown;
	}
}

/** The masks that were kept for a mask selection, and for no other one of the same frame. */
export async function masksOf({ request, services }: Ask, task: Task): Promise<readonly Upload[]> {
	const wanted = task.films.length - 1;
	const found: Upload[] = [];
	let before = task.id;
	while (found.length < wanted) {
		const page = { purpose: "mask", before, limit: UPLOADS_AT_ONCE } as const;
		const uploads = await services.tasks.listUploads(request.caller, page);
		found.push(...uploads.filter(({ note }) => note.selection === task.order.seed));
		const last = uploads.at(-1);
		if (last === undefined) break;
		before = last.id;
	}
	return found.slice(0, wanted).reverse();
}

async function keep({ request, services }: Ask, { bytes, mime }: MadePicture): Promise<Medium> {
	const limits = { field: "keyframe_id", kind: "image", formats: [mime], maxBytes: MOST_BYTES } as const;
	return await services.media.fromStream(inOnePiece(bytes), { ...limits, signal: request.signal });
}

async function* inOnePiece(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
	yield bytes;
}

function asFilm({ sha256, mime, bytes, width, height }: Medium): Omit<Film, "id"> {
	return { kind: "image", sha256, mime, bytes, width, height, seconds: null, fps: null, hasSound: false, cover: null };
}
