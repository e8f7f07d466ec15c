/** One event of a stream of server-sent events, as the HTML standard reads them. */
export interface ServerSentEvent {
	/** What kind it is; `message` when the server does not say. */
	readonly event: string;
	/** Its lines, joined by line feeds. */
	readonly data: string;
	/** The last id that the server gave, with this event or an earlier one; "" when it never gave any. */
	readonly id: string;
	/** How long the server wants to be left alone after the line is lost, ms; null when it has never said so. */
	readonly retryMs: number | null;
}

/** Reads events out of bytes that may be cut anywhere. What follows the last blank line is no event. */
export async function* readEvents(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<ServerSentEvent> {
	const parser = createEventParser();
	for await (const line of readLines(bytes)) {
		const event = parser(line);
		if (event !== null) yield event;
	}
}

/** Lines end with CR LF, LF or CR; one that was not ended is dropped. */
async function* readLines(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
	const decoder = new TextDecoder();
	let rest = "";
	let afterReturn = false;
	for await (const piece of bytes) {
		const text = decoder.decode(piece, { stream: true });
		if (text === "") continue;
		// A CR ends its line at once; an LF that comes after it in the next piece belongs to it.
		const lines = (rest + (afterReturn && text.startsWith("\n") ? text.slice(1) : text)).split(/\r\n|\n|\r/);
		afterReturn = text.endsWith("\r");
		rest = lines.pop() ?? "";
		yield* lines;
	}
}

/** Takes line after line, and gives an event at each blank line that ends one. */
function createEventParser(): (line: string) => ServerSentEvent | null {
	let event = "";
	let data: string[] = [];
	let id = "";
	let retryMs: number | null = null;

	function end(): ServerSentEvent | null {
		const complete = data.length === 0 ? null : { event: event || "message", data: data.join("\n"), id, retryMs };
		event = "";
		data = [];
		return complete;
	}

	return (line) => {
		if (line === "") return end();
		const [, field = "", value = ""] = /^([^:]*)(?:: ?(.*))?$/s.exec(line) ?? [];
		if (field === "event") event = value;
		else if (field === "data") data.push(value);
		else if (field === "id" && !value.includes("\0")) id = value;
		else if (field === "retry" && /^\d+$/.test(value)) retryMs = Number(value);
		return null; // Comments have an empty field; fields that nobody knows are passed over.
	};
}
