import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import { z } from "zod";
import { CommandError } from "../exit.ts";

/** The first line of the list beside a backup: what the database was when it was copied. */
export const listHead = z.object({
	filmgateBackup: z.literal(1),
	madeAt: z.string(),
	database: z.object({ bytes: z.int(), sha256: z.string() }),
});

export type ListHead = z.infer<typeof listHead>;

/** One line for each blob; `bytes` is null for one that was gone when the backup was made. */
const blobLine = z.object({ sha256: z.string().regex(/^[0-9a-f]{64}$/), bytes: z.int().nullable() });

export type BlobLine = z.infer<typeof blobLine>;

/** Where a backup's list of films and uploads is: JSON, one value a line. */
export function listPathOf(file: string): string {
	return `${file}.blobs.jsonl`;
}

/** Reads a list from its first line on; whatever is no such list is said in a sentence. */
export async function openList(path: string): Promise<{ head: ListHead; blobs: AsyncGenerator<BlobLine> }> {
	const lines = createInterface({ input: createReadStream(path), crlfDelay: Infinity })[Symbol.asyncIterator]();
	const parse = <Value>(schema: z.ZodType<Value>, text: string): Value => {
		try {
			return schema.parse(JSON.parse(text));
		} catch {
			throw new CommandError(`${path} is damaged: it has the line ${text.slice(0, 80)}.`);
		}
	};
	const first = await lines.next();
	const head = parse(listHead, first.done === true ? "" : first.value);
	async function* blobs(): AsyncGenerator<BlobLine> {
		for await (const line of { [Symbol.asyncIterator]: () => lines }) yield parse(blobLine, line);
	}
	return { head, blobs: blobs() };
}
