import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { createRandom } from "../../src/engines/preview/scene/random.ts";

/** Stands between clients and whichever server lives, under one address, and cuts connections in the middle of answers. */
export interface Cutter {
	readonly url: string;
	/** Connections that it has cut. */
	readonly cuts: number;
	/** Where the server is; null while there is none. */
	aim(url: string | null): void;
	/** Cuts no more. */
	rest(): void;
	close(): void;
}

/** The share of pieces of answers that do not arrive. */
const CUT = 0.01;

export async function openCutter(seed: number): Promise<Cutter> {
	const random = createRandom(seed);
	const open = new Set<Socket>();
	let port: number | null = null;
	let cuts = 0;
	let resting = false;

	const server = createServer((client) => {
		if (port === null) return void client.destroy();
		const inner = connect(port, "127.0.0.1");
		const end = () => {
			for (const socket of [client, inner]) {
				open.delete(socket);
				socket.destroy();
			}
		};
		for (const socket of [client, inner]) {
			open.add(socket);
			socket.setNoDelay(true).on("error", end).on("close", end);
		}
		client.pipe(inner);
		inner.on("data", (piece: Buffer) => {
			if (resting || random() >= CUT) return void client.write(piece);
			cuts += 1;
			client.write(piece.subarray(0, Math.floor(piece.length * random())), end);
		});
	});
	server.listen(0, "127.0.0.1");
	await once(server, "listening");
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		get cuts() {
			return cuts;
		},
		aim(url) {
			port = url === null ? null : Number(new URL(url).port);
		},
		rest() {
			resting = true;
		},
		close() {
			server.close();
			for (const socket of open) socket.destroy();
		},
	};
}
