import type { FastifyRequest } from "fastify";

/** Where this client reaches the server: the configured address, else the one that it used. */
export function originOf(request: FastifyRequest, publicUrl: string | null): string {
	if (publicUrl !== null) return publicUrl;
	return `http://${request.headers.host ?? "localhost"}`;
}
