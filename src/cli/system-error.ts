const REASONS: Readonly<Record<string, string>> = {
	EACCES: "permission is denied",
	EPERM: "permission is denied",
	ENOENT: "there is no such file or folder",
	EISDIR: "it is a folder",
	ENOTDIR: "a file is in the way",
	EEXIST: "a file is in the way",
	ENOSPC: "the disk is full",
	EROFS: "it lies on a read-only disk",
	EADDRINUSE: "it is taken",
	EADDRNOTAVAIL: "this machine does not have it",
	ENOTFOUND: "no such name is known",
};

/** What the operating system said, in words; null for an error that it did not raise. */
export function systemReason(error: unknown): string | null {
	const { code, syscall } = error as NodeJS.ErrnoException;
	if (typeof code !== "string" || typeof syscall !== "string") return null;
	return REASONS[code] ?? code;
}
