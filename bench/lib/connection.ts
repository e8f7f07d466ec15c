import { createConnection, type Socket } from "node:net";

/** Where one answer ended, or was found to be none. */
export interface ConnectionOptions {
	readonly host: string;
	readonly port: number;
	/** Called when an answer is complete. */
	onAnswer(status: number): void;
	/** Called when the connection is lost. */
	onLoss(error: Error): void;
}

const HEAD_END = Buffer.from("\r\n\r\n");
const LAST_CHUNK = Buffer.from("0\r\n\r\n");

/**
 * One keep-alive HTTP/1.1 connection with one request under way at a time. It reads no more of an answer than its
 * status and where it ends, so that the load costs less than the server that it is put on.
 */
export class Connection {
	readonly #socket: Socket;
	readonly #options: ConnectionOptions;
	#status = 0;
	/** Bytes of the body that are still to come; null before the head, -1 when the body comes in chunks. */
	#left: number | null = null;
	#part: Buffer | null = null;

	constructor(options: ConnectionOptions) {
		this.#options = options;
		this.#socket = createConnection({ host: options.host, port: options.port, noDelay: true });
		this.#socket.on("data", (bytes: Buffer) => this.#take(bytes));
		this.#socket.on("error", (error) => options.onLoss(error));
	}

	send(request: Buffer): void {
		this.#socket.write(request);
	}

	close(): void {
		this.#socket.destroy();
	}

	#take(bytes: Buffer): void {
		if (this.#left === null) {
			const all = this.#part === null ? bytes : Buffer.concat([this.#part, bytes]);
			const end = all.indexOf(HEAD_END);
			if (end < 0) {
				this.#part = all;
				return;
			}
			this.#part = null;
			const head = all.toString("latin1", 0, end);
			this.#status = Number(head.slice(9, 12));
			this.#takeBody(all.subarray(end + 4), lengthIn(head));
			return;
		}
		this.#takeBody(bytes, this.#left);
	}

	#takeBody(bytes: Buffer, left: number): void {
		const over = left < 0 ? bytes.subarray(-5).equals(LAST_CHUNK) : bytes.length >= left;
		this.#left = over ? null : left < 0 ? -1 : left - bytes.length;
		if (over) this.#options.onAnswer(this.#status);
	}
}

function lengthIn(head: string): number {
	const length = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1];
	return length === undefined ? -1 : Number(length);
}
