import { FilmgateError, invalidField } from "../../core/errors.ts";
import { creditsOwed } from "../../core/money.ts";
import type { Operation } from "../../core/order.ts";
import type { LedgerEntry } from "../../core/ports/account-store.ts";
import type { LedgerPage } from "../../core/use-cases/use-cases.ts";
import type { Task } from "../../core/task.ts";
import type { UsageItem } from "../../wire/pixverse/bodies.ts";
import { type BodyOf, CALLS } from "../../wire/pixverse/calls.ts";
import { CREATION_TYPES, type CreationType } from "../../wire/pixverse/creation-types.ts";
import type { Handler } from "../dialect.ts";
import type { Ask } from "./ask.ts";
import { success } from "./envelope.ts";
import { readBody } from "./fields.ts";
import { wholeSeconds } from "./render-fields.ts";
import { readInstant } from "./usage-time.ts";

const DAY_MS = 24 * 3_600_000;
const MOST_DAYS = 30;
const USUAL_LIMIT = 20;
const ENTRIES_AT_ONCE = 100;
/** What one answer looks through at most: where hardly anything is wanted, the next page goes on from there. */
const MOST_ENTRIES = 2_000;

/**
 * `POST /openapi/v2/account/billing/usage-detail`: what left the balance and what came back, as the ledger has it, the
 * newest first. A video is consumed when it is asked for and refunded when it comes to nothing.
 */
export const usageDetail: Handler = async (request, services) => {
	const fields = readBody(request.json(), CALLS.usage_detail.fields);
	const { items, next } = await collect({ request, services }, fields, readRange(fields));
	return success({ items: [...items], next_cursor: next === null ? "" : writeCursor(next), has_more: next !== null });
};

type Fields = BodyOf<"usage_detail">;
type Range = Pick<LedgerPage, "from" | "to" | "after">;
type Place = Pick<LedgerEntry, "at" | "id">;

/** Both seconds are in. */
function readRange({ start_time, end_time, cursor, creation_type }: Fields): Range {
	const from = readInstant(start_time, "start_time");
	const to = readInstant(end_time, "end_time") + 1_000;
	if (to <= from) throw invalidField("end_time", "an instant that is not before start_time");
	if (to - from > MOST_DAYS * DAY_MS + 1_000)
		throw invalidField("end_time", `at most ${MOST_DAYS} days after start_time`);
	const unknown = creation_type.find((word) => !(CREATION_TYPES as readonly string[]).includes(word));
	if (unknown !== undefined) throw invalidField("creation_type", CREATION_TYPES.join(", "));
	return cursor === "" ? { from, to } : { from, to, after: readCursor(cursor) };
}

interface Collected {
	readonly items: readonly UsageItem[];
	/** The last place that was looked at; null when nothing comes after it. */
	readonly next: Place | null;
}

async function collect(ask: Ask, fields: Fields, range: Range): Promise<Collected> {
	const { request, services } = ask;
	const limit = fields.limit ?? USUAL_LIMIT;
	const items: UsageItem[] = [];
	let after = range.after ?? null;
	for (let looked = 0; looked < MOST_ENTRIES; looked += ENTRIES_AT_ONCE) {
		const page = { ...range, ...(after === null ? {} : { after }), limit: ENTRIES_AT_ONCE };
		const entries = await services.tasks.listLedger(request.caller, page);
		for (const [index, entry] of entries.entries()) {
			const item = await toItem(ask, entry);
			after = { at: entry.at, id: entry.id };
			if (item === null || !isWanted(item, fields)) continue;
			items.push(item);
			const isLast = index === entries.length - 1 && entries.length < ENTRIES_AT_ONCE;
			if (items.length === limit) return { items, next: isLast ? null : after };
		}
		if (entries.length < ENTRIES_AT_ONCE) return { items, next: null };
	}
	return { items, next: after };
}

const STATUS = { hold: "consume", release: "refund" } as const;

/** Null for what is no use: money that an operator gave, and a charge, which takes what was consumed before. */
async function toItem(ask: Ask, { id, kind, amount, taskId, at }: LedgerEntry): Promise<UsageItem | null> {
	if (kind !== "hold" && kind !== "release") return null;
	const task = taskId === null ? null : await findTask(ask, taskId);
	return {
		id,
		creation_id: taskId ?? 0,
		creation_type: task === null ? "" : typeOf(task.order),
		model: task?.order.model ?? "",
		credits: creditsOwed(amount),
		credits_status: STATUS[kind],
		create_time: wholeSeconds(at),
	};
}

/** The ledger is for ever, its tasks are not. */
async function findTask({ request, services }: Ask, id: number): Promise<Task | null> {
	try {
		return await services.tasks.readEvenDeleted(request.caller, id);
	} catch (thrown) {
		if (thrown instanceof FilmgateError && thrown.code === "not_found") return null;
		throw thrown;
	}
}

function isWanted(item: UsageItem, { credits_status, creation_type }: Fields): boolean {
	if (credits_status !== null && item.credits_status !== credits_status) return false;
	return creation_type.length === 0 || creation_type.includes(item.creation_type);
}

function typeOf({ operation, model }: Task["order"]): CreationType {
	return model === "mask_selection" ? model : TYPES[operation];
}

const TYPES: Readonly<Record<Operation, CreationType>> = {
	"text-to-video": "text_to_video",
	"image-to-video": "image_to_video",
	"first-last-frame": "transition",
	"multi-frame": "multi_transition",
	"reference-to-video": "fusion",
	template: "template",
	extend: "extend",
	modify: "modify",
	restyle: "restyle",
	swap: "swap",
	"sound-effect": "sound_effect",
	"lip-sync": "lip_sync",
	"motion-control": "mimic",
	upscale: "upscale",
	"text-to-image": "image",
	"image-template": "image_template",
};

function writeCursor({ at, id }: Place): string {
	return `${at}-${id}`;
}

function readCursor(cursor: string): Place {
	const [, at, id] = /^(\d{1,15})-(\d{1,15})$/.exec(cursor) ?? [];
	if (at === undefined || id === undefined) throw invalidField("cursor", "the next_cursor of an answer");
	return { at: Number(at), id: Number(id) };
}
