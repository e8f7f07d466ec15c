import { join } from "node:path";
import { type Connection, openReadable } from "../../src/database/sqlite/connection.ts";
import type { Receipt } from "../clients/receiver.ts";

/** Statuses of which it is true that the task runs or ran. */
const RAN: readonly unknown[] = ["running", "archiving", "succeeded", "failed", "rejected", "cancelled"];

/**
 * Looks, at the moment that a webhook is told something, whether another process can read it in the database: then it was
 * on disk before it was told (I6). What comes while the database cannot be read, because its server has just died, is
 * looked at when the next one serves: what had not been committed is not there then.
 */
export class Truth {
	readonly violations: string[] = [];
	readonly #file: string;
	#reader: Connection | null = null;
	#unchecked: Receipt[] = [];
	#open = false;

	constructor(dataFolder: string) {
		this.#file = join(dataFolder, "filmgate.db");
	}

	/** A server serves: its database can be read. */
	begin(): void {
		this.#open = true;
		for (const receipt of this.#unchecked.splice(0)) this.check(receipt);
	}

	/** The server is gone. Nobody may hold its file open, or the next one need not recover it. */
	end(): void {
		this.#open = false;
		this.#reader?.close();
		this.#reader = null;
	}

	check(receipt: Receipt): void {
		if (!this.#open) return void this.#unchecked.push(receipt);
		let status: unknown;
		try {
			this.#reader ??= openReadable(this.#file);
			status = this.#reader.sql("SELECT status FROM tasks WHERE id = ?").pluck().get(Number(receipt.task));
		} catch {
			this.#unchecked.push(receipt);
			return;
		}
		const told = receipt.type?.replace("task.", "");
		const isTrue =
			told === "running" ? RAN.includes(status) : told === undefined ? RAN.includes(status) : status === told;
		if (isTrue) return;
		this.violations.push(`I6: ${receipt.path} was told that task ${receipt.task} is ${told}, and it was ${status}`);
	}
}
