import { setTimeout as pause } from "node:timers/promises";
import { z } from "zod";
import type { Connection } from "../connection.ts";
import { CommandError } from "../exit.ts";
import { callVendor } from "./vendor-call.ts";

export interface ZaiOrder {
	readonly model: string;
	readonly prompt?: string;
	readonly image_url?: string;
	readonly size?: string;
	readonly duration?: number;
	readonly fps?: number;
	readonly with_audio: boolean;
}

const LOOK_EVERY_MS = 200;

const submitted = z.object({ id: z.string() });
const result = z.object({
	task_status: z.enum(["PROCESSING", "SUCCESS", "FAIL"]),
	video_result: z.array(z.object({ url: z.string(), cover_image_url: z.string() })).optional(),
	error: z.object({ message: z.string() }).optional(),
});
const refusal = z.object({ error: z.object({ message: z.string() }) }).transform(({ error }) => error.message);

/** As much of a Z.AI client as `generate` needs: it knows this server by that wire alone. */
export function createZaiClient({ url, key }: Connection) {
	const headers = {
		authorization: `Bearer ${key}`,
		"content-type": "application/json",
		"accept-language": "en-US,en",
	};
	const at = (path: string, init: RequestInit = {}) => ({
		url: `${url}/api/paas/v4${path}`,
		init: { headers, ...init },
	});

	return {
		/** Resolves to the task's id. */
		async submit(order: ZaiOrder): Promise<string> {
			const request = at("/videos/generations", { method: "POST", body: JSON.stringify(order) });
			return (await callVendor(request, submitted, refusal)).id;
		},
		/** Looks until the film is there; calls `meanwhile` after each look that found it in the making. */
		async untilDone(id: string, meanwhile: () => Promise<void>): Promise<{ url: string; cover: string }> {
			for (;;) {
				const { task_status, video_result, error } = await callVendor(at(`/async-result/${id}`), result, refusal);
				const film = video_result?.[0];
				if (task_status === "SUCCESS" && film !== undefined) return { url: film.url, cover: film.cover_image_url };
				if (task_status !== "PROCESSING") throw new CommandError(error?.message ?? "The film could not be made.");
				await meanwhile();
				await pause(LOOK_EVERY_MS);
			}
		},
	};
}
