import { InvalidArgumentError, type JSONValue } from "@ai-sdk/provider";
import { expect, test } from "vitest";
import { FILM_BYTES, json, makeTask, nothing, openFakeServer, refuse, type Answer } from "./testing/fake-server.ts";

const film = () => new Response(FILM_BYTES);

function ask(
	answers: Record<string, readonly Answer[]>,
	operation: JSONValue = { tasks: ["task_1", "task_2"], webhook: null },
) {
	const server = openFakeServer(answers);
	return { ...server, status: server.provider.video("preview").doStatus!({ operation }) };
}

const one = { tasks: ["task_1"], webhook: null };

test("an operation is pending until all of its tasks have ended", async () => {
	const { status, asked } = ask({
		"GET /tasks/task_1": [json(makeTask("task_1", "succeeded"))],
		"GET /tasks/task_2": [json(makeTask("task_2", "queued", { queuePosition: 3 }))],
	});
	expect(await status).toMatchObject({
		status: "pending",
		providerMetadata: {
			filmgate: {
				tasks: [
					{ taskId: "task_1", status: "succeeded" },
					{ taskId: "task_2", status: "queued", queuePosition: 3 },
				],
			},
		},
	});
	expect(asked).toHaveLength(2);
});

test("videos come as bytes, fetched by their links and without the key; what is known of them comes along", async () => {
	const warnings = [{ setting: "fps", message: "It was 24." }];
	const { status, askedFor } = ask({
		"GET /tasks/task_1": [json(makeTask("task_1", "succeeded", { warnings }))],
		"GET /tasks/task_2": [json(makeTask("task_2", "succeeded", { warnings }))],
		"GET /films/film_1.mp4?sig=x": [film],
		"GET /films/film_2.mp4?sig=x": [film],
	});
	expect(await status).toMatchObject({
		status: "completed",
		videos: Array(2).fill({ type: "binary", data: FILM_BYTES, mediaType: "video/mp4" }),
		warnings: [{ type: "unsupported", feature: "fps", details: "It was 24." }],
		providerMetadata: {
			filmgate: {
				videos: [
					{ taskId: "task_1", filmId: "film_1", seed: 7, width: 1280, height: 720, duration: 5, fps: 24 },
					{ taskId: "task_2", filmId: "film_2" },
				],
				cost: { quotedMicroDollars: 300_000, chargedMicroDollars: 300_000 },
			},
		},
	});
	expect(askedFor("GET /films/film_1.mp4?sig=x")[0]?.headers).not.toHaveProperty("authorization");
});

test("films that were made are given although another was not, with a word about it", async () => {
	const failure = { code: "engine_failed" as const, message: "The engine gave up." };
	const price = { microDollars: 150_000, settlement: "released" as const };
	const { status } = ask({
		"GET /tasks/task_1": [json(makeTask("task_1", "failed", { failure, price }))],
		"GET /tasks/task_2": [json(makeTask("task_2", "succeeded"))],
		"GET /films/film_2.mp4?sig=x": [film],
	});
	expect(await status).toMatchObject({
		status: "completed",
		videos: [{ data: FILM_BYTES }],
		warnings: [{ type: "other", message: "task_1 has failed: The engine gave up. (engine_failed)" }],
		providerMetadata: { filmgate: { cost: { quotedMicroDollars: 300_000, chargedMicroDollars: 150_000 } } },
	});
});

test("without a film it is an error that says why", async () => {
	const failure = { code: "content_refused" as const, message: "Not this." };
	const { status } = ask({
		"GET /tasks/task_1": [json(makeTask("task_1", "rejected", { failure }))],
		"GET /tasks/task_2": [json(makeTask("task_2", "cancelled"))],
	});
	expect(await status).toMatchObject({
		status: "error",
		error: "task_1 was rejected: Not this. (content_refused) task_2 was cancelled.",
	});
});

test("a download that breaks off is taken up again", async () => {
	const cut = () => new Response(FILM_BYTES.slice(0, 5), { headers: { etag: '"a"' } });
	const rest = () => {
		const headers = { etag: '"a"', "content-range": `bytes 5-${FILM_BYTES.length - 1}/${FILM_BYTES.length}` };
		return new Response(FILM_BYTES.slice(5), { status: 206, headers });
	};
	const answers = {
		"GET /tasks/task_1": [json(makeTask("task_1", "succeeded"))],
		"GET /films/film_1.mp4?sig=x": [cut, rest],
	};
	const { status, askedFor } = ask(answers, one);
	expect(await status).toMatchObject({ status: "completed", videos: [{ data: FILM_BYTES }] });
	expect(askedFor("GET /films/film_1.mp4?sig=x")[1]?.headers.range).toBe("bytes=5-");
});

test("with a webhook all tasks are waited for, over as many connections as it takes, and the webhook goes", async () => {
	const events = (status: "running" | "succeeded") => () => {
		const text = `retry: 1\nid: 2\nevent: task\ndata: ${JSON.stringify(makeTask("task_1", status))}\n\n`;
		return new Response(text, { headers: { "content-type": "text/event-stream" } });
	};
	const { status, asked } = ask(
		{
			"GET /tasks/task_1/events": [events("running"), events("running"), events("succeeded")],
			"DELETE /webhooks/wh_1": [nothing()],
			"GET /films/film_1.mp4?sig=x": [film],
		},
		{ tasks: ["task_1"], webhook: "wh_1" },
	);
	expect(await status).toMatchObject({ status: "completed", warnings: [] });
	expect(asked.map(({ what }) => what)).toContain("DELETE /webhooks/wh_1");
});

test.each([
	[404, []],
	[503, [{ type: "other", message: expect.stringContaining("wh_1") }]],
])("a webhook that answers its end with %i costs no film", async (code, warnings) => {
	const { status } = ask(
		{
			"GET /tasks/task_1/events": [refuse(404, "unknown_route")],
			"GET /tasks/task_1": [json(makeTask("task_1", "succeeded"))],
			"DELETE /webhooks/wh_1": [refuse(code, "x")],
			"GET /films/film_1.mp4?sig=x": [film],
		},
		{ tasks: ["task_1"], webhook: "wh_1" },
	);
	expect(await status).toMatchObject({ status: "completed", warnings });
});

test("what no model handed out is no operation", async () => {
	const { status, asked } = ask({}, "task_1");
	await expect(status).rejects.toThrow(InvalidArgumentError);
	expect(asked).toEqual([]);
});

test("a task that is gone is an APICallError", async () => {
	await expect(ask({}, one).status).rejects.toMatchObject({ statusCode: 404, isRetryable: false });
});
