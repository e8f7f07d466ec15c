import { FilmgateError } from "../core/errors.ts";

const DISK = new Set(["ENOSPC", "EDQUOT", "EIO", "EROFS", "ENODEV", "ESTALE", "EMFILE", "ENFILE"]);

/** An error of the disk as one that passes and may be told to a client; any other as it is. */
export function asDiskError(error: unknown): unknown {
	if (!DISK.has((error as NodeJS.ErrnoException | null)?.code ?? "")) return error;
	const message = "The server cannot store any more bytes at present.";
	return new FilmgateError("busy", message, { retryAfterMs: 10_000, cause: error });
}
