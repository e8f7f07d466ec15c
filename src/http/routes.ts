import type { Dialect } from "../dialects/dialect.ts";
import { native } from "../dialects/native/dialect.ts";
import * as pixverseBalance from "../dialects/pixverse/balance.ts";
import { pixverse } from "../dialects/pixverse/dialect.ts";
import * as pixverseStatus from "../dialects/pixverse/status.ts";
import * as pixverseSubmit from "../dialects/pixverse/submit.ts";
import * as pixverseUpload from "../dialects/pixverse/upload.ts";
import { zai } from "../dialects/zai/dialect.ts";
import * as zaiStatus from "../dialects/zai/status.ts";
import * as zaiSubmit from "../dialects/zai/submit.ts";
import { get, poll, post, type Route } from "./route.ts";

/** A wire under its prefix; whatever else is asked for there gets this wire's own error. */
export interface WireRoutes {
	readonly dialect: Dialect;
	readonly prefix: string;
	readonly routes: readonly Route[];
}

/** The front door: every URL of every wire. The files of films are in films.ts, the server's health is in health.ts. */
export const WIRES: readonly WireRoutes[] = [
	{
		dialect: zai,
		prefix: "/api/paas/v4",
		routes: [
			post("/api/paas/v4/videos/generations", zaiSubmit.submit),
			get("/api/paas/v4/async-result", zaiStatus.statusByAlias),
			poll("/api/paas/v4/async-result/:id", zaiStatus.status),
			post("/api/paas/v4/video/generation", zaiSubmit.submitByAlias),
		],
	},
	{
		dialect: pixverse,
		prefix: "/openapi/v2",
		routes: [
			post("/openapi/v2/video/text/generate", pixverseSubmit.submitText),
			post("/openapi/v2/video/img/generate", pixverseSubmit.submitImage),
			poll("/openapi/v2/video/result/:id", pixverseStatus.status),
			post("/openapi/v2/image/upload", pixverseUpload.uploadImage, "form"),
			get("/openapi/v2/account/balance", pixverseBalance.balance),
		],
	},
	{ dialect: native, prefix: "/api/v1", routes: [] },
];
