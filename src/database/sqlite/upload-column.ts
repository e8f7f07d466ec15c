import { z } from "zod";
import { type Upload, UPLOAD_PURPOSES } from "../../core/medium.ts";
import { jsonColumn } from "./json-column.ts";
import { medium } from "./medium-schema.ts";

/** What an upload is beside its id. */
export const uploadColumn = jsonColumn<Omit<Upload, "id">>(
	z.object({
		account: z.string(),
		mode: z.enum(["live", "test"]),
		// Uploads of the first release were inputs without a name.
		purpose: z.enum(UPLOAD_PURPOSES).default("input"),
		name: z.string().nullable().default(null),
		medium,
		note: z.record(z.string(), z.json()).default({}),
		createdAt: z.int(),
		expiresAt: z.int(),
		request: z.object({ key: z.string(), hash: z.string() }).exactOptional(),
	}),
);
