import type { Film } from "@filmgate/sdk";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, expect, inject, test } from "vitest";
import { openTestServer, type TestServer } from "../../src/contracts/test-server.ts";
import { type PageServer, servePage } from "./serve-page.ts";

/** The client's own modules in a real browser, on a page of another origin than the server. */
let browser: Browser | null = null;
let reason = "there is no browser for this platform";
let pages: PageServer;
let server: TestServer;
let page: Page;

beforeAll(async () => {
	const executablePath = inject("chromium");
	if (executablePath === null) return;
	try {
		// The package's own arguments would switch off what is tested here: that a page may not ask whom it likes.
		browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
	} catch (error) {
		reason = `the browser does not start: ${String(error).split("\n")[0]}`;
	}
	pages = await servePage();
	server = await openTestServer({ config: { corsOrigins: [pages.origin] } });
}, 60_000);

afterAll(async () => {
	await browser?.close();
	await server?.close();
	await pages?.close();
});

beforeEach(async (context) => {
	if (browser === null) return context.skip(reason);
	page = await browser.newPage();
	await page.goto(pages.origin);
	return () => page.close();
});

/** What is seen of a film while it plays. */
interface Played {
	film: Film;
	seconds: number;
	seekableTo: number;
	afterSeek: number;
	frames: number;
	ended: boolean;
	width: number;
}

test("a page orders a film, is told how it goes, and fetches it whole", async () => {
	const result = await inPage<{ asked: string[] }>("orderAndFetch", server);
	expect(result).toMatchObject({ status: "succeeded", isWhole: true, refused: "invalid_field" });
	expect(result.asked).toContainEqual(expect.stringMatching(/\/api\/v1\/tasks\/task_\d+\/events$/));
});

test("the film plays in the page, forwards and from anywhere in it", async () => {
	const answers: number[] = [];
	page.on("response", (response) => {
		if (response.url().includes("/films/")) answers.push(response.status());
	});
	const played = await inPage<Played>("playAndSeek", server);
	expect(played.width).toBe(played.film.width);
	expect(played.seconds).toBeCloseTo(played.film.seconds ?? 0, 0);
	expect(played.seekableTo).toBeCloseTo(played.seconds, 1);
	expect(played.afterSeek).toBeCloseTo(played.seconds / 2, 1);
	expect(played.frames).toBeGreaterThan(0);
	expect(played.ended).toBe(true);
	expect(answers).toContain(206);
});

test("a page that the server does not name reads nothing", async () => {
	const closed = await openTestServer();
	try {
		const error = await inPage("listTasks", closed);
		expect(error).toBe("FilmgateConnectionError");
	} finally {
		await closed.close();
	}
});

/** Has the page do one thing with the server, and hand back what came of it. */
async function inPage<Result>(thing: string, { url, liveKey }: TestServer): Promise<Result> {
	const connection = JSON.stringify({ url, key: liveKey });
	// As text: what is compiled for the test could not be read in the page.
	return await page.evaluate(`import("/page.js").then((things) => things.${thing}(${connection}))`);
}
