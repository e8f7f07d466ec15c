import multipart from "@fastify/multipart";
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Caller } from "../core/account.ts";
import { AnswerDropped, FilmgateError, toFilmgateError } from "../core/errors.ts";
import type { Dialect, Handler } from "../dialects/dialect.ts";
import { authenticate } from "./authenticate.ts";
import { type BodyBudget, bytesOfBody } from "./body-budget.ts";
import { holdBodies, takeAnyBodies } from "./body-parsers.ts";
import { signalOfClosing } from "./closing.ts";
import { ClientLeft, toDialectRequest } from "./dialect-request.ts";
import { createLinks } from "./links.ts";
import { originOf } from "./origin.ts";
import type { BodyKind, Route } from "./route.ts";
import type { WireRoutes } from "./routes.ts";
import { send } from "./send.ts";
import { sendReply } from "./send-reply.ts";
import type { HttpServices } from "./services.ts";
import type { StatusLane } from "./status-lane.ts";
import { countRequest, type Instead, statusRoute } from "./status-route.ts";

/** Puts one wire on the server, in a scope of its own: its envelope, its not-found, its key check, its body cap. */
export async function addWire(
	app: FastifyInstance,
	wire: Omit<WireRoutes, "describe">,
	given: { services: HttpServices; budget: BodyBudget; lane: StatusLane },
) {
	const { dialect, prefix, routes } = wire;
	const { services, budget, lane } = given;
	const closing = signalOfClosing(app);
	await app.register(
		async (scope) => {
			holdBodies(scope, dialect.bodyLimit);
			scope.setErrorHandler((error, request, reply) => sendError(error, request, reply));
			for (const route of routes) if (!takes("form", route) && !takes("any", route)) addRoute(scope, route);
			await scope.register(addFormRoutes);
			await scope.register(addAnyRoutes);
			await scope.register(addNotFound);
		},
		{ prefix },
	);

	/** In a scope of their own: the hooks that read forms would cost every other request time. */
	async function addFormRoutes(scope: FastifyInstance): Promise<void> {
		await scope.register(multipart);
		for (const route of routes) if (takes("form", route)) addRoute(scope, route);
	}

	async function addAnyRoutes(scope: FastifyInstance): Promise<void> {
		await takeAnyBodies(scope, dialect.bodyLimit);
		for (const route of routes) if (takes("any", route)) addRoute(scope, route);
	}

	function addRoute(scope: FastifyInstance, route: Route): void {
		const url = route.path.slice(prefix.length);
		if ("status" in route) {
			const instead: Instead = (handler, request, given) => handle({ handle: handler }, request, given);
			const status = statusRoute(dialect, { reader: route.status, services, instead });
			lane.add(route.path, status);
			scope.get(url, status.handle);
			return;
		}
		const callers = new WeakMap<FastifyRequest, Caller>();
		const reads = route.method === "GET" || route.method === "HEAD";
		scope.route({
			method: route.method,
			url,
			exposeHeadRoute: false,
			// The key is checked before a byte of the body is read.
			onRequest: async (request, reply) => {
				const caller = await authenticate(dialect, services.keyring, request.headers);
				countRequest(services.limits[reads ? "polls" : "submits"], caller, reply);
				callers.set(request, caller);
				if (!reads && isHeld(route.body, request)) holdBudget(request, reply, dialect);
			},
			handler: (request, reply) => handle(route, request, { reply, caller: callers.get(request) as Caller }),
		});
	}

	async function handle(
		route: { readonly handle: Handler },
		request: FastifyRequest,
		{ reply, caller }: { reply: FastifyReply; caller: Caller },
	): Promise<void> {
		const links = createLinks(services.signer, originOf(request, services.publicUrl));
		const { bodyLimit } = dialect;
		const asked = toDialectRequest(request, reply, { caller, links, closing, bodyLimit });
		const answer = await route.handle(asked, services);
		await sendReply({ request, reply }, answer, services);
	}

	/** Of a multipart body only the fields are held, which together have the cap of other bodies. */
	function holdBudget(request: FastifyRequest, reply: FastifyReply, { bodyLimit }: Dialect): void {
		const bytes = bytesOfBody(request.headers, bodyLimit);
		// Of a client that left while its key was checked nothing comes any more, and no second close either.
		if (bytes > 0 && !reply.raw.closed) reply.raw.once("close", budget.take(bytes));
	}

	function sendError(thrown: unknown, request: FastifyRequest, reply: FastifyReply): void {
		if (thrown instanceof AnswerDropped) {
			hangUp(reply);
			return;
		}
		const error = fromFastify(thrown as FastifyError, dialect);
		const answer = dialect.renderError(error, request.headers);
		if (error.code === "internal" && !(error.cause instanceof ClientLeft)) {
			const requestId = answer.headers?.["x-request-id"];
			services.log.error({ err: error.cause ?? error, url: pathOf(request), requestId }, "a request failed");
		}
		send(reply, answer);
	}
}

function hangUp(reply: FastifyReply): void {
	reply.hijack();
	reply.raw.destroy();
}

/** In a scope of its own: nobody has to show a key here, so nothing of a body is read. */
async function addNotFound(scope: FastifyInstance): Promise<void> {
	const refuse = async (request: FastifyRequest) => {
		throw new FilmgateError("unknown_route", `There is no ${request.method} ${pathOf(request)}.`);
	};
	scope.addHook("onRequest", refuse);
	scope.setNotFoundHandler(refuse);
}

/** Whether a body, or the fields in it, are held in memory. Of bodies of any kind the plain ones are read as they arrive. */
function isHeld(kind: BodyKind, { headers }: FastifyRequest): boolean {
	return kind !== "any" || /^\s*(application\/json|multipart\/)/i.test(headers["content-type"] ?? "");
}

function takes(kind: BodyKind, route: Route): boolean {
	return "body" in route && route.body === kind;
}

function fromFastify(thrown: FastifyError, dialect: Dialect): FilmgateError {
	if (thrown.code === "FST_ERR_CTP_BODY_TOO_LARGE") {
		const allowed = `at most ${dialect.bodyLimit} bytes`;
		return new FilmgateError("body_too_large", `The body is too large: ${allowed} are allowed.`, { allowed });
	}
	// ECONNRESET: the client left in the middle of its body.
	if (thrown.code === "ECONNRESET" || (typeof thrown.code === "string" && thrown.code.startsWith("FST_ERR_CTP"))) {
		return new FilmgateError("malformed_body", "The body cannot be read.", { cause: thrown });
	}
	return toFilmgateError(thrown);
}

function pathOf(request: FastifyRequest): string {
	const query = request.url.indexOf("?");
	return query < 0 ? request.url : request.url.slice(0, query);
}
