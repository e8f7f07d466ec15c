import type { EngineFilm } from "../../core/film.ts";
import type { EngineStatus, StatusContext } from "../../core/ports/engine.ts";
import { zaiResultAnswer } from "../../wire/zai/answers.ts";
import { ZAI_CODES } from "../../wire/zai/codes.ts";
import type { ZaiHandle } from "./engine.ts";
import { describe, failureOf, readFault } from "./errors.ts";
import type { UpstreamHttp } from "../../upstream/http.ts";
import type { ZaiSettings } from "./settings.ts";

export interface StatusNeeds {
	readonly settings: Pick<ZaiSettings, "pollSeconds" | "linkLifeSeconds">;
	readonly http: UpstreamHttp;
}

/** Not a documented word, but one of the vendor's own clients waits on it. */
const UNDER_WAY: ReadonlySet<string> = new Set(["PROCESSING", "SUBMITTED"]);

/** Looks once. The wire knows no progress; why something failed it says only where an upstream is better than its vendor. */
export async function look(handle: ZaiHandle, context: StatusContext, needs: StatusNeeds): Promise<EngineStatus> {
	const { settings, http } = needs;
	const expiresAt = context.now + settings.linkLifeSeconds * 1000;
	if ("pictures" in handle) return doneWith(handle.pictures.map((url) => toPicture({ url }, expiresAt)));
	const answer = await http.get(`async-result/${encodeURIComponent(handle.id)}`, context);
	const askAgainAfterMs = answer.retryAfterMs ?? settings.pollSeconds * 1000;
	const working: EngineStatus = { kind: "working", progress: null, askAgainAfterMs };
	// We ask too often. What was accepted goes on all the same.
	if (answer.status === 429) return working;
	const fault = readFault(answer);
	if (answer.status === 400 && fault?.code === ZAI_CODES.fieldInvalid) return { kind: "lost" };
	const result = answer.status === 200 ? zaiResultAnswer.safeParse(answer.body) : null;
	if (!result?.success) throw new Error(`A look was answered with ${describe(answer.status, fault)}.`);
	const { task_status, video_result, image_result, error } = result.data;
	if (UNDER_WAY.has(task_status)) return working;
	if (task_status === "FAIL") {
		return {
			kind: "failed",
			failure: failureOf(error ?? null, "engine_failed", "The upstream failed and does not say why."),
		};
	}
	const films = [
		...video_result.map((video) => toFilm(video, expiresAt)),
		...image_result.map((image) => toPicture(image, expiresAt)),
	];
	if (task_status === "SUCCESS" && films.length > 0) return doneWith(films);
	throw new Error(`A look found ${films.length} films of a task that is ${task_status}.`);
}

function doneWith(films: readonly EngineFilm[]): EngineStatus {
	return { kind: "done", films, warnings: [] };
}

function toFilm(video: { url: string; cover_image_url: string | null }, expiresAt: number): EngineFilm {
	const cover = video.cover_image_url === null ? null : { url: video.cover_image_url };
	return { kind: "video", source: { url: video.url }, cover, expiresAt };
}

function toPicture({ url }: { url: string }, expiresAt: number): EngineFilm {
	return { kind: "image", source: { url }, cover: null, expiresAt };
}
