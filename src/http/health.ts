import type { FastifyInstance } from "fastify";
import type { HttpServices } from "./services.ts";

export const HEALTH_PATH = "/healthz";

/** 200 while the server takes and moves tasks, 503 otherwise. */
export function addHealth(app: FastifyInstance, services: Pick<HttpServices, "healthy">): void {
	app.get(HEALTH_PATH, (_request, reply) => {
		const ok = services.healthy();
		return reply.code(ok ? 200 : 503).send({ status: ok ? "ok" : "unavailable" });
	});
}
