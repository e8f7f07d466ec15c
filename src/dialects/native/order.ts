import type { AspectRatio, Resolution } from "@filmgate/sdk";
import type { Caller } from "../../core/account.ts";
import { FilmgateError, missingField } from "../../core/errors.ts";
import type { Medium } from "../../core/medium.ts";
import { NO_SETTINGS, type Operation, type Order } from "../../core/order.ts";
import { readScript } from "../../core/script.ts";
import type { Size } from "../../core/sizes.ts";
import type { Fields } from "./fields.ts";
import { ASPECT_RATIOS, DEFAULT_ASPECT_RATIO, DEFAULT_RESOLUTION, readSize, sizeIn } from "./size.ts";

/** The operation that these fields ask for. Throws when they do not go together; to be called before media are taken in. */
export function readOperation(fields: Fields): Operation {
	const operation = fields.operation ?? (fields.image === null ? "text-to-video" : "image-to-video");
	const { operations } = fields.rules;
	if (!operations.includes(operation)) {
		const allowed = operations.join(", ");
		const message = `${fields.model} does not do ${operation}: allowed is ${allowed}.`;
		throw new FilmgateError("unsupported_operation", message, { field: "operation", allowed });
	}
	if (operation === "image-to-video" && fields.image === null)
		throw missingField("image", "image-to-video begins with one");
	if (operation === "text-to-video") {
		if (fields.image !== null) throw conflict("image", "text-to-video takes no image");
		if (fields.prompt === null || fields.prompt.trim() === "") throw missingField("prompt", "text-to-video needs one");
	}
	for (const name of ["aspectRatio", "resolution"] as const) {
		if (fields.size !== null && fields[name] !== null) throw conflict(name, "size says it already");
	}
	return operation;
}

/** The complete order. Everything was checked before; `image` is what came in for the field of that name. */
export function buildOrder(
	fields: Fields,
	given: { operation: Operation; image: Medium | null; caller: Caller; mintSeed: () => number },
): Order {
	const { operation, image, caller } = given;
	const prompt = fields.prompt ?? "";
	return {
		operation,
		model: fields.model,
		prompt,
		negativePrompt: fields.negativePrompt,
		inputs: image === null ? [] : [{ role: "first-frame", medium: image }],
		seed: fields.seed ?? given.mintSeed(),
		...sizeOf(fields, image),
		seconds: fields.seconds ?? fields.rules.seconds.default,
		fps: fields.fps ?? fields.rules.fps.default,
		sound: fields.sound ?? true,
		mark: fields.mark ?? caller.mark,
		settings: {
			...NO_SETTINGS,
			style: fields.style,
			quality: fields.resolution,
			aspectRatio: fields.aspectRatio,
			camera: fields.camera,
			movement: fields.movement,
		},
		script: caller.mode === "test" ? readScript(prompt) : null,
	};
}

function sizeOf(fields: Fields, image: Medium | null): Size {
	const size = fields.size === null ? null : readSize(fields.size, fields.rules);
	const resolution: Resolution = fields.resolution ?? DEFAULT_RESOLUTION;
	return size ?? sizeIn(resolution, shapeOf(fields.aspectRatio, image));
}

function shapeOf(aspectRatio: AspectRatio | null, image: Medium | null): Size {
	if (aspectRatio === null && image?.width != null && image.height !== null) {
		return { width: image.width, height: image.height };
	}
	return ASPECT_RATIOS[aspectRatio ?? DEFAULT_ASPECT_RATIO];
}

function conflict(field: string, reason: string): FilmgateError {
	return new FilmgateError("conflicting_fields", `${field} cannot be sent here: ${reason}.`, { field });
}
