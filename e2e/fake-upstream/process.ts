import { readFileSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { json } from "node:stream/consumers";

/**
 * A vendor in a process of its own, so that it outlives the servers that use it. It makes a new piece of work of every
 * start, also of a token that it has seen, and remembers all of them: whoever pays twice is caught. Its films are
 * done when it is told so. Run with the path of its one film; prints its address.
 */
const film = readFileSync(process.argv[2] as string);
const starts: { readonly token: string; readonly prompt: string }[] = [];
let released = false;

const server = createServer((request, response) => void answer(request, response));
server.listen(0, "127.0.0.1", () => {
	process.stdout.write(`http://127.0.0.1:${(server.address() as AddressInfo).port}\n`);
});

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
	const { pathname, searchParams } = new URL(request.url ?? "/", "http://upstream");
	const say = (body: unknown) => response.end(JSON.stringify(body));
	switch (`${request.method} ${pathname}`) {
		case "POST /starts": {
			starts.push((await json(request)) as (typeof starts)[number]);
			return void say({ work: starts.length - 1 });
		}
		case "GET /starts":
			return void say(starts);
		case "GET /find": {
			const work = starts.findIndex(({ token }) => token === searchParams.get("token"));
			return void say({ work: work === -1 ? null : work });
		}
		case "GET /work":
			return void say({ known: starts[Number(searchParams.get("id"))] !== undefined, done: released });
		case "GET /film":
			return void response.end(film);
		case "POST /release":
			released = true;
			return void say({});
		default:
			return void response.writeHead(404).end();
	}
}
