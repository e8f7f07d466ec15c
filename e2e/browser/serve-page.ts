import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { stripTypeScriptTypes } from "node:module";
import type { AddressInfo } from "node:net";

const SOURCES = new URL("../../sdk/src/", import.meta.url);
const SCRIPT = new URL("page.js", import.meta.url);
const PAGE = '<!doctype html><title>A film</title><video muted playsinline width="640"></video>';

export interface PageServer {
	/** As browsers spell it. */
	readonly origin: string;
	close(): Promise<void>;
}

/** A page with an empty video, and the client's modules under `/sdk/`, without their types. */
export async function servePage(): Promise<PageServer> {
	const server = createServer((request, response) => {
		const [, file] = /^\/sdk\/([\w/-]+\.ts)$/.exec(request.url ?? "") ?? [];
		const source = file === undefined ? null : new URL(file, SOURCES);
		const script = (text: string) =>
			response.writeHead(200, { "content-type": "text/javascript; charset=utf-8" }).end(text);
		if (request.url === "/") response.writeHead(200, { "content-type": "text/html; charset=utf-8" }).end(PAGE);
		else if (request.url === "/page.js") script(readFileSync(SCRIPT, "utf8"));
		else if (source === null || !existsSync(source)) response.writeHead(404).end();
		else script(stripTypeScriptTypes(readFileSync(source, "utf8")));
	});
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	return {
		origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		async close() {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}
