import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { serveParent } from "../parent.ts";

// The physical limit of a status poll: Node's own HTTP server, which answers the same prepared bytes to everybody.

let bytes = Buffer.alloc(0);

const server = createServer((_request, response) => {
	response.writeHead(200, { "content-type": "application/json; charset=utf-8", "content-length": bytes.length });
	response.end(bytes);
});

server.listen(0, "127.0.0.1", () => {
	const { port } = server.address() as AddressInfo;
	serveParent(`http://127.0.0.1:${port}`, ({ length }) => {
		bytes = Buffer.alloc(Number(length), "x");
	});
});
