import type { AspectRatio, InputRole, Resolution } from "@filmgate/sdk";
import type { Caller } from "../../core/account.ts";
import { FilmgateError, invalidField, missingField } from "../../core/errors.ts";
import { isStill, type Operation, type Order, type OrderInput } from "../../core/order.ts";
import { readScript } from "../../core/script.ts";
import type { Size } from "../../core/sizes.ts";
import type { Fields } from "./fields.ts";
import { checkInputs, type NamedInput, type TakenInput } from "./inputs.ts";
import { RULES } from "./models.ts";
import { type Need, OPERATION_RULES, operationOf, type Wish, WISHES } from "./operations.ts";
import { readSettings, readStretches } from "./settings.ts";
import { DEFAULT_ASPECT_RATIO, DEFAULT_RESOLUTION, enlarge, evenSize, readSize, shapeOf, sizeIn } from "./size.ts";

/** An order's fields as its operation understands them: what it makes nothing of is null. */
export interface Wishes {
	readonly operation: Operation;
	readonly fields: Fields;
}

/**
 * The operation that these fields ask for. Throws when they do not go together; to be called before media are taken in.
 * @param possible what the model's engines do
 */
export function readOperation(fields: Fields, inputs: readonly NamedInput[], possible: readonly Operation[]): Wishes {
	const roles = new Set(inputs.map(({ role }) => role));
	const operation = fields.operation ?? operationOf(roles);
	if (operation === null) throw missingField("operation", "its inputs fit several");
	if (!possible.includes(operation)) throw unsupported(operation, possible);
	checkInputs(operation, inputs);
	const { prompt, needs } = OPERATION_RULES[operation];
	if (prompt === "needed" && isBlank(fields.prompt)) throw missingField("prompt", `${operation} needs one`);
	for (const group of needs) checkNeed(operation, group, { fields, roles });
	if (fields.speech !== null && roles.has("audio")) throw conflict("speech", "audio says it already");
	for (const name of ["aspectRatio", "resolution"] as const) {
		if (fields.size !== null && fields[name] !== null) throw conflict(name, "size says it already");
	}
	const wishes = { operation, fields: onlyHeeded(operation, fields) };
	if (wishes.fields.stretches !== null) checkStretches(wishes.fields, inputs);
	return wishes;
}

/** The complete order. Everything was checked before, but for the length of what came in. */
export function buildOrder(
	{ operation, fields }: Wishes,
	given: { model: string; inputs: readonly TakenInput[]; caller: Caller; mintSeed: () => number },
): Order {
	const { model, inputs, caller } = given;
	const prompt = fields.prompt ?? "";
	const still = isStill(operation);
	const stretches = readStretches(operation, fields, inputs);
	const worked = inputs.find(({ role }) => role === "source" || role === "motion") ?? null;
	const draft = { operation, fields, inputs, worked, stretches };
	return {
		operation,
		model,
		prompt,
		negativePrompt: fields.negativePrompt,
		inputs: inputs.map(toOrderInput),
		seed: fields.seed ?? given.mintSeed(),
		...sizeOf(draft),
		seconds: secondsOf(draft),
		fps: still ? 0 : framesOf(draft),
		sound: still ? false : (fields.sound ?? true),
		mark: fields.mark ?? caller.mark,
		settings: { ...readSettings(operation, fields), stretches, sourceTask: worked?.task ?? null },
		script: caller.mode === "test" ? readScript(prompt) : null,
	};
}

interface Draft extends Wishes {
	readonly inputs: readonly TakenInput[];
	/** The film that is worked on. */
	readonly worked: TakenInput | null;
	readonly stretches: Order["settings"]["stretches"];
}

/** A film's length as orders count it. */
export function wholeSeconds({ medium }: Pick<OrderInput, "medium">): number {
	return Math.max(1, Math.round(medium.seconds ?? 0));
}

function secondsOf({ operation, fields, worked, stretches }: Draft): number {
	const asked = fields.seconds ?? RULES.seconds.default;
	const source = worked === null ? 0 : wholeSeconds(worked);
	switch (OPERATION_RULES[operation].length) {
		case "asked":
			return asked;
		case "source":
			return source;
		case "added": {
			const room = RULES.maxSeconds - source;
			if (asked <= room) return source + asked;
			throw invalidField("seconds", `${room} at most: the source lasts ${source}, a film ${RULES.maxSeconds} seconds`);
		}
		case "stretches":
			return (stretches ?? []).reduce((sum, { seconds }) => sum + seconds, 0);
		case "none":
			return 0;
	}
}

function framesOf({ fields, worked }: Draft): number {
	const { min, max, default: usual } = RULES.fps;
	return Math.min(max, Math.max(min, Math.round(fields.fps ?? worked?.fps ?? usual)));
}

function sizeOf({ operation, fields, inputs, worked }: Draft): Size {
	const asked = fields.size === null ? null : readSize(fields.size);
	if (asked !== null) return asked;
	const { shape } = OPERATION_RULES[operation];
	const resolution: Resolution | null = fields.resolution;
	if (shape === "asked") {
		return sizeIn(resolution ?? DEFAULT_RESOLUTION, wantedShape(fields.aspectRatio, pictureOf(inputs)));
	}
	const source = shapeOf(worked) ?? wantedShape(null, null);
	if (resolution !== null) return sizeIn(resolution, source);
	return shape === "larger" ? enlarge(source) : evenSize(source);
}

const PICTURES: readonly InputRole[] = ["first-frame", "frame"];

function pictureOf(inputs: readonly TakenInput[]): Size | null {
	return shapeOf(inputs.find(({ role }) => PICTURES.includes(role)) ?? null);
}

function wantedShape(aspectRatio: AspectRatio | null, picture: Size | null): Size {
	const [width, height] = (aspectRatio ?? DEFAULT_ASPECT_RATIO).split(":").map(Number) as [number, number];
	return aspectRatio === null && picture !== null ? picture : { width, height };
}

function toOrderInput({ role, medium, name }: TakenInput): OrderInput {
	return { role, medium, ...(name === undefined ? {} : { name }) };
}

function onlyHeeded(operation: Operation, fields: Fields): Fields {
	const { heeds } = OPERATION_RULES[operation];
	const unheeded = WISHES.filter((wish) => !heeds.includes(wish)).map((wish) => [wish, null]);
	return { ...fields, ...Object.fromEntries(unheeded) };
}

function checkNeed(
	operation: Operation,
	group: readonly Need[],
	{ fields, roles }: { readonly fields: Fields; readonly roles: ReadonlySet<InputRole> },
): void {
	const isThere = (need: Need) => {
		if (need === "prompt") return !isBlank(fields.prompt);
		return need in fields ? fields[need as Wish] !== null : roles.has(need as InputRole);
	};
	if (group.some(isThere)) return;
	const [first = "prompt"] = group;
	throw missingField(first in fields ? first : "inputs", `${operation} needs ${group.join(" or ")}`);
}

function checkStretches({ stretches }: Fields, inputs: readonly NamedInput[]): void {
	const wanted = inputs.filter(({ role }) => role === "frame").length - 1;
	if (stretches?.length !== wanted) throw invalidField("stretches", `${wanted}, one fewer than there are frames`);
}

function isBlank(text: string | null): boolean {
	return text === null || text.trim() === "";
}

function unsupported(operation: Operation, possible: readonly Operation[]): FilmgateError {
	const allowed = possible.join(", ");
	const message = `No engine of this model does ${operation}: allowed is ${allowed}.`;
	return new FilmgateError("unsupported_operation", message, { field: "operation", allowed });
}

function conflict(field: string, reason: string): FilmgateError {
	return new FilmgateError("conflicting_fields", `${field} cannot be sent here: ${reason}.`, { field });
}
