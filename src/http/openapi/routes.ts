import { hash } from "node:crypto";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { hasAlready } from "../../media/conditions.ts";
import { originOf } from "../origin.ts";
import type { WireRoutes } from "../routes.ts";
import { createDocument } from "./document.ts";
import { plain } from "./html.ts";
import { createPage } from "./page.ts";

/** The wires as an OpenAPI document, for programs. */
export const DOCUMENT_PATH = "/openapi.json";
/** The same for people. */
export const PAGE_PATH = "/docs";

/** The page has no script and fetches nothing. */
const CONTENT_SECURITY_POLICY =
	"default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
/** Stands for the server's address in what is kept: anybody may name a server as they like, and nothing is kept for each name. */
const ORIGIN = "http://origin.invalid";

export interface OpenApiServices {
	readonly publicUrl: string | null;
	readonly version: string;
}

interface Texts {
	readonly document: string;
	readonly page: string;
}

/** `/openapi.json` and `/docs`, made when they are first asked for. Neither needs a key: they say nothing that the sources do not. */
export function addOpenApi(
	app: FastifyInstance,
	wires: readonly WireRoutes[],
	{ publicUrl, version }: OpenApiServices,
): void {
	let texts: Promise<Texts> | null = null;
	const made = () => (texts ??= makeTexts(wires, version));
	app.get(DOCUMENT_PATH, async (request, reply) => {
		const { document } = await made();
		const origin = JSON.stringify(originOf(request, publicUrl)).slice(1, -1);
		reply.headers({ "content-type": "application/json; charset=utf-8", "access-control-allow-origin": "*" });
		return sendText(
			{ request, reply },
			document.replaceAll(ORIGIN, () => origin),
		);
	});
	app.get(PAGE_PATH, async (request, reply) => {
		const { page } = await made();
		const origin = plain(originOf(request, publicUrl));
		reply.headers({
			"content-type": "text/html; charset=utf-8",
			"content-security-policy": CONTENT_SECURITY_POLICY,
			"x-content-type-options": "nosniff",
		});
		return sendText(
			{ request, reply },
			page.replaceAll(ORIGIN, () => origin),
		);
	});
}

/** All wires with what they say of themselves. */
export async function describeWires(wires: readonly WireRoutes[]) {
	return await Promise.all(wires.map(async (wire) => ({ ...wire, ...(await wire.describe()) })));
}

async function makeTexts(wires: readonly WireRoutes[], version: string): Promise<Texts> {
	const document = createDocument(await describeWires(wires), { version, origin: ORIGIN });
	return { document: JSON.stringify(document), page: createPage(document) };
}

/** With a name for its bytes: whoever has them is told so and gets no others. */
function sendText({ request, reply }: { request: FastifyRequest; reply: FastifyReply }, text: string): FastifyReply {
	const etag = `"${hash("sha256", text, "base64url").slice(0, 22)}"`;
	reply.headers({ etag, "cache-control": "no-cache", vary: "host" });
	if (hasAlready(request.headers, etag)) return reply.code(304).send();
	return reply.send(text);
}
