import type { Experimental_VideoModelV4 as VideoModelV4 } from "@ai-sdk/provider";
import { connect } from "./connect.ts";
import { readOperation } from "./operation.ts";
import type { FilmgateProviderSettings } from "./provider.ts";
import { createStarter } from "./start.ts";
import { readStatus } from "./status.ts";

/** More than anybody wants: a call that the AI SDK splits would order the same films again under a key of the caller's own. */
const MOST_VIDEOS = 100;

/** A model of one Filmgate server. A call is one task for each of its videos; tasks outlive the program that started them. */
export function createVideoModel(modelId: string, settings: FilmgateProviderSettings): VideoModelV4 {
	const starter = createStarter(modelId);
	return {
		specificationVersion: "v4",
		provider: "filmgate.video",
		modelId,
		maxVideosPerCall: MOST_VIDEOS,
		doStart: async (call) => starter.start(call, connect(settings, call.headers)),
		doStatus: async ({ operation, abortSignal, headers }) =>
			readStatus(readOperation(operation), { modelId, connection: connect(settings, headers), signal: abortSignal }),
		async handleWebhookOption({ webhook }) {
			const { url, received } = await webhook();
			return { webhookUrl: url, received };
		},
	};
}
