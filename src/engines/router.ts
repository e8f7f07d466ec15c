import type { Caller } from "../core/account.ts";
import { FilmgateError } from "../core/errors.ts";
import type { Submission } from "../core/new-task.ts";
import type { Operation } from "../core/order.ts";
import type { Engine } from "../core/ports/engine.ts";

/** The engine of test keys, and of every live order that no other engine is configured for. */
export const PREVIEW = "preview";

/** In the routes: every model that has no line of its own. */
const ANY_MODEL = "*";

export interface RouterOptions {
	readonly engines: ReadonlyMap<string, Engine>;
	/** Names of engines by the model that the client named, the first choice first. */
	readonly routes: ReadonlyMap<string, readonly string[]>;
	/** Whether an engine starts nothing for now. */
	isPaused(engine: string): boolean;
}

export type Router = (caller: Caller, submission: Submission) => string;

/** The models that have a line of their own, and the name of the embedded engine, which is always a model as well. */
export function namedModels(routes: RouterOptions["routes"]): readonly string[] {
	return [...new Set([PREVIEW, ...routes.keys()])].filter((name) => name !== ANY_MODEL);
}

/** What the engines on a model's route do, for a caller who names it. */
export function createOperations({ engines, routes }: Omit<RouterOptions, "isPaused">) {
	return (caller: Caller, model: string): readonly Operation[] => {
		const candidates = routeOf(routes, caller, model).flatMap((name) => engines.get(name) ?? []);
		return [...new Set(candidates.flatMap(({ capabilities }) => capabilities.operations))];
	};
}

function routeOf(routes: RouterOptions["routes"], { mode }: Caller, model: string): readonly string[] {
	return mode === "test" ? [PREVIEW] : (routes.get(model) ?? routes.get(ANY_MODEL) ?? [PREVIEW]);
}

/**
 * Chooses the engine that makes an order: the first on its model's route that does the operation and is not paused, or
 * just the first that does it when all of them are; for a test key always the preview engine. Throws `unsupported_operation`, with what the route can do, when there is none.
 */
export function createRouter({ engines, routes, isPaused }: RouterOptions): Router {
	return (caller, { order }) => {
		const candidates = routeOf(routes, caller, order.model).flatMap((name) => engines.get(name) ?? []);
		const able = candidates.filter(({ capabilities }) => capabilities.operations.includes(order.operation));
		const chosen = able.find(({ name }) => !isPaused(name)) ?? able[0];
		if (chosen !== undefined) return chosen.name;
		const possible = new Set(candidates.flatMap(({ capabilities }) => capabilities.operations));
		throw new FilmgateError("unsupported_operation", `No engine of this server does ${order.operation}.`, {
			allowed: possible.size === 0 ? null : [...possible].join(", "),
		});
	};
}
