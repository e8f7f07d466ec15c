import { beforeAll, describe, expect, test } from "vitest";
import { openTestServer } from "../../../contracts/test-server.ts";
import { type AnswerCheck, createAnswerCheck } from "./check-answers.ts";
import { type SeenAnswer, watchAnswers } from "./watch-answers.ts";

const BALANCE = { microDollars: 1, heldMicroDollars: 0, inFlight: 0, maxInFlight: 5, livemode: true };

let check: AnswerCheck;

beforeAll(async () => {
	check = await createAnswerCheck();
});

function answered(body: object, changes: Partial<SeenAnswer> = {}): SeenAnswer {
	const answer = { method: "GET", path: "/api/v1/balance", status: 200, type: "application/json" };
	return { ...answer, json: JSON.stringify(body), ...changes };
}

describe("a fault is", () => {
	test.each([
		["a field that is not described", answered({ ...BALANCE, more: 1 }), "more"],
		["a field that is not there", answered({ ...BALANCE, inFlight: undefined }), "inFlight"],
		["a field of another type", answered({ ...BALANCE, inFlight: "0" }), "must be integer"],
		["a status that is not described", answered(BALANCE, { status: 201 }), "201"],
		["a content type that is not described", answered(BALANCE, { type: "text/html", json: null }), "text/html"],
		["no body where one is described", answered({}, { type: null, json: null }), "null"],
		[
			"a refusal in other words",
			answered({ error: "no" }, { status: 404, type: "application/problem+json" }),
			"detail",
		],
		[
			"a success in another's envelope",
			answered({ ErrCode: 0, ErrMsg: "Success", Resp: null }, { path: "/openapi/v2/account/balance" }),
			"Resp",
		],
	])("%s", (_what, answer, said) => {
		expect(check.faultIn(answer)).toContain(said);
	});
});

test("what is as described has none, nor what lies under no wire", () => {
	const refused = { ErrCode: 10002, ErrMsg: "No key.", Resp: null };
	expect(check.faultIn(answered(BALANCE))).toBeNull();
	expect(check.faultIn(answered(refused, { path: "/openapi/v2/account/balance" }))).toBeNull();
	expect(check.faultIn(answered({}, { path: "/healthz" }))).toBeNull();
	expect(check.faultIn(answered({}, { status: 304, type: null, json: null }))).toBeNull();
});

test("a literal path is not taken for an id", () => {
	const named = (path: string) => check.operationOf(answered({}, { path }));
	expect(named("/v1/videos/video_1")).toBe("get /v1/videos/{id}");
	expect(named("/v1/videos/characters/char_1")).toBe("get /v1/videos/characters/{id}");
	expect(named("/v1/videos/1/2/3")).toBeNull();
});

test("what any server of this process answers is seen, as it left", async () => {
	const server = await openTestServer();
	const watch = watchAnswers();
	try {
		const get = (path: string) => fetch(server.url + path, { headers: { authorization: `Bearer ${server.liveKey}` } });
		const text = await (await get("/api/v1/balance?a=1")).text();
		await (await get("/docs")).text();
		expect(watch.take()).toEqual([
			{ method: "GET", path: "/api/v1/balance", status: 200, type: "application/json", json: text },
			{ method: "GET", path: "/docs", status: 200, type: "text/html", json: null },
		]);
		watch.stop();
		await (await get("/docs")).text();
		expect(watch.take()).toEqual([]);
	} finally {
		watch.stop();
		await server.close();
	}
});
