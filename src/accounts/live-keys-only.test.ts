import { expect, test } from "vitest";
import { openTestServer } from "../contracts/test-server.ts";

test("a server with test keys switched off lets live keys in and no test key", async () => {
	const server = await openTestServer({ config: { testKeys: false } });
	const ask = async (key: string) =>
		(await fetch(`${server.url}/api/v1/tasks`, { headers: { authorization: `Bearer ${key}` } })).status;
	expect(await ask(server.liveKey)).toBe(200);
	expect(await ask(server.testKey)).toBe(401);
	await server.close();
});
