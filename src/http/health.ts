import type { FastifyInstance } from "fastify";

/** Whether this process should go on running: what restarts processes looks here. */
export const HEALTH_PATH = "/healthz";
/** Whether it can take tasks: what spreads requests over processes looks here. */
export const READY_PATH = "/readyz";

/** What a server knows of its own state. */
export interface Health {
	/** False once it closes, or can never write again. */
	readonly alive: boolean;
	/** What keeps the database from being written, in words; null while nothing does. */
	readonly database: string | null;
	/** Engines by name. A paused one starts nothing; its tasks wait. */
	readonly engines: Readonly<Record<string, "ok" | "paused">>;
}

/** `/healthz` and `/readyz`: 200 or 503, for machines; what is wrong, for people. Neither needs a key, neither tells a secret. */
export function addHealth(app: FastifyInstance, { health }: { health(): Health }): void {
	app.get(HEALTH_PATH, (_request, reply) => {
		const { alive } = health();
		return reply.code(alive ? 200 : 503).send({ status: alive ? "ok" : "unavailable" });
	});
	app.get(READY_PATH, (_request, reply) => {
		const { alive, database, engines } = health();
		const ready = alive && database === null;
		const body = { status: ready ? "ready" : "unavailable", database: database ?? "ok", engines };
		return reply
			.code(ready ? 200 : 503)
			.header("cache-control", "no-store")
			.send(body);
	});
}
