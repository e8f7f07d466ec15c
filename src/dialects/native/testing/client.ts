import type * as wire from "@filmgate/sdk";
import { expect } from "vitest";
import type { TestServer } from "../../../contracts/test-server.ts";

export interface Init {
	readonly key?: string;
	readonly headers?: Record<string, string>;
	/** Sent as JSON; bytes and forms as they are. */
	readonly body?: object | string;
}

export interface Answer<Body> {
	readonly status: number;
	readonly headers: Headers;
	readonly body: Body;
}

/** The native wire of a test server, with its live key unless another is named. */
export function createClient(server: () => TestServer) {
	async function call<Body = wire.Task>(method: string, path: string, init: Init = {}): Promise<Answer<Body>> {
		const { body } = init;
		const asItIs = typeof body === "string" || body instanceof FormData || ArrayBuffer.isView(body);
		const response = await fetch(`${server().url}/api/v1${path}`, {
			method,
			headers: {
				authorization: `Bearer ${init.key ?? server().liveKey}`,
				...(asItIs || body === undefined ? {} : { "content-type": "application/json" }),
				...init.headers,
			},
			...(body === undefined ? {} : { body: asItIs ? (body as string) : JSON.stringify(body) }),
		});
		const text = await response.text();
		return {
			status: response.status,
			headers: response.headers,
			body: (text === "" ? null : JSON.parse(text)) as Body,
		};
	}

	/** Expects a problem of this status and code. Asked is a method and a path. */
	async function refused(asked: string, expected: Refusal, init: Init = {}): Promise<wire.Problem> {
		const [method = "", path = ""] = asked.split(" ");
		const { status, body } = await call<wire.Problem>(method, path, init);
		const [wanted, code, field = null] = expected;
		expect({ status, code: body.code, field: body.field }).toEqual({ status: wanted, code, field });
		return body;
	}

	const submit = (body: object, init: Init = {}) => call("POST", "/tasks", { ...init, body });

	/** The task once it has ended. */
	async function ended(body: object, init: Init = {}): Promise<wire.Task> {
		const answer = await submit(body, { ...init, headers: { prefer: "wait=20", ...init.headers } });
		expect(answer.status, JSON.stringify(answer.body)).toBe(200);
		return answer.body;
	}

	return { call, refused, submit, ended };
}

type Refusal = readonly [status: number, code: wire.ProblemCode, field?: string];
