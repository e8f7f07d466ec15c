import multipart from "@fastify/multipart";
import type { FastifyInstance } from "fastify";

/** Whatever a client calls its body, it is held in memory: dialects read it as what their wire says it is. */
export function holdBodies(scope: FastifyInstance, bodyLimit: number): void {
	scope.removeAllContentTypeParsers();
	scope.addContentTypeParser("*", { parseAs: "buffer", bodyLimit }, (_request, body, done) => done(null, body));
}

/** A form, JSON, or plain bytes, which are not held but read as they arrive. */
export async function takeAnyBodies(scope: FastifyInstance, bodyLimit: number): Promise<void> {
	scope.removeAllContentTypeParsers();
	await scope.register(multipart);
	const held = { parseAs: "buffer", bodyLimit } as const;
	scope.addContentTypeParser("application/json", held, (_request, body, done) => done(null, body));
	scope.addContentTypeParser("*", (_request, body, done) => done(null, body));
}
