import type { Size } from "../../core/sizes.ts";
import type { Warning } from "../../core/task.ts";
import { REFUSED_FIELDS, SORA_MODELS, type SoraRules } from "../../wire/openai/models.ts";
import { invalidField } from "../../core/errors.ts";
import type { Fields } from "./fields.ts";
import { readModel } from "./read-model.ts";
import { readOpenFields } from "./read-open-fields.ts";
import { readPrompt } from "./read-prompt.ts";
import { uncarried, unknownTo } from "./unheeded.ts";

/** What a body asks for, once every field in it was checked. Pictures and characters have not been looked up yet. */
export interface Wish extends FilmWish {
	readonly model: string;
	readonly prompt: string;
	/** Whether a picture has to have the film's very size. */
	readonly exactPicture: boolean;
	readonly warnings: readonly Warning[];
}

export interface FilmWish {
	readonly negativePrompt: string | null;
	readonly seed: number | null;
	/** Null when it is to follow the picture. */
	readonly size: Size | null;
	readonly seconds: number;
	readonly fps: number;
	readonly sound: boolean;
	readonly steps: number | null;
	readonly guidance: number | null;
}

/** @param served the models beside the vendor's own. */
export function readWish(fields: Fields, served: readonly string[]): Wish {
	const model = readModel(fields, served);
	const prompt = readPrompt(fields);
	const refused = REFUSED_FIELDS.find((name) => fields.has(name));
	if (refused !== undefined)
		throw invalidField(refused, "nothing here: videos go to /videos/edits and /videos/extensions");
	const sora = SORA_MODELS.get(model);
	const { film, warnings } =
		sora === undefined
			? readOpenFields(fields)
			: { film: readSoraFields(fields, sora), warnings: unknownTo(model, fields) };
	return {
		model,
		prompt,
		exactPicture: sora !== undefined,
		...film,
		warnings: [...warnings, ...uncarried(fields)],
	};
}

function readSoraFields(fields: Fields, { sizes, seconds, fps }: SoraRules): FilmWish {
	const [width = 0, height = 0] = (fields.oneOf("size", sizes) ?? sizes[0] ?? "").split("x").map(Number);
	return {
		negativePrompt: null,
		seed: null,
		size: { width, height },
		seconds: Number(fields.oneOf("seconds", seconds) ?? seconds[0]),
		fps,
		sound: true,
		steps: null,
		guidance: null,
	};
}
