/** What a Range header asks of a representation of known size. `start` and `end` are byte positions, both included. */
export type ByteRange =
	| { readonly kind: "whole" }
	| { readonly kind: "part"; readonly start: number; readonly end: number }
	| { readonly kind: "unsatisfiable" };

const WHOLE: ByteRange = { kind: "whole" };
const RANGE = /^bytes[ \t]*=[ \t]*(.+)$/i;
const SPEC = /^(\d*)-(\d*)$/;

/**
 * Reads a Range header (RFC 9110, section 14). Another unit and bad syntax are ignored, as the RFC asks; several
 * ranges are answered with the whole, as it allows. Only a well-formed single range that lies past the end, and a suffix
 * of no bytes, is unsatisfiable.
 */
export function parseRange(header: string | null | undefined, size: number): ByteRange {
	const specs = (RANGE.exec(header?.trim() ?? "")?.[1] ?? "").split(",").map((spec) => spec.trim());
	const wanted = specs.filter((spec) => spec !== "");
	if (wanted.length !== 1) return WHOLE;
	const match = SPEC.exec(wanted[0] ?? "");
	const [first, last] = [match?.[1] ?? "", match?.[2] ?? ""];
	if (first === "" && last === "") return WHOLE;
	if (first === "") return suffix(Number(last), size);

	const start = Number(first);
	const end = last === "" ? size - 1 : Number(last);
	if (last !== "" && end < start) return WHOLE;
	if (start >= size) return { kind: "unsatisfiable" };
	return { kind: "part", start, end: Math.min(end, size - 1) };
}

function suffix(length: number, size: number): ByteRange {
	if (length === 0 || size === 0) return { kind: "unsatisfiable" };
	return { kind: "part", start: Math.max(0, size - length), end: size - 1 };
}
