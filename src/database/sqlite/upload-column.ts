import { z } from "zod";
import type { Upload } from "../../core/medium.ts";
import { jsonColumn } from "./json-column.ts";
import { medium } from "./medium-schema.ts";

/** What an upload is beside its id. */
export const uploadColumn = jsonColumn<Omit<Upload, "id">>(
	z.object({
		account: z.string(),
		mode: z.enum(["live", "test"]),
		medium,
		createdAt: z.int(),
		expiresAt: z.int(),
	}),
);
