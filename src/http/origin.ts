import type { FastifyRequest } from "fastify";

/** A host name or address, with a port or without. */
const HOST = /^[\w.:[\]-]{1,255}$/;

/** Where this client reaches the server: the configured address, else the one that it used. */
export function originOf(request: Pick<FastifyRequest, "headers">, publicUrl: string | null): string {
	if (publicUrl !== null) return publicUrl;
	const { host = "" } = request.headers;
	return `http://${HOST.test(host) ? host : "localhost"}`;
}
