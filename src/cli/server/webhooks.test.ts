import { expect, test } from "vitest";
import { useServers } from "../../media/fixtures/links.ts";
import { type Outcome, filmgate, filmgateJson } from "../testing/command.ts";
import { testFolder } from "../testing/folder.ts";

const serve = useServers();
const LOOPBACK = { FILMGATE_ALLOW_LINKS: "127.0.0.0/8" };

interface View {
	readonly id: string;
	readonly url: string;
	readonly secret?: string;
	readonly graceEndsAt: string | null;
}

interface DeliveryView {
	readonly id: string;
	readonly status: string;
	readonly attempts: readonly { readonly status: number | null; readonly error: string | null }[];
}

const create = (data: string, ...options: string[]) =>
	filmgateJson<View>(["webhooks", "create", "--url", "https://app.example.com/hook", "--data", data, ...options]);

test("a webhook's life: made, listed without its secret, rotated, deleted", { timeout: 60_000 }, async () => {
	const data = testFolder();
	const { code, stdout } = await filmgate([
		"webhooks",
		"create",
		"--url",
		"https://a.example.com/?b=c",
		"--data",
		data,
	]);
	expect([code, stdout]).toEqual([0, expect.stringMatching(/^wh_[0-9a-f]{18}\nwhsec_[A-Za-z0-9+/]{43}=\n$/)]);
	const [id, secret] = stdout.split("\n");
	const listed = await filmgateJson<View[]>(["webhooks", "list", "--data", data]);
	expect(listed).toMatchObject([
		{ id, url: "https://a.example.com/?b=c", events: null, form: "standard", mode: "live" },
	]);
	expect(JSON.stringify(listed)).not.toMatch(/secret/i);

	const rotated = await filmgateJson<View>(["webhooks", "rotate", id as string, "--grace", "2h", "--data", data]);
	expect(rotated.secret).not.toBe(secret);
	const graceMs = Date.parse(rotated.graceEndsAt ?? "") - Date.now();
	expect(graceMs).toBeGreaterThan(7_000_000);
	expect(graceMs).toBeLessThanOrEqual(7_200_000);

	expect(await filmgate(["webhooks", "delete", id as string, "--data", data])).toMatchObject({ code: 0 });
	expect(await filmgateJson(["webhooks", "list", "--data", data])).toEqual([]);
});

test("what it is made with is what it is", { timeout: 60_000 }, async () => {
	const data = testFolder();
	const secret = `whsec_${"q".repeat(32)}`;
	const events = ["--events", "task.failed, task.rejected,task.failed"];
	const made = await create(data, "--mode", "test", "--only-named", "--secret", secret, ...events);
	expect(made).toMatchObject({ mode: "test", onlyNamed: true, secret, events: ["task.failed", "task.rejected"] });
	expect(await create(data, "--form", "pixverse")).toMatchObject({ form: "pixverse", onlyNamed: true, mode: "live" });
	expect(await create(data, "--form", "pixverse", "--no-only-named")).toMatchObject({ onlyNamed: false });
	const openai = { form: "openai", onlyNamed: false, secret: expect.stringMatching(/^whsec_/) };
	expect(await create(data, "--form", "openai")).toMatchObject(openai);
});

test("a test is posted at once, and is in the log", { timeout: 60_000 }, async () => {
	const data = testFolder();
	const port = await serve((request, response) => {
		response.writeHead(request.url === "/good" ? 204 : 418).end();
	});
	const hooks = await Promise.all(
		["good", "bad"].map((path) => create(data, "--url", `http://127.0.0.1:${port}/${path}`)),
	);
	const [good, bad] = hooks as [View, View];
	const run = (id: string, environment = {}): Promise<Outcome> =>
		filmgate(["webhooks", "test", id, "--data", data], environment);
	expect(await run(good.id, LOOPBACK)).toMatchObject({ code: 0, stdout: expect.stringMatching(/ 204 +taken/) });
	expect(await run(bad.id, LOOPBACK)).toMatchObject({ code: 1, stdout: expect.stringContaining("status 418") });
	expect(await run(good.id)).toMatchObject({
		code: 1,
		stdout: expect.stringContaining("not lead to a public address"),
	});
	const log = await filmgateJson<DeliveryView[]>(["webhooks", "deliveries", good.id, "--data", data]);
	expect(log.map(({ status }) => status)).toEqual(["dead", "delivered"]);
	expect(log[1]?.attempts).toMatchObject([{ status: 204, error: null }]);
	const again = await filmgateJson<DeliveryView>(["webhooks", "redeliver", log[0]?.id ?? "", "--data", data]);
	expect(again).toMatchObject({ id: log[0]?.id, status: "pending" });
});

test.each([
	[["create", "--url", "ftp://a.example.com"], "http or https"],
	[["create", "--url", "https://me:pw@a.example.com"], "without a user name"],
	[["create", "--url", "https://a", "--form", "svix"], "standard or pixverse or openai"],
	[["create", "--url", "https://a", "--mode", "both"], "live or test"],
	[["create", "--url", "https://a", "--events", "task.done"], "task.running or task.succeeded"],
	[["create", "--url", "https://a", "--form", "pixverse", "--events", "task.running"], "task.succeeded or"],
	[["create", "--url", "https://a", "--secret", "hunter2"], "whsec_ and 24 to 64 bytes"],
	[["rotate", "wh_1", "--grace", "soon"], "such as 90s"],
	[["rotate", "wh_1", "--grace", "31d"], "up to 30d"],
	[["deliveries", "wh_1", "--limit", "0"], "1 to 9999"],
])("webhooks %j is not understood, in one line", { timeout: 60_000 }, async (args, reason) => {
	const { code, stderr, stdout } = await filmgate(["webhooks", ...args, "--data", testFolder()]);
	expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
	expect(stderr).toContain(reason);
	expect(stderr.trim().split("\n")).toHaveLength(1);
});

test("ids that nobody has", { timeout: 60_000 }, async () => {
	const data = testFolder();
	await create(data);
	for (const args of [
		["rotate", "wh_1"],
		["enable", "wh_1"],
		["delete", "wh_1"],
		["test", "wh_1"],
		["redeliver", "evt_1"],
	]) {
		const { code, stderr } = await filmgate(["webhooks", ...args, "--data", data]);
		expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringMatching(/ (wh|evt)_1\. See: /) });
	}
	expect(await filmgateJson(["webhooks", "deliveries", "task_12345", "--data", data])).toEqual([]);
});
