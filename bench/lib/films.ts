import { setTimeout as pause } from "node:timers/promises";

/** Orders on the native wire of a server. */
export interface Films {
	/** Orders a film; gives its task's id. */
	order(wish: FilmWish): Promise<string>;
	/** Resolves once the task has succeeded; rejects when it ends otherwise. */
	finished(id: string): Promise<void>;
	status(id: string): Promise<string>;
	cancel(id: string): Promise<void>;
}

export interface FilmWish {
	readonly prompt: string;
	readonly size: string;
	readonly seconds: number;
	readonly fps: number;
	readonly sound: boolean;
	readonly seed: number;
}

const LOOK_EVERY_MS = 20;

export function orderFilms(url: string, key: string): Films {
	const headers = { authorization: `Bearer ${key}`, "content-type": "application/json" };
	const call = async (path: string, init: RequestInit = {}) => {
		const answer = await fetch(`${url}/api/v1/tasks${path}`, { headers, ...init });
		const body = (await answer.json()) as { id: string; status: string };
		if (!answer.ok) throw new Error(`The server said ${answer.status}: ${JSON.stringify(body)}`);
		return body;
	};
	const status = async (id: string) => (await call(`/${id}`)).status;
	return {
		order: async (wish) => (await call("", { method: "POST", body: JSON.stringify(wish) })).id,
		status,
		async finished(id) {
			for (let now = await status(id); now !== "succeeded"; now = await status(id)) {
				if (["failed", "rejected", "cancelled"].includes(now)) throw new Error(`The film ended as ${now}.`);
				await pause(LOOK_EVERY_MS);
			}
		},
		cancel: async (id) => {
			await call(`/${id}/cancel`, { method: "POST", body: "{}" });
		},
	};
}
