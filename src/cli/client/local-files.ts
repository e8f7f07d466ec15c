import { mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, extname, join, relative } from "node:path";
import { CommandError, EXIT } from "../exit.ts";
import { systemReason } from "../system-error.ts";

/** A picture as the Z.AI wire takes it. The server looks at the bytes; their name says nothing. */
export function readPicture(path: string): string {
	try {
		return `data:application/octet-stream;base64,${readFileSync(path).toString("base64")}`;
	} catch (error) {
		throw new CommandError(`--image ${path} cannot be read: ${systemReason(error) ?? error}.`, EXIT.usage);
	}
}

/** Where a film and its cover go. */
export interface Place {
	write(id: string, files: { readonly film: Buffer; readonly cover: Buffer }): { film: string; cover: string };
}

/** Makes the folder at once, so that a place that cannot be used is known before anybody renders. */
export function openPlace(out: string | undefined): Place {
	const isFile = out !== undefined && extname(out) !== "" && !isFolder(out);
	if (isFile && extname(out) !== ".mp4") {
		throw new CommandError(`--out ${out} must end in .mp4, or be a folder.`, EXIT.usage);
	}
	const folder = out === undefined ? "." : isFile ? dirname(out) : out;
	try {
		mkdirSync(folder, { recursive: true });
	} catch (error) {
		throw new CommandError(`--out ${out} cannot be written: ${systemReason(error) ?? error}.`, EXIT.usage);
	}
	return {
		write(id, files) {
			const film = isFile ? out : join(folder, `${id}.mp4`);
			const cover = `${film.slice(0, -".mp4".length)}.jpg`;
			writeFileSync(film, files.film);
			writeFileSync(cover, files.cover);
			return { film, cover };
		},
	};
}

/** A path as somebody in the present folder would write it. */
export function shownPath(path: string): string {
	const short = relative(process.cwd(), path);
	return short.startsWith("..") ? path : `./${short}`;
}

function isFolder(path: string): boolean {
	return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
