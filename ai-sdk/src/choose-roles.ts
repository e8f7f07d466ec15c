import type { Experimental_VideoModelV4File as VideoFile, SharedV4Warning as Warning } from "@ai-sdk/provider";
import type { InputRole, Operation } from "@filmgate/sdk";

/** A file of the call, and what it is to the order. */
export interface RoledFile {
	role: InputRole;
	file: VideoFile;
}

/** The files that a call may have. */
export interface CallFiles {
	image: VideoFile | undefined;
	frameImages: readonly { image: VideoFile; frameType: "first_frame" | "last_frame" }[] | undefined;
	inputReferences: readonly VideoFile[] | undefined;
}

type Kind = "image" | "video" | "audio";

/** What references are to an operation, where it is not `reference` for pictures. */
const REFERENCE_ROLES: Partial<Record<Operation, Partial<Record<Kind, InputRole>>>> = {
	"multi-frame": { image: "frame" },
	extend: { video: "source" },
	modify: { video: "source" },
	restyle: { video: "source" },
	swap: { video: "source" },
	"sound-effect": { video: "source" },
	"lip-sync": { video: "source", audio: "audio" },
	upscale: { video: "source" },
	"motion-control": { video: "motion" },
};

/**
 * Gives every file of a call its role, and says which ones no role was found for. A film's first frame and references go
 * together only where an operation was named that takes both.
 */
export function chooseRoles(files: CallFiles, operation: Operation | undefined, warnings: Warning[]): RoledFile[] {
	const frames = (files.frameImages ?? []).map(({ image, frameType }): RoledFile => {
		return { role: frameType === "first_frame" ? "first-frame" : "last-frame", file: image };
	});
	const hasFirst = frames.some(({ role }) => role === "first-frame");
	if (files.image !== undefined && !hasFirst) frames.unshift({ role: "first-frame", file: files.image });
	const references = files.inputReferences ?? [];
	if (references.length > 0 && frames.length > 0 && operation === undefined) {
		warnings.push(unsupported("A film begins with a picture or is made of references; these were left out."));
		return frames;
	}
	return [...frames, ...references.flatMap((file) => roleOf(file, operation, warnings) ?? [])];
}

function roleOf(file: VideoFile, operation: Operation | undefined, warnings: Warning[]): RoledFile | null {
	const kind = kindOf(file);
	const roles: Partial<Record<Kind, InputRole>> = {
		image: "reference",
		...REFERENCE_ROLES[operation ?? "text-to-video"],
	};
	const role = roles[kind];
	if (role !== undefined) return { role, file };
	const advice = "providerOptions.filmgate.operation says what is to be done with it";
	const why = operation === undefined ? advice : `${operation} takes none`;
	warnings.push(unsupported(`A reference of the kind ${kind} was left out: ${why}.`));
	return null;
}

function unsupported(details: string): Warning {
	return { type: "unsupported", feature: "inputReferences", details };
}

/** What it says it is; where it says nothing, what its name looks like; a picture otherwise. */
function kindOf(file: VideoFile): Kind {
	const [, said] = /^(image|video|audio)\//.exec(file.mediaType ?? "") ?? [];
	if (said !== undefined) return said as Kind;
	const name = file.type === "url" ? file.url.replace(/[?#].*$/s, "") : "";
	if (/\.(mp4|m4v|mov|webm)$/i.test(name)) return "video";
	return /\.(mp3|wav|m4a|aac)$/i.test(name) ? "audio" : "image";
}
