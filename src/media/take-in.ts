import { createReadStream } from "node:fs";
import { rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Clock } from "../core/clock.ts";
import { missingField } from "../core/errors.ts";
import type { Medium } from "../core/medium.ts";
import type { BlobStore, StoredBlob } from "../core/ports/blob-store.ts";
import type { MediaIntake, MediumLimits } from "../core/ports/media-intake.ts";
import type { GuardedFetch } from "./fetch.ts";
import { measurePicture, measureRecording } from "./measure.ts";
import { kindOf, soundTypeOf } from "./media-types.ts";
import { checkFormat, checkLength, checkSize, inField } from "./medium-rules.ts";
import { readMediumText } from "./medium-text.ts";
import { sniff } from "./sniff.ts";
import { withSpooled } from "./spool.ts";
import { prepareTemporaryFolder } from "./stale-files.ts";

export interface MediaIntakeOptions {
	readonly blobs: BlobStore;
	readonly fetch: GuardedFetch;
	readonly clock: Clock;
	/** Where media wait until they were looked at; default: a folder in the system's temporary one. */
	readonly folder?: string;
	/** Really decodes it, after everything else was found right; a FilmgateError refuses the medium. */
	readonly verify?: (path: string, medium: Measured) => Promise<void>;
	/**
	 * Makes a medium that nobody here can work on into one that is stored in its place: a file of its own, taken away
	 * afterwards. Null when it is good as it is; a FilmgateError refuses it. Ends with the signal, whose client is gone.
	 */
	readonly convert?: (path: string, medium: Measured, signal?: AbortSignal) => Promise<string | null>;
}

export type Measured = Pick<Medium, "mime" | "width" | "height" | "seconds">;

/**
 * The one way in for a client's picture, video or sound: capped while it flows, sniffed, measured before anything is
 * decoded, stored. A medium that breaks a rule rejects with `medium_format_refused`, `medium_too_large`,
 * `medium_dimensions_refused`, `medium_unreadable`, `link_refused` or `link_failed`, each with the field and what it
 * allows, and never reaches the blob store. Blank text is `missing_field`.
 */
export function createMediaIntake(options: MediaIntakeOptions): MediaIntake {
	const { blobs, fetch, clock, verify, convert } = options;
	const folder = options.folder ?? join(tmpdir(), "filmgate-incoming");
	prepareTemporaryFolder(folder, clock.now());

	// A refused medium could not be taken out of the store again: by then somebody else may have put the same bytes.
	const takeIn = (bytes: AsyncIterable<Uint8Array>, rules: MediumLimits): Promise<Medium> =>
		withSpooled(bytes, { folder, maxBytes: rules.maxBytes, signal: rules.signal }, async (path) => {
			const measured = await measure(path, rules);
			await verify?.(path, measured);
			const converted = (await convert?.(path, measured, rules.signal)) ?? null;
			if (converted === null) return { ...(await store(path, capOf(rules))), ...measured };
			try {
				const maxBytes = (await stat(converted)).size; // Ours, whatever the client may send.
				return { ...(await store(converted, { ...capOf(rules), maxBytes })), ...(await measureConverted(converted)) };
			} finally {
				await rm(converted, { force: true });
			}
		});

	const store = async (path: string, cap: ReturnType<typeof capOf>): Promise<StoredBlob> => {
		const file = createReadStream(path);
		try {
			return await blobs.put(file, cap);
		} finally {
			file.destroy();
		}
	};

	const follow = async (link: string, rules: MediumLimits): Promise<AsyncIterable<Uint8Array>> =>
		(await fetch(link, capOf(rules))).body;

	const open = async (text: string, rules: MediumLimits): Promise<AsyncIterable<Uint8Array>> => {
		if (!/\S/.test(text)) throw missingField(rules.field, "a link, a data URL or base64");
		const medium = readMediumText(text);
		return medium.kind === "bytes" ? medium.bytes : await follow(medium.link, rules);
	};

	const inWordsOf = async (rules: MediumLimits, take: () => Promise<Medium>): Promise<Medium> => {
		try {
			return await take();
		} catch (error) {
			throw inField(error, rules);
		}
	};

	return {
		fromStream: (bytes, rules) => inWordsOf(rules, () => takeIn(bytes, rules)),
		fromText: (text, rules) => inWordsOf(rules, async () => takeIn(await open(text, rules), rules)),
		fromLink: (link, rules) => inWordsOf(rules, async () => takeIn(await follow(link, rules), rules)),
	};
}

function capOf({ maxBytes, signal }: MediumLimits): { maxBytes: number; signal?: AbortSignal } {
	return signal === undefined ? { maxBytes } : { maxBytes, signal };
}

async function measureConverted(path: string): Promise<Measured> {
	const mime = (await sniff(path)) ?? "";
	const { picture, seconds } = await measureRecording(path);
	return { mime, width: picture?.width ?? null, height: picture?.height ?? null, seconds };
}

async function measure(path: string, rules: MediumLimits): Promise<Measured> {
	const sniffed = await sniff(path);
	const mime = sniffed ?? "";
	const asSound = soundTypeOf(mime);
	// Where sound is asked for, a container must be opened before it is known whether it is a film or a sound.
	if (asSound === mime || !rules.formats.includes(asSound)) checkFormat(sniffed, rules);
	if (kindOf(mime) === "image") {
		const { width, height } = await measurePicture(path);
		checkSize(width, height, rules);
		return { mime, width, height, seconds: null };
	}

	const { picture, seconds } = await measureRecording(path);
	if (picture === null) {
		checkFormat(asSound, rules);
		checkLength(seconds, rules);
		return { mime: asSound, width: null, height: null, seconds };
	}
	checkFormat(mime, rules);
	checkLength(seconds, rules);
	if (kindOf(mime) === "audio") return { mime, width: null, height: null, seconds };
	checkSize(picture.width, picture.height, rules);
	return { mime, width: picture.width, height: picture.height, seconds };
}
