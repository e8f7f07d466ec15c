import { missingField } from "../../core/errors.ts";
import type { Medium } from "../../core/medium.ts";
import type { MediumLimits } from "../../core/ports/media-intake.ts";
import type { Ask } from "./ask.ts";
import { wrongType } from "./fields.ts";

/** What an upload's form may hold. */
export interface UploadForm {
	/** The part with the file, and the field with a link to it. */
	readonly file: string;
	readonly link: string;
	/** A field that narrows what is taken; none if left out. */
	readonly hint?: string;
	/** Throws when the hint is wrong. */
	limits(hint: string): Omit<MediumLimits, "field">;
}

/**
 * A file or a link to one, as multipart, urlencoded or JSON. An empty file beside a link is no file; a file wins over a
 * link. A hint has to come before its file.
 */
export async function receiveFile(ask: Ask, form: UploadForm): Promise<Medium> {
	const { file, link, hint } = await readForm(ask, form);
	if (file !== null) return file;
	if (link === "") throw missingField(form.file, `a file, or a link in ${form.link}`);
	return await ask.services.media.fromLink(link, {
		...form.limits(hint),
		field: form.link,
		signal: ask.request.signal,
	});
}

interface Received {
	readonly file: Medium | null;
	readonly link: string;
	readonly hint: string;
}

/** Reads to the end before anything is believed: a form that breaks off leaves no upload. */
async function readForm({ request, services: { media } }: Ask, form: UploadForm): Promise<Received> {
	let file: Medium | null = null;
	let link = "";
	let hint = "";
	for await (const part of request.form()) {
		if (part.kind === "field") {
			if (part.name === form.link) link = part.value.trim();
			else if (part.name === form.hint) hint = part.value.trim();
			else if (part.name === form.file && part.value !== "") throw wrongType(form.file, "a file");
			continue;
		}
		const wanted = part.name === form.file && file === null;
		const bytes = wanted ? await unlessEmpty(part.bytes) : part.bytes;
		const limits = { field: form.file, signal: request.signal };
		if (wanted && bytes !== null) file = await media.fromStream(bytes, { ...form.limits(hint), ...limits });
		else if (bytes !== null) await skip(bytes);
	}
	return { file, link, hint };
}

/** The same bytes, or null when there are none. */
async function unlessEmpty(bytes: AsyncIterable<Uint8Array>): Promise<AsyncIterable<Uint8Array> | null> {
	const rest = bytes[Symbol.asyncIterator]();
	let first = await rest.next();
	while (first.done !== true && first.value.length === 0) first = await rest.next();
	return first.done === true ? null : startingWith(first.value, rest);
}

async function* startingWith(first: Uint8Array, rest: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
	try {
		yield first;
		for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value;
	} finally {
		await rest.return?.();
	}
}

async function skip(bytes: AsyncIterable<Uint8Array>): Promise<void> {
	for await (const _ of bytes);
}
