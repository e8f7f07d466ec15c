import { z } from "zod";
import type { Medium } from "../../core/medium.ts";

/** A medium as orders and uploads store it. */
export const medium: z.ZodType<Medium> = z.object({
	sha256: z.string(),
	mime: z.string(),
	bytes: z.int(),
	width: z.number().nullable(),
	height: z.number().nullable(),
	seconds: z.number().nullable(),
});
