import type { InputRole, OrderInput as SentInput } from "@filmgate/sdk";
import { FilmgateError, invalidField, missingField } from "../../core/errors.ts";
import type { Id } from "../../core/ids.ts";
import type { Medium } from "../../core/medium.ts";
import type { Operation, OrderInput } from "../../core/order.ts";
import type { DialectRequest, DialectServices } from "../dialect.ts";
import { checkMedium } from "./check-medium.ts";
import type { Fields } from "./fields.ts";
import { MEDIA, ROLE_KINDS } from "./models.ts";
import { OPERATION_RULES } from "./operations.ts";
import { parseTaskId, parseUploadId } from "./task-id.ts";

/** An input as its order names it, before anything was looked up or fetched. */
export interface NamedInput {
	/** Where it stands in the order. */
	readonly field: string;
	readonly role: InputRole;
	readonly from: SentInput["from"];
	readonly name: string | null;
}

/** An input that came in, with what is known of the film that it may be. */
export interface TakenInput extends OrderInput {
	/** The task that made it; null when none of ours did. */
	readonly task: Id | null;
	readonly fps: number | null;
}

/** Every input of an order; the short field `image` is the first. */
export function nameInputs({ image, inputs }: Pick<Fields, "image" | "inputs">): readonly NamedInput[] {
	const short = image === null ? [] : [{ field: "image", role: "first-frame" as const, from: image, name: null }];
	const long = (inputs ?? []).map(({ role, from, name = null }, index) => ({
		field: `inputs[${index}]`,
		role,
		from,
		name,
	}));
	return [...short, ...long];
}

/** Throws unless these are the inputs that the operation takes. To be called before media are taken in. */
export function checkInputs(operation: Operation, inputs: readonly NamedInput[]): void {
	const counts = OPERATION_RULES[operation].inputs;
	for (const { field, role } of inputs) {
		if (counts[role] === undefined) throw conflict(field, `${operation} takes no ${role}`);
	}
	for (const [role, { min, max }] of Object.entries(counts)) {
		const present = inputs.filter((input) => input.role === role);
		const wanted = min === max ? String(min) : `${min} to ${max}`;
		if (present.length < min) {
			const field = role === "first-frame" && operation === "image-to-video" ? "image" : "inputs";
			throw missingField(field, `${operation} takes ${wanted} of the role ${role}`);
		}
		const extra = present[max];
		if (extra !== undefined) throw conflict(extra.field, `${operation} takes ${wanted} of the role ${role}`);
	}
	checkNames(inputs);
}

function checkNames(inputs: readonly NamedInput[]): void {
	const names = new Set<string>();
	for (const { field, role, name } of inputs) {
		if (name === null) continue;
		if (role !== "reference" && role !== "background") throw conflict(`${field}.name`, `a ${role} has no name`);
		if (names.has(name)) throw conflict(`${field}.name`, "another input has this name");
		names.add(name);
	}
}

/** Brings every input in: first what is here already, so that nothing is fetched for an order that names what is not. */
export async function takeInputs(
	inputs: readonly NamedInput[],
	request: DialectRequest,
	services: DialectServices,
): Promise<readonly TakenInput[]> {
	const taken = new Map<NamedInput, TakenInput>();
	const late = (input: NamedInput) => typeof input.from === "string";
	for (const input of [...inputs.filter((each) => !late(each)), ...inputs.filter(late)]) {
		const { role, name } = input;
		const found = await take(input, request, services);
		taken.set(input, { role, ...found, ...(name === null ? {} : { name }) });
	}
	return inputs.map((input) => taken.get(input) as TakenInput);
}

type Found = Pick<TakenInput, "medium" | "task" | "fps">;

async function take(input: NamedInput, request: DialectRequest, services: DialectServices): Promise<Found> {
	const { from, role } = input;
	const rules = MEDIA[ROLE_KINDS[role]];
	const field = input.field === "image" ? "image" : `${input.field}.from`;
	if (typeof from !== "string" && "task" in from) {
		const found = await findFilm(from.task, { field, kind: rules.kind }, { request, services });
		checkMedium(found.medium, rules, field);
		return found;
	}
	const medium =
		typeof from === "string"
			? await services.media.fromText(from, { ...rules, field, signal: request.signal })
			: await findUpload(from.upload, field, { request, services });
	if (typeof from !== "string") checkMedium(medium, rules, field);
	return { medium, task: null, fps: null };
}

interface Asking {
	readonly request: DialectRequest;
	readonly services: DialectServices;
}

async function findUpload(text: string, field: string, { request, services }: Asking): Promise<Medium> {
	const id = parseUploadId(text);
	if (id === null) throw invalidField(`${field}.upload`, "upload_ and up to 16 digits");
	return (await services.tasks.findUpload(request.caller, id, { field: `${field}.upload` })).medium;
}

async function findFilm(
	text: string,
	{ field, kind }: { readonly field: string; readonly kind: string },
	{ request, services }: Asking,
): Promise<Found> {
	const id = parseTaskId(text);
	if (id === null) throw invalidField(`${field}.task`, "task_ and up to 16 digits");
	const find = kind === "image" ? services.tasks.findPicture : services.tasks.findFilm;
	const { task, film, medium } = await find(request.caller, id, `${field}.task`);
	return { medium, task: task.id, fps: film.fps };
}

function conflict(field: string, reason: string): FilmgateError {
	return new FilmgateError("conflicting_fields", `${field} cannot be sent here: ${reason}.`, { field });
}
