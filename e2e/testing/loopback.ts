import { createHash } from "node:crypto";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createFilmgate } from "@filmgate/sdk";
import { onTestFinished } from "vitest";
import { openTestServer, type TestServer, type TestServerOptions } from "../../src/contracts/test-server.ts";
import { systemClock } from "../../src/core/clock.ts";
import { silentLog } from "../../src/core/ports/log.ts";
import { createPreviewEngine } from "../../src/engines/preview/engine.ts";
import { createRenderProcess, type RenderProcessOptions } from "../../src/engines/preview/render/render-process.ts";
import { testOptions } from "../../src/engines/preview/render/testing/render-fixture.ts";
import { createFsBlobStore } from "../../src/media/blobs/fs.ts";

// Two whole servers and the sockets between them: an engine of the near one speaks to the far one's dialect.

export function newFolder(): string {
	return mkdtempSync(join(tmpdir(), "filmgate-loopback-"));
}

/** A server for one test; it removes its folder when the test ends. */
export async function open(options: TestServerOptions): Promise<TestServer> {
	const server = await openTestServer(options);
	onTestFinished(() => server.close());
	return server;
}

/** The far server with the embedded renderer, which paints plain shapes unless told, so that films are made in seconds. */
export async function openFar(options: RenderProcessOptions = testOptions) {
	const dataFolder = newFolder();
	const blobs = createFsBlobStore({ folder: join(dataFolder, "blobs"), clock: systemClock });
	const localPath = (sha256: string) => blobs.localPath(sha256);
	const renderer = createRenderProcess(options);
	const preview = createPreviewEngine({ renderer, folder: join(dataFolder, "renders"), localPath, log: silentLog });
	return { ...(await open({ config: { dataFolder }, preview })), blobs };
}

export interface NearOptions {
	/** What the configuration file says of the far server, as an engine. */
	readonly far: object;
	readonly dataFolder?: string;
}

/** The near server: everything goes to the far one. */
export async function openNear({ far, dataFolder = newFolder() }: NearOptions): Promise<TestServer> {
	writeFileSync(join(dataFolder, "filmgate.json"), JSON.stringify({ engines: { far }, routes: { "*": ["far"] } }));
	return await open({ config: { dataFolder } });
}

export const tasksOf = ({ url, liveKey }: Pick<TestServer, "url" | "liveKey">) =>
	createFilmgate({ url, key: liveKey }).tasks;

export async function digestOf(url: string | null | undefined): Promise<string> {
	const answer = await fetch(url ?? "");
	if (!answer.ok) throw new Error(`${url} answered ${answer.status}`);
	return sha256(Buffer.from(await answer.arrayBuffer()));
}

export function sha256(bytes: Buffer): string {
	return createHash("sha256").update(bytes).digest("hex");
}
