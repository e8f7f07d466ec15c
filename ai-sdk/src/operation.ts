import { InvalidArgumentError, type JSONValue } from "@ai-sdk/provider";
import { z } from "zod/v4";

/** What `doStart` hands out and `doStatus` gets back, perhaps days later and elsewhere. */
export interface Operation {
	/** One task for each video. */
	tasks: string[];
	/** The webhook that was made for them; null without one. */
	webhook: string | null;
}

const schema = z.object({ tasks: z.array(z.string()).min(1), webhook: z.string().nullable() });

export function writeOperation({ tasks, webhook }: Operation): JSONValue {
	return { tasks, webhook };
}

/** Throws InvalidArgumentError for what no Filmgate model handed out. */
export function readOperation(value: JSONValue): Operation {
	const parsed = schema.safeParse(value);
	if (parsed.success) return parsed.data;
	throw new InvalidArgumentError({
		argument: "operation",
		message: "This is no operation that a Filmgate model has started.",
		cause: parsed.error,
	});
}
