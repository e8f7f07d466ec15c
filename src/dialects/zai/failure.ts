import type { FailureCode, Task } from "../../core/task.ts";
import type { ZaiFault } from "../../wire/zai/bodies.ts";
import { ZAI_CODES, type ZaiCode } from "../../wire/zai/codes.ts";
import type { Language } from "./language.ts";

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

type Reason = FailureCode | "cancelled";

function reasonOf(task: Task): Reason {
	if (task.status === "cancelled") return "cancelled";
	if (task.status === "rejected") return "content_refused";
	return task.failure?.code ?? "engine_failed";
}

const REASONS: Readonly<Record<Reason, { readonly code: ZaiCode; readonly en: string; readonly zh: string }>> = {
	engine_refused: { code: ZAI_CODES.badRequest, en: "The engine refused this order.", zh: "引擎拒绝了此任务" },
	engine_failed: { code: ZAI_CODES.processFailed, en: "The engine failed to make the film.", zh: "视频生成失败" },
	engine_lost: { code: ZAI_CODES.processFailed, en: "The engine lost its work.", zh: "引擎丢失了此任务" },
	outcome_unknown: { code: ZAI_CODES.networkFailed, en: "The engine's answer was lost.", zh: "无法确认引擎的处理结果" },
	start_deadline: {
		code: ZAI_CODES.overloaded,
		en: "The task waited too long to start.",
		zh: "任务等待超时，未能开始",
	},
	finish_deadline: { code: ZAI_CODES.processFailed, en: "The work took too long.", zh: "任务处理超时" },
	archive_failed: { code: ZAI_CODES.networkFailed, en: "The film could not be copied in.", zh: "视频保存失败" },
	content_refused: { code: ZAI_CODES.contentRefused, en: "The content was refused.", zh: "内容未通过安全审核" },
	cancelled: { code: ZAI_CODES.callFailed, en: "The task was cancelled.", zh: "任务已取消" },
};
