import { type FailureCode, linksEndAt, type Task, type TaskStatus } from "../../core/task.ts";
import type { Video, VideoError } from "../../wire/openai/bodies.ts";
import { VIDEO_FAULTS, type VideoFault, type VideoStatus } from "../../wire/openai/codes.ts";
import { spellVideoId } from "./ids.ts";

/** A task of any wire as this one's video object, as it stands in every answer of this wire. */
export function renderVideo(task: Task): Video {
	const { order } = task;
	const [film] = task.films;
	const status = VIDEO_STATUS[task.status];
	const completed = status === "completed";
	return {
		id: spellVideoId(task.id),
		object: "video",
		model: order.model,
		status,
		progress: progressOf(task),
		prompt: order.prompt,
		created_at: unixSeconds(task.createdAt),
		completed_at: completed && task.endedAt !== null ? unixSeconds(task.endedAt) : null,
		expires_at: completed ? unixSeconds(linksEndAt(task)) : null,
		seconds: String(order.seconds),
		size: `${film?.width ?? order.width}x${film?.height ?? order.height}`,
		remixed_from_video_id: remixedFrom(task),
		error: status === "failed" ? explainFailure(task) : null,
		...(task.warnings.length === 0
			? {}
			: { warnings: task.warnings.map(({ setting, message }) => ({ setting, message })) }),
	};
}

const VIDEO_STATUS: Readonly<Record<TaskStatus, VideoStatus>> = {
	queued: "queued",
	starting: "queued",
	unclear: "queued",
	running: "in_progress",
	archiving: "in_progress",
	succeeded: "completed",
	failed: "failed",
	rejected: "failed",
	cancelled: "failed",
};

/** Whole percents. What has ended has no more to come, so a figure that was shown before never falls. */
function progressOf(task: Task): number {
	return task.endedAt === null ? Math.floor(task.progress ?? 0) : 100;
}

/** Remixes and edits are one operation to us; what another wire modified of a film that it had made is one as well. */
function remixedFrom({ order }: Task): string | null {
	const { sourceTask } = order.settings;
	return order.operation === "modify" && sourceTask !== null ? spellVideoId(sourceTask) : null;
}

function explainFailure(task: Task): VideoError {
	const { code, message } = REASONS[reasonOf(task)];
	const said = task.failure?.message ?? "";
	return { code, message: said === "" ? message : said };
}

type Reason = FailureCode | "cancelled";

function reasonOf(task: Task): Reason {
	if (task.status === "cancelled") return "cancelled";
	if (task.status === "rejected") return "content_refused";
	return task.failure?.code ?? "engine_failed";
}

const REASONS: Readonly<Record<Reason, { readonly code: VideoFault; readonly message: string }>> = {
	engine_refused: { code: VIDEO_FAULTS.refused, message: "The engine refused this order." },
	engine_failed: { code: VIDEO_FAULTS.failed, message: "The engine failed to make the video." },
	engine_lost: { code: VIDEO_FAULTS.failed, message: "The engine lost its work." },
	outcome_unknown: { code: VIDEO_FAULTS.outcomeUnknown, message: "The engine's answer was lost." },
	start_deadline: { code: VIDEO_FAULTS.tooLate, message: "The video waited too long to be started." },
	finish_deadline: { code: VIDEO_FAULTS.tooLate, message: "The work took too long." },
	archive_failed: { code: VIDEO_FAULTS.notStored, message: "The video could not be stored." },
	content_refused: { code: VIDEO_FAULTS.moderated, message: "The content was refused." },
	cancelled: { code: VIDEO_FAULTS.cancelled, message: "The video was cancelled." },
};

function unixSeconds(at: number): number {
	return Math.floor(at / 1_000);
}
