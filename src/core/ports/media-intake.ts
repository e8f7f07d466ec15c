import type { Medium } from "../medium.ts";

/** What a field accepts. Everything is checked on the bytes, not on what the client says of them. */
export interface MediumLimits {
	/** The field's name as the client spells it, for messages. */
	readonly field: string;
	/** `recording`: a film or a sound, whichever it turns out to be; `any`: a picture as well. */
	readonly kind: "image" | "video" | "audio" | "recording" | "any";
	/** MIME types as sniffed. */
	readonly formats: readonly string[];
	readonly maxBytes: number;
	/** Longest side, pixels. */
	readonly maxSide?: number;
	readonly minSide?: number;
	/** Width times height; at most, and unless told, 50 million. */
	readonly maxPixels?: number;
	/** Width by height must lie inside. */
	readonly ratio?: { readonly min: number; readonly max: number };
	/** Of a film or sound, at most; what ends within half a second of it is as long. */
	readonly maxSeconds?: number;
	readonly signal?: AbortSignal;
}

/**
 * Turns what a client sent into a stored, sniffed and measured medium, or refuses it with an error that names the field
 * and what it allows. A refused medium leaves nothing behind.
 */
export interface MediaIntake {
	fromStream(bytes: AsyncIterable<Uint8Array>, limits: MediumLimits): Promise<Medium>;
	/** A link, a data URL or bare base64, told apart by its beginning. */
	fromText(text: string, limits: MediumLimits): Promise<Medium>;
	/** An http or https link; nothing else. */
	fromLink(link: string, limits: MediumLimits): Promise<Medium>;
}
