import type { EngineStatus, StatusContext } from "../../core/ports/engine.ts";
import type { UpstreamHttp } from "../../upstream/http.ts";
import { videoResultAnswer } from "../../wire/pixverse/answers.ts";
import { ERR_CODE, TRACE_HEADER, VIDEO_STATUS } from "../../wire/pixverse/codes.ts";
import type { PixverseHandle } from "./engine.ts";
import type { PixverseSettings } from "./settings.ts";
import { describe, readAnswer } from "./verdicts.ts";

export interface StatusNeeds {
	readonly settings: Pick<PixverseSettings, "pollSeconds" | "linkLifeSeconds">;
	readonly http: UpstreamHttp;
}

/** Looks once. The wire tells neither progress nor why something failed. */
export async function look(
	{ videoId }: PixverseHandle,
	{ signal, now }: StatusContext,
	{ settings, http }: StatusNeeds,
): Promise<EngineStatus> {
	const headers = { [TRACE_HEADER]: crypto.randomUUID() };
	const answer = await http.get(`video/result/${videoId}`, { signal, headers });
	const askAgainAfterMs = answer.retryAfterMs ?? settings.pollSeconds * 1000;
	const working: EngineStatus = { kind: "working", progress: null, askAgainAfterMs };
	// We ask too often. What was accepted goes on all the same.
	if (answer.status === 429) return working;
	const said = readAnswer(answer);
	// A 404 speaks of the path, and nothing of the video.
	if (said?.code === ERR_CODE.notFound && answer.status !== 404) return { kind: "lost" };
	const result = answer.status === 200 && said?.code === 0 ? videoResultAnswer.safeParse(said.resp) : null;
	if (!result?.success) throw new Error(`A look was answered with ${describe(answer)}.`);
	const { status, url } = result.data;
	switch (status) {
		case VIDEO_STATUS.done: {
			if (!url) throw new Error("A look found a video that is done and has no link.");
			const expiresAt = now + settings.linkLifeSeconds * 1000;
			return { kind: "done", films: [{ kind: "video", source: { url }, cover: null, expiresAt }], warnings: [] };
		}
		case VIDEO_STATUS.deleted:
			return { kind: "lost" };
		case VIDEO_STATUS.moderated:
			return failed("content_refused", "The upstream's moderation refused it.");
		case VIDEO_STATUS.failed:
			return failed("engine_failed", "The upstream failed and does not say why.");
		default:
			// The vendor's own client waits on every number that it does not know.
			return working;
	}
}

function failed(code: "content_refused" | "engine_failed", message: string): EngineStatus {
	return { kind: "failed", failure: { code, message } };
}
