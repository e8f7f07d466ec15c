import { afterAll, beforeAll, expect, test } from "vitest";
import { countRemains } from "../../contracts/remains.ts";
import { openTestServer } from "../../contracts/test-server.ts";
import { CALLS } from "../../wire/pixverse/calls.ts";
import { checkAnswers } from "./testing/answers.ts";
import { Platform } from "./testing/platform.ts";
import { type Probe, probesFor } from "./testing/probes.ts";
import { renderPage } from "./testing/render-page.ts";
import type { Given } from "./testing/samples.ts";

/**
 * Asks the server about every field of every call, and writes down what it answered. The page in docs follows from
 * that: `npx vitest run src/dialects/pixverse/conformance.test.ts -u` writes it anew.
 */
const PAGE = new URL("../../../docs/dialects/pixverse-fields.md", import.meta.url);

let platform: Platform;
let given: Given;

beforeAll(async () => {
	platform = new Platform(await openTestServer());
	const assets = await platform.prepare();
	const { mask_info } = await platform.make("/video/mask/selection", { source_video_id: assets.video });
	given = { ...assets, mask: mask_info[0].mask_id };
});

afterAll(async () => await platform?.server.close());

async function answered({ call, field, body, errCode }: Probe): Promise<string | null> {
	const { status, body: answer } = await platform.post(CALLS[call].path, body);
	const names = errCode === 0 || answer.ErrMsg.includes(field);
	if (status === 200 && answer.ErrCode === errCode && names) return null;
	return `${status} ${answer.ErrCode} ${answer.ErrMsg}`;
}

test("every field of every call is answered as documented, and the page says so", async () => {
	const probes = probesFor(given);
	const failures: string[] = [];
	const run = async (some: readonly Probe[]) => {
		for (const probe of some) {
			const failure = await answered(probe);
			if (failure !== null) failures.push(`${probe.call}.${probe.field}, ${probe.about}: ${failure}`);
		}
	};
	await run(probes.filter(({ errCode }) => errCode === 0));
	await expect.poll(() => countRemains(platform.server).held).toBe(0);
	const before = countRemains(platform.server);
	await run(probes.filter(({ errCode }) => errCode !== 0));
	expect(failures).toEqual([]);
	// Whatever was refused has left nothing and was not billed.
	expect(countRemains(platform.server)).toEqual(before);
	const answers = await checkAnswers(platform, given);
	expect(answers.flatMap(({ wrong }) => wrong)).toEqual([]);
	await expect(renderPage(probes, answers)).toMatchFileSnapshot(PAGE.pathname);
});
