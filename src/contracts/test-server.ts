import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Config, readConfig } from "../config.ts";
import { type Clock, systemClock } from "../core/clock.ts";
import type { Engine } from "../core/ports/engine.ts";
import { createFilmgate, type Filmgate } from "../filmgate.ts";
import { createFakeEngine, type FakeEngine, type FakeEngineOptions } from "./fake-engine.ts";

export interface TestServer {
	/** Where it listens, without a slash at the end. */
	readonly url: string;
	readonly liveKey: string;
	readonly testKey: string;
	/** The engine behind both keys. Films are done at once unless told otherwise. */
	readonly engine: FakeEngine;
	readonly filmgate: Filmgate;
	readonly dataFolder: string;
	/** Stops it and removes its folder. */
	close(): Promise<void>;
}

export interface TestServerOptions {
	/** The system's clock unless a test moves its own. */
	readonly clock?: Clock;
	readonly config?: Partial<Config>;
	readonly engine?: Partial<FakeEngineOptions>;
	/** In place of the fake: a real engine. */
	readonly preview?: Engine;
}

const FILM = new URL("../media/fixtures/fast-start.mp4", import.meta.url);

/** A whole server on a loopback socket and a folder of its own, with an engine that the test steers. */
export async function openTestServer(options: TestServerOptions = {}): Promise<TestServer> {
	const dataFolder = options.config?.dataFolder ?? mkdtempSync(join(tmpdir(), "filmgate-test-"));
	const engine = createFakeEngine({ name: "preview", film: readFileSync(FILM), ...options.engine });
	const config = readConfig({ port: 0, ...options.config, dataFolder }, {});
	const filmgate = await createFilmgate(config, {
		clock: options.clock ?? systemClock,
		preview: options.preview ?? engine,
	});
	return {
		url: filmgate.url,
		liveKey: filmgate.firstKeys?.live ?? "",
		testKey: filmgate.firstKeys?.test ?? "",
		engine,
		filmgate,
		dataFolder,
		async close() {
			await filmgate.close();
			rmSync(dataFolder, { recursive: true, force: true });
		},
	};
}
