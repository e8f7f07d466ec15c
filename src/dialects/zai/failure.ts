import type { FailureCode, Task } from "../../core/task.ts";
import type { ZaiErrorBody, ZaiFault } from "../../wire/zai/bodies.ts";
import { ZAI_CODES, type ZaiCode } from "../../wire/zai/codes.ts";
import type { JsonReply } from "../dialect.ts";
import type { Language } from "./language.ts";
import { adviseRetry, zaiReply } from "./reply.ts";

/**
 * The reason that goes with FAIL. The vendor gives none, which its users complain about; clients drop the key or read it.
 * What the engine said stays in its own language, behind a Chinese sentence too.
 */
export function explainFailure(task: Task, language: Language): ZaiFault {
	const { code, en, zh } = REASONS[reasonOf(task)];
	const said = task.failure?.message ?? "";
	if (language === "en") return { code, message: said === "" ? en : said };
	return { code, message: said === "" ? zh : `${zh}（${said}）` };
}

/** The same as an answer of its own, for the call that waits for its task. */
export function renderFailure(task: Task, language: Language): JsonReply {
	const reason = reasonOf(task);
	const { status, again } = REASONS[reason];
	const body: ZaiErrorBody = {
		...(reason === "content_refused" ? { contentFilter: [{ level: 1, role: roleOf(task) }] } : {}),
		error: explainFailure(task, language),
	};
	return zaiReply(status, body, again === undefined ? {} : adviseRetry(again));
}

/** Whose content it was: the client's words, or what was made of them. */
function roleOf({ archivingAt }: Task): "user" | "assistant" {
	return archivingAt === null ? "user" : "assistant";
}

type Reason = FailureCode | "cancelled";

function reasonOf(task: Task): Reason {
	if (task.status === "cancelled") return "cancelled";
	if (task.status === "rejected") return "content_refused";
	return task.failure?.code ?? "engine_failed";
}

interface Explanation {
	readonly code: ZaiCode;
	readonly en: string;
	readonly zh: string;
	/** Of an answer that has nothing else to say. */
	readonly status: number;
	/** Whether making the order again may help; left out, clients go by the status. */
	readonly again?: boolean;
}

const REASONS: Readonly<Record<Reason, Explanation>> = {
	engine_refused: {
		code: ZAI_CODES.badRequest,
		status: 400,
		en: "The engine refused this order.",
		zh: "引擎拒绝了此任务",
	},
	engine_failed: { code: ZAI_CODES.processFailed, status: 500, en: "The engine failed to make it.", zh: "生成失败" },
	engine_lost: { code: ZAI_CODES.processFailed, status: 500, en: "The engine lost its work.", zh: "引擎丢失了此任务" },
	outcome_unknown: {
		code: ZAI_CODES.networkFailed,
		status: 500,
		en: "The engine's answer was lost.",
		zh: "无法确认引擎的处理结果",
		// What was lost may have been made, and billed to the operator.
		again: false,
	},
	start_deadline: {
		code: ZAI_CODES.overloaded,
		status: 429,
		en: "The task waited too long to start.",
		zh: "任务等待超时，未能开始",
		again: true,
	},
	finish_deadline: { code: ZAI_CODES.processFailed, status: 500, en: "The work took too long.", zh: "任务处理超时" },
	archive_failed: {
		code: ZAI_CODES.networkFailed,
		status: 500,
		en: "What the engine made could not be copied in.",
		zh: "结果保存失败",
	},
	content_refused: {
		code: ZAI_CODES.contentRefused,
		status: 400,
		en: "The content was refused.",
		zh: "内容未通过安全审核",
	},
	cancelled: {
		code: ZAI_CODES.callFailed,
		status: 500,
		en: "The task was cancelled.",
		zh: "任务已取消",
		again: false,
	},
};
