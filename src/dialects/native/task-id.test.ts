import { expect, test } from "vitest";
import { parseTaskId, readTaskId, spellTaskId } from "./task-id.ts";

test.each(["task_244813135937536", "video_244813135937536", "244813135937536"])("%s is read", (text) => {
	expect(parseTaskId(text)).toBe(244813135937536);
});

test.each([
	"",
	"task_",
	"task_0",
	"task_012",
	"task_-5",
	"task_1.5",
	"tasks_12",
	"task_task_12",
	"TASK_12",
	"9007199254740992",
])("%j is no id", (text) => {
	expect(parseTaskId(text)).toBeNull();
	expect(() => readTaskId({ id: text })).toThrow(expect.objectContaining({ code: "invalid_id", field: "id" }));
});

test("the largest id is read back as it was spelled", () => {
	expect(parseTaskId(spellTaskId(Number.MAX_SAFE_INTEGER))).toBe(Number.MAX_SAFE_INTEGER);
});
