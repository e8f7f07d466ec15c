import type * as wire from "@filmgate/sdk";
import { expect, expectTypeOf, test } from "vitest";
import { makeFilm, makeOrder, makeTask } from "../../contracts/task-factory.ts";
import type { ErrorCode } from "../../core/errors.ts";
import type { Operation } from "../../core/order.ts";
import { type FailureCode, TASK_STATUSES, type TaskStatus } from "../../core/task.ts";
import type { Links } from "../dialect.ts";
import { renderSummary, renderTask } from "./task-body.ts";

const links: Links = {
	film: (_task, film) => `https://films.example/films/${film.id}`,
	cover: (_task, film) => (film.cover === null ? null : `https://films.example/films/${film.id}/cover`),
	upload: (upload) => `https://films.example/uploads/${upload.id}`,
};

test("a finished task shows its film, its price and every step, in RFC 3339", () => {
	const film = makeFilm({ id: 244813135937537, hasSound: true });
	const createdAt = Date.UTC(2026, 10, 21, 9, 30);
	const task = makeTask("succeeded", {
		id: 244813135937536,
		createdAt,
		updatedAt: createdAt,
		films: [film],
		warnings: [{ setting: "fps", message: "This engine makes 24 only." }],
	});
	const timeline = [{ at: createdAt + 1_234, event: "claimed", status: "starting", detail: null }] as const;
	expect(renderTask(task, { links, queuePosition: null, timeline })).toMatchObject({
		id: "task_244813135937536",
		status: "succeeded",
		progress: 100,
		queuePosition: null,
		operation: "text-to-video",
		warnings: [{ setting: "fps", message: "This engine makes 24 only." }],
		failure: null,
		films: [
			{
				id: "film_244813135937537",
				url: "https://films.example/films/244813135937537",
				coverUrl: "https://films.example/films/244813135937537/cover",
				mime: "video/mp4",
				bytes: 1_234_567,
				sha256: film.sha256,
				hasSound: true,
			},
		],
		price: { microDollars: 200_000, settlement: "charged" },
		livemode: true,
		timestamps: {
			createdAt: "2026-11-21T09:30:00.000Z",
			startingAt: expect.stringMatching(/^2026-11-21T09:30:0\d\.000Z$/),
		},
		timeline: [{ at: "2026-11-21T09:30:01.234Z", event: "claimed", status: "starting", detail: null }],
	});
});

test("what another wire made is whole here, and the other engine's secrets are not in it", () => {
	const order = makeOrder({ model: "v4.5", operation: "extend" });
	const task = makeTask("running", {
		wire: "pixverse",
		mode: "test",
		order,
		clientReference: "mine",
		handle: { job: "secret" },
	});
	const body = renderSummary(task, links);
	expect(body).toMatchObject({
		wire: "pixverse",
		model: "v4.5",
		operation: "extend",
		clientReference: "mine",
		livemode: false,
	});
	expect(JSON.stringify(body)).not.toContain("secret");
	expect(JSON.stringify(body)).not.toContain(String(task.startToken));
});

test.each(["failed", "rejected"] as const)("a task that is %s says why, and costs nothing", (status) => {
	const body = renderSummary(makeTask(status), links);
	expect(body).toMatchObject({ status, films: [], price: { settlement: "released" } });
	expect(body.failure?.message).not.toBe("");
});

test("every status of ours is a status of the wire, and null is never left out", () => {
	for (const status of TASK_STATUSES) {
		const body = renderTask(makeTask(status), { links, queuePosition: null, timeline: [] });
		expect(body.status).toBe(status);
		expect(JSON.parse(JSON.stringify(body))).toStrictEqual(body);
	}
});

test("the closed lists of the core and of the wire are the same lists", () => {
	expectTypeOf<wire.TaskStatus>().toEqualTypeOf<TaskStatus>();
	expectTypeOf<wire.Operation>().toEqualTypeOf<Operation>();
	expectTypeOf<wire.FailureCode>().toEqualTypeOf<FailureCode>();
	expectTypeOf<wire.ProblemCode>().toEqualTypeOf<ErrorCode>();
});
