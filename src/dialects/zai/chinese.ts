import type { ErrorCode, FilmgateError } from "../../core/errors.ts";
import { translateAllowed, translateReason } from "./chinese-phrases.ts";
import { ModelElsewhere } from "./read-model.ts";

/** An error's text in Chinese. The names of fields and their values stay as the wire spells them. */
export function inChinese(error: FilmgateError): string {
	const allowed = error.allowed === null ? "" : translateAllowed(error.allowed);
	return error instanceof ModelElsewhere
		? `此接口不支持该模型${hint(allowed)}`
		: `${TEXTS[error.code](error.field ?? "", allowed)}${because(error)}`;
}

type Text = (field: string, allowed: string) => string;

const invalid: Text = (field, allowed) => `参数 ${field} 无效${hint(allowed)}`;

const TEXTS: Readonly<Record<ErrorCode, Text>> = {
	missing_key: () => "请求头中没有鉴权参数，无法验证身份",
	bad_key: () => "令牌已过期或不正确",
	expired_key: () => "鉴权令牌已过期，请重新生成",
	no_body: () => "请求没有内容",
	malformed_body: () => "请求内容不是有效的 JSON 对象",
	body_too_large: (_field, allowed) => `请求内容过大${hint(allowed)}`,
	missing_field: (field, needed) => `缺少参数 ${field}${needed === "" ? "" : `：${needed}`}`,
	invalid_field: invalid,
	conflicting_fields: (field) => `参数 ${field} 与其他参数冲突`,
	prompt_too_long: (field, allowed) => `提示词 ${field} 过长${hint(allowed)}`,
	unknown_model: (_field, allowed) => `modelCode: 不存在${hint(allowed)}`,
	unsupported_operation: () => "当前模型不支持此调用方式",
	medium_not_found: (field) => `参数 ${field} 指定的素材不存在`,
	medium_unreadable: (field) => `无法读取 ${field} 的内容`,
	medium_format_refused: (field, allowed) => `不支持 ${field} 的格式${hint(allowed)}`,
	medium_too_large: (field, allowed) => `${field} 的文件过大${hint(allowed)}`,
	medium_dimensions_refused: (field, allowed) => `${field} 的尺寸不符合要求${hint(allowed)}`,
	link_refused: (field) => `不允许访问 ${field} 的链接`,
	link_failed: (field) => `无法下载 ${field} 的链接`,
	content_refused: () => "输入内容可能包含不安全或敏感信息",
	invalid_id: invalid,
	not_found: () => "任务不存在",
	unknown_route: () => "接口不存在",
	duplicate_request: () => "request_id 已用于另一个请求",
	insufficient_credits: () => "余额不足，请充值",
	too_many_tasks: () => "未完成的任务数已达上限，请稍后再试",
	rate_limited: () => "请求过于频繁，请稍后再试",
	conflict: () => "任务当前状态不允许此操作",
	busy: () => "服务暂时繁忙，请稍后再试",
	internal: () => "服务内部错误",
};

function hint(allowed: string): string {
	return allowed === "" ? "" : `，允许：${allowed}`;
}

/** Why a medium cannot be used, where there are words for it. */
function because({ message }: FilmgateError): string {
	const reason = translateReason(/ cannot be used: (.*)\.$/s.exec(message)?.[1] ?? "");
	return reason === null ? "" : `：${reason}`;
}
