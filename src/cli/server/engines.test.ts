import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { filmgate, filmgateJson, readFirstKeys, serve } from "../testing/command.ts";
import { testFolder } from "../testing/folder.ts";

interface Engine {
	readonly name: string;
	readonly state: string;
	readonly live: { readonly waiting: number; readonly working: number };
}

const ORDER = JSON.stringify({ prompt: "a fox", size: "64x64", seconds: 1, fps: 12, sound: false });

test("beside a running server: pause, what is queued waits; drain; resume, it is made", {
	timeout: 60_000,
}, async () => {
	const folder = testFolder();
	const server = await serve(folder);
	try {
		const { live } = readFirstKeys(folder);
		const headers = { authorization: `Bearer ${live}`, "content-type": "application/json" };
		const engines = (...args: string[]) => filmgateJson<Engine>(["engines", ...args, "--data", folder]);
		expect(await engines("drain", "preview")).toMatchObject({ name: "preview", state: "paused", live: { working: 0 } });

		const submitted = await fetch(`${server.url}/api/v1/tasks`, { method: "POST", headers, body: ORDER });
		const { id } = (await submitted.json()) as { id: string };
		const read = async () => (await fetch(`${server.url}/api/v1/tasks/${id}`, { headers })).json();
		expect(await read()).toMatchObject({ status: "queued", progress: null, queuePosition: 0 });
		const [listed] = await filmgateJson<Engine[]>(["engines", "list", "--data", folder]);
		expect(listed).toMatchObject({ name: "preview", state: "paused", live: { waiting: 1, working: 0 } });
		expect(await read()).toMatchObject({ status: "queued" });

		expect(await engines("resume", "preview")).toMatchObject({ name: "preview", state: "on" });
		await vi.waitUntil(async () => ((await read()) as { status: string }).status === "succeeded", {
			interval: 50,
			timeout: 20_000,
		});
	} finally {
		await server.end();
	}
});

test("knows the engines of the configuration file, and no others", async () => {
	const folder = testFolder();
	await filmgate(["keys", "create", "--mode", "test", "--data", folder]);
	writeFileSync(join(folder, "filmgate.json"), JSON.stringify({ engines: { far: { kind: "zai", key: "$NOT_SET" } } }));
	const pause = (name: string) => filmgate(["engines", "pause", name, "--data", folder]);
	expect(await pause("near")).toMatchObject({
		code: 1,
		stderr: "filmgate: No engine is called near. There are: preview, far.\n",
	});
	expect(await pause("far")).toMatchObject({ code: 0, stdout: expect.stringMatching(/^far is paused; /) });
	const { stdout } = await filmgate(["engines", "list", "--data", folder]);
	expect(stdout).toMatch(/^preview {2}on {2}live: 0 working, 0 waiting; .*\nfar {2}paused since 20.*\n$/);
	expect(await filmgate(["engines", "resume", "preview", "--data", folder])).toMatchObject({
		code: 1,
		stderr: "filmgate: preview is not paused.\n",
	});
});
