import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { makeEvent, makeFilm, makeTask } from "../src/contracts/task-factory.ts";
import type { FilmgateError } from "../src/core/errors.ts";
import { TASK_STATUSES, type Task, type TaskStatus, type WireName } from "../src/core/task.ts";
import type { Links, StatusReader } from "../src/dialects/dialect.ts";
import { renderSummary } from "../src/dialects/native/task-body.ts";
import { status as openai } from "../src/dialects/openai/status.ts";
import { status as pixverse } from "../src/dialects/pixverse/status.ts";
import { status as zai } from "../src/dialects/zai/status.ts";

/** What every wire says of every status, whichever wire made the task: the table of docs/lifecycle.md, and nothing else. */
const page = readFileSync(new URL("../docs/lifecycle.md", import.meta.url), "utf8");

const links: Links = { film: () => "http://films.test/1.mp4", cover: () => null, upload: () => "" };

// biome-ignore lint/suspicious/noExplicitAny: each wire's reader knows the shape of its own answers.
type Answer = any;

const render = (reader: StatusReader, task: Task): Answer => reader.render(task, { links, variant: "" }).body;

/** Each wire's word for a task, with the reason where it is part of the word. */
const READERS: Readonly<Record<WireName, (task: Task) => string>> = {
	zai(task) {
		const { task_status: word, error } = render(zai, task);
		return error?.code === "1301" ? `${word} (1301)` : word;
	},
	pixverse: (task) => String(render(pixverse, task).Resp.status),
	openai(task) {
		const { status: word, error } = render(openai, task);
		const special = ["moderation_blocked", "cancelled"].includes(error?.code);
		return special ? `${word} (${error.code})` : word;
	},
	native: (task) => renderSummary(task, links).status,
};

const COLUMNS: Readonly<Record<WireName, string>> = {
	zai: "Z.AI",
	pixverse: "PixVerse",
	openai: "OpenAI",
	native: "native",
};

const MAKERS = Object.keys(READERS) as WireName[];

function row(line: string): string[] {
	return line
		.split("|")
		.slice(1, -1)
		.map((cell) => cell.trim());
}

function tableOf(status: TaskStatus): Record<string, string> {
	const lines = page.split("\n");
	const head = row(lines.find((line) => line.startsWith("| status | who puts it there")) ?? "");
	const cells = row(lines.find((line) => line.startsWith(`| \`${status}\` |`)) ?? "");
	return Object.fromEntries(head.map((name, index) => [name, cells[index] ?? ""]));
}

describe.each(MAKERS)("of what the wire %s made", (wire) => {
	test.each(TASK_STATUSES)("each wire says that it is %s in its own word", (status) => {
		const task = makeTask(status, { wire });
		const said = Object.fromEntries(MAKERS.map((reader) => [COLUMNS[reader], READERS[reader](task)]));
		expect(tableOf(status)).toMatchObject(said);
	});
});

test("a refused film and a refused order are the same to every wire", () => {
	for (const event of ["film-refused", "refused"] as const) {
		const failure = { code: "content_refused", message: makeEvent(event).type } as const;
		const task = makeTask("rejected", { failure, films: [] });
		expect(MAKERS.map((reader) => READERS[reader](task))).toEqual(
			MAKERS.map((reader) => tableOf("rejected")[COLUMNS[reader]]),
		);
	}
});

test("a film is shown with success, and with nothing else", () => {
	for (const status of TASK_STATUSES) {
		const films = status === "succeeded" ? [makeFilm()] : [];
		const shown = JSON.stringify([zai, pixverse].map((reader) => render(reader, makeTask(status, { films }))));
		expect(shown.includes("films.test"), status).toBe(status === "succeeded");
	}
});

test.each([
	["zai", zai],
	["openai", openai],
] as const)("%s takes an id in every wire's spelling, and nothing that no wire spells", (_name, reader) => {
	for (const spelled of ["244813135937536", "task_244813135937536", "video_244813135937536"]) {
		expect(reader.readId({ id: spelled })).toBe(244_813_135_937_536);
	}
	for (const spelled of ["", "film_1", "video_", "video_01", "task_video_1", "9007199254740992"]) {
		expect(() => reader.readId({ id: spelled })).toThrow(
			expect.objectContaining<Partial<FilmgateError>>({ code: "invalid_id" }),
		);
	}
});
