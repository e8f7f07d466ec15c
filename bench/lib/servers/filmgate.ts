import { readFileSync } from "node:fs";
import { readConfig } from "../../../src/config.ts";
import { createFakeEngine } from "../../../src/contracts/fake-engine.ts";
import { systemClock } from "../../../src/core/clock.ts";
import type { EngineStatus } from "../../../src/core/ports/engine.ts";
import { createFilmgate } from "../../../src/filmgate.ts";
import { serveParent } from "../parent.ts";

// A whole server on the data folder that it is given. Its engine takes any number of orders and works on them for ever,
// so that every queued task becomes a running one that is looked at all the time.

const FILM = new URL("../../../src/media/fixtures/fast-start.mp4", import.meta.url);
const WORKING: EngineStatus = { kind: "working", progress: null, askAgainAfterMs: 5_000 };

const engine = createFakeEngine({
	name: "preview",
	film: readFileSync(FILM),
	finish: "by-hand",
	capabilities: { concurrency: { live: 1e6, test: 1e6 } },
});
const patient = {
	...engine,
	async start(...given: Parameters<typeof engine.start>) {
		const answer = await engine.start(...given);
		const work = engine.works.get(given[1].startToken);
		if (work !== undefined) work.status = WORKING;
		return answer;
	},
};
const config = readConfig({ port: 0, dataFolder: process.argv[2] as string }, {});
const filmgate = await createFilmgate(config, { clock: systemClock, preview: patient });

serveParent(filmgate.url, ({ kind }) => {
	if (kind === "looks") return engine.looks;
	throw new Error(`The bench asked for ${kind}.`);
});
