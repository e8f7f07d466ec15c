import { z } from "zod";
import type { Clock } from "../core/clock.ts";
import type { JsonValue } from "../core/json.ts";
import type { Engine, EngineStatus } from "../core/ports/engine.ts";

const LOOK_AT_MOST_EVERY_MS = 1_000;
/** Nothing comes of it; whoever cancels does not wait for a look. */
const LOOK_AT_STUCK_EVERY_MS = 60_000;

const scriptedHandle = z.object({
	script: z.object({ outcome: z.enum(["succeed", "fail", "reject"]), readyAt: z.number() }),
	inner: z.json(),
});

type ScriptedHandle = z.infer<typeof scriptedHandle>;

/** Of work that nobody does. */
const stuckHandle = z.object({ stuck: z.literal(true) });

/**
 * An engine that plays what a test key asked for in its prompt, and is `inner` for every other order. The script goes into
 * the handle, so that it outlives a restart.
 */
export function createScriptedEngine(inner: Engine, clock: Clock): Engine {
	const scripted: Engine = {
		name: inner.name,
		capabilities: inner.capabilities,
		async start(order, context) {
			// Not even begun: it would keep the renderer from others' films.
			if (order.script?.outcome === "stuck") {
				return { kind: "started", handle: { stuck: true }, warnings: [] };
			}
			const answer = await inner.start(order, context);
			if (order.script === null || answer.kind !== "started") return answer;
			const script = { outcome: order.script.outcome, readyAt: clock.now() + order.script.slowMs };
			return { ...answer, handle: { script, inner: answer.handle } };
		},
		async status(handle, context) {
			if (isStuck(handle)) return { kind: "working", progress: null, askAgainAfterMs: LOOK_AT_STUCK_EVERY_MS };
			const known = readScripted(handle);
			if (known === null) return await inner.status(handle, context);
			const leftMs = known.script.readyAt - context.now;
			if (leftMs > 0) {
				return { kind: "working", progress: null, askAgainAfterMs: Math.min(leftMs, LOOK_AT_MOST_EVERY_MS) };
			}
			return ending(known.script.outcome) ?? (await inner.status(known.inner, context));
		},
		openFilm: (source, context) => inner.openFilm(source, context),
	};
	const cancel = inner.cancel?.bind(inner);
	if (cancel !== undefined) {
		scripted.cancel = async (handle, context) => {
			if (isStuck(handle)) return "stopped";
			const answer = await cancel(innerHandle(handle), context);
			// What the script still holds back has not ended for anybody, even if `inner` is done with it.
			const heldUntil = readScripted(handle)?.script.readyAt ?? 0;
			return heldUntil > clock.now() ? "stopped" : answer;
		};
	}
	const forget = inner.forget?.bind(inner);
	if (forget !== undefined) {
		scripted.forget = async (handle) => {
			if (!isStuck(handle)) await forget(innerHandle(handle));
		};
	}
	if (inner.find !== undefined) scripted.find = inner.find.bind(inner);
	if (inner.close !== undefined) scripted.close = inner.close.bind(inner);
	return scripted;
}

function readScripted(handle: JsonValue): ScriptedHandle | null {
	const parsed = scriptedHandle.safeParse(handle);
	return parsed.success ? parsed.data : null;
}

function innerHandle(handle: JsonValue): JsonValue {
	return readScripted(handle)?.inner ?? handle;
}

function isStuck(handle: JsonValue): boolean {
	return stuckHandle.safeParse(handle).success;
}

function ending(outcome: ScriptedHandle["script"]["outcome"]): EngineStatus | null {
	switch (outcome) {
		case "succeed":
			return null;
		case "fail":
			return { kind: "failed", failure: { code: "engine_failed", message: "Failed because the prompt asked for it." } };
		case "reject":
			return {
				kind: "failed",
				failure: { code: "content_refused", message: "Refused by moderation because the prompt asked for it." },
			};
	}
}
