import type { Deliverer } from "../loops/deliverer.ts";
import { createLoop } from "../loops/loop.ts";
import type { Answering } from "./answers.ts";
import type { Data } from "./data.ts";
import type { Moving } from "./engines.ts";
import type { Surroundings } from "./parts.ts";

const OTHERS_EVERY_MS = 1_000;

type Told = Pick<Data, "keyring" | "store" | "pauses"> &
	Pick<Moving, "loops"> &
	Pick<Answering, "statuses"> & { readonly deliverer: Deliverer };

/** Commands beside this server may write at any time; it knows within a second, and forgets what it thought it knew. */
export function watchOtherWriters(told: Told, { clock, log }: Surroundings) {
	const round = async () => {
		if (await told.keyring.refresh()) {
			told.statuses.clear();
			await told.deliverer.refresh();
			if (await told.pauses.refresh()) told.loops.dispatcher.wake();
		}
		await told.store.hearOthers();
		return OTHERS_EVERY_MS;
	};
	return createLoop({ name: "others", clock, log, round });
}
