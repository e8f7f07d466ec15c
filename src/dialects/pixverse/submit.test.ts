import { describe, expect, it } from "vitest";
import { makeAccount, makeMedium, makeTask } from "../../contracts/task-factory.ts";
import { FilmgateError } from "../../core/errors.ts";
import type { JsonValue } from "../../core/json.ts";
import { credits } from "../../core/money.ts";
import type { Submission } from "../../core/new-task.ts";
import type { Task } from "../../core/task.ts";
import type { RequestIdentity, WantedUpload } from "../../core/use-cases/use-cases.ts";
import type { DialectRequest, DialectServices } from "../dialect.ts";
import { submitImage } from "./image.ts";
import { submitText } from "./text.ts";

const TEXT = { prompt: "a heron", model: "v6", duration: 5, quality: "540p", aspect_ratio: "16:9" };
const PICTURE = makeMedium({ width: 1000, height: 1000 });

interface Given {
	readonly body: JsonValue;
	readonly trace?: string;
	/** What the same trace id made before. */
	readonly known?: Task | FilmgateError;
}

/** Hands a body to a handler whose uploads are picture 7 and sound 8; tells what was asked of the use cases. */
async function submit(handler: typeof submitText, { body, trace, known }: Given) {
	const seen = { asked: [] as (RequestIdentity | null)[], submitted: [] as Submission[], looked: [] as number[] };
	const request = {
		caller: { account: makeAccount(), mode: "live", keyId: "key", mark: false },
		headers: trace === undefined ? {} : { "ai-trace-id": trace },
		json: () => body,
		bodyHash: () => "hash",
	} as unknown as DialectRequest;
	const tasks = {
		async replay(_caller: unknown, identity: RequestIdentity) {
			seen.asked.push(identity);
			if (known instanceof FilmgateError) throw known;
			return known ?? null;
		},
		async findUpload(_caller: unknown, id: number, { field }: WantedUpload) {
			seen.looked.push(id);
			if (id === 7) return { medium: PICTURE };
			if (id === 8) return { medium: makeMedium({ mime: "audio/mpeg", width: null, height: null }) };
			throw new FilmgateError("medium_not_found", "no such upload", { field });
		},
		async submit(_caller: unknown, submission: Submission, identity: RequestIdentity | null) {
			seen.submitted.push(submission);
			seen.asked.push(identity);
			return { task: makeTask("queued", { price: submission.price }), replayed: false };
		},
		mintSeed: () => 7,
	};
	const outcome = await handler(request, { tasks } as unknown as DialectServices).then(
		(reply) => ({ reply }),
		(error: unknown) => ({ error }),
	);
	return { ...seen, ...outcome };
}

describe("submitText", () => {
	it("submits an order with its price and answers with number and credits", async () => {
		const done = await submit(submitText, { body: TEXT });
		expect(done.submitted).toMatchObject([
			{ wire: "pixverse", price: credits(35), clientReference: null, startWithinMs: null, order: { width: 960 } },
		]);
		expect(done.asked).toEqual([null]);
		const resp = { video_id: expect.any(Number), credits: 35 };
		expect(done).toMatchObject({ reply: { status: 200, body: { ErrCode: 0, ErrMsg: "Success", Resp: resp } } });
	});

	it("names the request by its trace id", async () => {
		const done = await submit(submitText, { body: TEXT, trace: "no uuid" });
		const identity = { wire: "pixverse", key: "no uuid", hash: expect.stringMatching(/^[0-9a-f]{64}$/) };
		expect(done.asked).toEqual([identity, identity]);
		expect(done.submitted).toMatchObject([{ clientReference: "no uuid" }]);
	});

	it("gives a repeat its first answer before anything in it is looked at", async () => {
		const known = makeTask("succeeded", { price: credits(45) });
		const done = await submit(submitText, { body: { model: "withdrawn since" }, trace: "t", known });
		expect(done).toMatchObject({ submitted: [], reply: { body: { Resp: { video_id: known.id, credits: 45 } } } });
	});

	it("lets the refusal of another request under a used trace id through", async () => {
		const known = new FilmgateError("duplicate_request", "used before");
		expect(await submit(submitText, { body: TEXT, trace: "t", known })).toMatchObject({ submitted: [], error: known });
	});

	it("refuses an endless trace id", async () => {
		const done = await submit(submitText, { body: TEXT, trace: "t".repeat(256) });
		expect(done).toMatchObject({ asked: [], error: { code: "invalid_field", field: "Ai-trace-id" } });
	});

	it("submits nothing that is wrong", async () => {
		expect(await submit(submitText, { body: { ...TEXT, duration: 16 } })).toMatchObject({
			submitted: [],
			error: { code: "invalid_field", field: "duration" },
		});
	});
});

describe("submitImage", () => {
	it("makes the picture the first frame and follows its shape", async () => {
		const done = await submit(submitImage, { body: { ...TEXT, img_id: 7 } });
		const order = {
			operation: "image-to-video",
			width: 540,
			height: 540,
			inputs: [{ role: "first-frame", medium: PICTURE }],
		};
		expect(done.submitted).toMatchObject([{ order, price: credits(35) }]);
	});

	it("takes an empty list beside the number", async () => {
		expect((await submit(submitImage, { body: { ...TEXT, img_id: 7, img_ids: [] } })).submitted).toHaveLength(1);
	});

	it.each<[string, object, string, string]>([
		["no picture", {}, "missing_field", "img_id"],
		["a quoted number", { img_id: "7" }, "malformed_body", "img_id"],
		["a fraction", { img_id: 7.5 }, "malformed_body", "img_id"],
		["an unknown number", { img_id: 9 }, "medium_not_found", "img_id"],
		["a number that is none of ours", { img_id: 0 }, "medium_not_found", "img_id"],
		["a number beyond 2^53", { img_id: 2 ** 60 }, "medium_not_found", "img_id"],
		["a sound", { img_id: 8 }, "medium_not_found", "img_id"],
		["several pictures", { img_ids: [7, 7] }, "invalid_field", "img_ids"],
		["quoted pictures", { img_ids: ["7"] }, "malformed_body", "img_ids"],
		["one picture and several", { img_id: 7, img_ids: [7] }, "conflicting_fields", "img_ids"],
	])("refuses %s", async (_name, changes, code, field) => {
		const done = await submit(submitImage, { body: { ...TEXT, ...changes } });
		expect(done).toMatchObject({ submitted: [], error: { code, field } });
	});

	it("looks for no picture before the rest is right", async () => {
		const done = await submit(submitImage, { body: { ...TEXT, img_id: 7, model: "v7" } });
		expect(done).toMatchObject({ looked: [], error: { code: "invalid_field", field: "model" } });
	});
});
