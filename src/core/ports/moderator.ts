import type { Caller } from "../account.ts";
import type { Film } from "../film.ts";
import type { Order } from "../order.ts";
import type { Task } from "../task.ts";

/** Says whether this server's operator wants an order to be made, and a film to be given out. */
export interface Moderator {
	/**
	 * Asked of every new order before anything is stored or held. A refusal is the moderator's word about the content;
	 * rejects with `busy` when it could not find out and its operator would rather wait than let it pass.
	 */
	reviewOrder(caller: Caller, order: Order): Promise<ModerationVerdict>;
	/** Asked of finished work in the archive, before anybody else can see it. Rejects as `reviewOrder` does. */
	reviewFilms(task: Task, films: readonly Film[]): Promise<ModerationVerdict>;
	/** Ends what it keeps open. */
	close(): Promise<void>;
}

export type ModerationVerdict =
	| { readonly kind: "allowed" }
	| {
			readonly kind: "refused";
			/** One sentence that is safe to show to the client. */
			readonly reason: string;
			/** What it was found in, as all wires spell it; null when that is not said. */
			readonly field: "prompt" | null;
	  };

export const ALLOWED: ModerationVerdict = { kind: "allowed" };

/** Has nothing against anything: what a server does that was told of no moderation. */
export const allowAll: Moderator = {
	reviewOrder: async () => ALLOWED,
	reviewFilms: async () => ALLOWED,
	close: async () => {},
};
