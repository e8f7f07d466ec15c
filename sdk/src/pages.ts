import type { Transport } from "./transport.ts";
import type { Page } from "./wire.ts";

export interface CallOptions {
	signal?: AbortSignal | undefined;
}

export interface PageOptions extends CallOptions {
	/** How many at once, 1 to 100. Default: 20. */
	limit?: number | undefined;
	/** `nextCursor` of the page before. */
	cursor?: string | undefined;
}

/** Which list is read, how much of it, and from where. */
interface Listing extends PageOptions {
	path: string;
	/** Which of its items; what is undefined is left out. */
	filter?: Readonly<Record<string, string | readonly string[] | undefined>>;
}

export async function readPage<Item>(transport: Transport, listing: Listing): Promise<Page<Item>> {
	const { path, filter = {}, limit, cursor, signal } = listing;
	const query = { limit: limit?.toString(), cursor, ...filter };
	return (await transport.call<Page<Item>>({ method: "GET", path: withQuery(path, query), signal })).body;
}

/** Every item of a list, page after page as they are needed. */
export async function* readAll<Item>(transport: Transport, listing: Listing): AsyncGenerator<Item, void> {
	for (let { cursor } = listing; ; ) {
		const page: Page<Item> = await readPage(transport, { ...listing, cursor });
		yield* page.data;
		if (page.nextCursor === null) return;
		cursor = page.nextCursor;
	}
}

/** The path with the query behind it, if there is any. Several words are separated by commas. */
export function withQuery(path: string, query: NonNullable<Listing["filter"]>): string {
	const said = new URLSearchParams();
	for (const [name, value] of Object.entries(query)) if (value !== undefined) said.set(name, [value].flat().join(","));
	return [path, String(said)].filter((part) => part !== "").join("?");
}
