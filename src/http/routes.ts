import type { WireDescription } from "../dialects/describe.ts";
import type { Dialect } from "../dialects/dialect.ts";
import { balance as nativeBalance, ledger, usage } from "../dialects/native/account.ts";
import { cancel } from "../dialects/native/cancel.ts";
import { deleteTask } from "../dialects/native/delete.ts";
import { listDeliveries, redeliver, testWebhook } from "../dialects/native/deliveries.ts";
import { native } from "../dialects/native/dialect.ts";
import { events } from "../dialects/native/events.ts";
import { film, linkFilm } from "../dialects/native/films.ts";
import { list } from "../dialects/native/list.ts";
import { listModels } from "../dialects/native/models-list.ts";
import { status as nativeStatus } from "../dialects/native/status.ts";
import { submit as nativeSubmit } from "../dialects/native/submit.ts";
import {
	createWebhook,
	deleteWebhook,
	disableWebhook,
	enableWebhook,
	listWebhooks,
	readWebhook,
	rotateWebhook,
} from "../dialects/native/webhooks.ts";
import { addUpload, deleteUpload, listUploads, readUpload } from "../dialects/native/uploads.ts";
import { createCharacter, readCharacter } from "../dialects/openai/characters.ts";
import { content } from "../dialects/openai/content.ts";
import { remove as openaiDelete } from "../dialects/openai/delete.ts";
import { openai } from "../dialects/openai/dialect.ts";
import { extend as openaiExtend } from "../dialects/openai/extend.ts";
import { list as openaiList } from "../dialects/openai/list.ts";
import { edit, remix } from "../dialects/openai/modify.ts";
import { status as openaiStatus } from "../dialects/openai/status.ts";
import { submit as openaiSubmit } from "../dialects/openai/submit.ts";
import { balance } from "../dialects/pixverse/balance.ts";
import { pixverse } from "../dialects/pixverse/dialect.ts";
import { submitExtend } from "../dialects/pixverse/extend.ts";
import { submitFusion } from "../dialects/pixverse/fusion.ts";
import { imageStatus } from "../dialects/pixverse/image-status.ts";
import { submitImageTemplate } from "../dialects/pixverse/image-template.ts";
import { submitImage } from "../dialects/pixverse/image.ts";
import { submitLipSync } from "../dialects/pixverse/lip-sync.ts";
import { maskSelection } from "../dialects/pixverse/mask-selection.ts";
import { submitMimic } from "../dialects/pixverse/mimic.ts";
import { submitModify } from "../dialects/pixverse/modify.ts";
import { submitMultiTransition } from "../dialects/pixverse/multi-transition.ts";
import { restyleList } from "../dialects/pixverse/restyle-list.ts";
import { submitRestyle } from "../dialects/pixverse/restyle.ts";
import { submitSoundEffect } from "../dialects/pixverse/sound-effect.ts";
import { status as pixverseStatus } from "../dialects/pixverse/status.ts";
import { submitSwap } from "../dialects/pixverse/swap.ts";
import { templateList } from "../dialects/pixverse/template-list.ts";
import { submitText } from "../dialects/pixverse/text.ts";
import { submitTransition } from "../dialects/pixverse/transition.ts";
import { ttsList } from "../dialects/pixverse/tts-list.ts";
import { createSpeaker, deleteSpeaker, listSpeakers } from "../dialects/pixverse/tts-speaker.ts";
import { uploadImage } from "../dialects/pixverse/upload-image.ts";
import { uploadMedia } from "../dialects/pixverse/upload-media.ts";
import { submitUpscale } from "../dialects/pixverse/upscale.ts";
import { usageDetail } from "../dialects/pixverse/usage-detail.ts";
import { zai } from "../dialects/zai/dialect.ts";
import { generateImage, submitImage as submitZaiImage } from "../dialects/zai/images.ts";
import { statusByAlias, status as zaiStatus } from "../dialects/zai/status.ts";
import { submitByAlias, submit as zaiSubmit } from "../dialects/zai/submit.ts";
import { file, get, poll, post, remove, type Route } from "./route.ts";

/** A wire under its prefix; whatever else is asked for there gets this wire's own error. */
export interface WireRoutes {
	readonly dialect: Dialect;
	readonly prefix: string;
	readonly routes: readonly Route[];
	/** What the wire says of itself. Loaded when somebody asks: a server starts without it. */
	describe(): Promise<{ readonly description: WireDescription }>;
}

/** The front door: every URL of every wire. The files of films are in films.ts, the server's health is in health.ts. */
export const WIRES: readonly WireRoutes[] = [
	{
		dialect: zai,
		describe: () => import("../dialects/zai/description.ts"),
		prefix: "/api/paas/v4",
		routes: [
			post("/api/paas/v4/videos/generations", zaiSubmit),
			post("/api/paas/v4/video/generation", submitByAlias),
			post("/api/paas/v4/images/generations", generateImage),
			post("/api/paas/v4/async/images/generations", submitZaiImage),
			poll("/api/paas/v4/async-result/:id", zaiStatus),
			get("/api/paas/v4/async-result", statusByAlias),
		],
	},
	{
		dialect: pixverse,
		describe: () => import("../dialects/pixverse/description.ts"),
		prefix: "/openapi/v2",
		routes: [
			post("/openapi/v2/video/text/generate", submitText),
			post("/openapi/v2/video/img/generate", submitImage),
			post("/openapi/v2/video/transition/generate", submitTransition),
			post("/openapi/v2/video/extend/generate", submitExtend),
			post("/openapi/v2/video/modify/generate", submitModify),
			post("/openapi/v2/video/sound_effect/generate", submitSoundEffect),
			post("/openapi/v2/video/lip_sync/generate", submitLipSync),
			get("/openapi/v2/video/lip_sync/tts_list", ttsList),
			get("/openapi/v2/video/tts_speaker", listSpeakers),
			post("/openapi/v2/video/tts_speaker", createSpeaker),
			remove("/openapi/v2/video/tts_speaker/:speaker_id", deleteSpeaker),
			post("/openapi/v2/video/fusion/generate", submitFusion),
			post("/openapi/v2/video/multi_transition/generate", submitMultiTransition),
			post("/openapi/v2/video/restyle/generate", submitRestyle),
			get("/openapi/v2/video/restyle/list", restyleList),
			post("/openapi/v2/video/mask/selection", maskSelection),
			post("/openapi/v2/video/swap/generate", submitSwap),
			post("/openapi/v2/video/mimic/generate", submitMimic),
			post("/openapi/v2/video/upscale/generate", submitUpscale),
			get("/openapi/v2/video/effects/templates/list", templateList),
			poll("/openapi/v2/video/result/:id", pixverseStatus),
			post("/openapi/v2/image/template/generate", submitImageTemplate),
			poll("/openapi/v2/image/result/:id", imageStatus),
			post("/openapi/v2/image/upload", uploadImage, "form"),
			post("/openapi/v2/media/upload", uploadMedia, "form"),
			get("/openapi/v2/account/balance", balance),
			post("/openapi/v2/account/billing/usage-detail", usageDetail),
		],
	},
	{
		dialect: native,
		describe: () => import("../dialects/native/description.ts"),
		prefix: "/api/v1",
		routes: [
			post("/api/v1/tasks", nativeSubmit),
			get("/api/v1/tasks", list),
			poll("/api/v1/tasks/:id", nativeStatus),
			get("/api/v1/tasks/:id/events", events),
			remove("/api/v1/tasks/:id", deleteTask),
			post("/api/v1/tasks/:id/cancel", cancel, "none"),
			post("/api/v1/uploads", addUpload, "any"),
			get("/api/v1/uploads", listUploads),
			get("/api/v1/uploads/:id", readUpload),
			remove("/api/v1/uploads/:id", deleteUpload),
			...file("/api/v1/films/:id", film),
			post("/api/v1/films/:id/link", linkFilm),
			post("/api/v1/webhooks", createWebhook),
			get("/api/v1/webhooks", listWebhooks),
			get("/api/v1/webhooks/:id", readWebhook),
			remove("/api/v1/webhooks/:id", deleteWebhook),
			post("/api/v1/webhooks/:id/rotate", rotateWebhook),
			post("/api/v1/webhooks/:id/enable", enableWebhook, "none"),
			post("/api/v1/webhooks/:id/disable", disableWebhook, "none"),
			post("/api/v1/webhooks/:id/test", testWebhook, "none"),
			get("/api/v1/webhooks/:id/deliveries", listDeliveries),
			post("/api/v1/webhooks/:id/deliveries/:delivery/redeliver", redeliver, "none"),
			get("/api/v1/models", listModels),
			get("/api/v1/balance", nativeBalance),
			get("/api/v1/usage", usage),
			get("/api/v1/ledger", ledger),
		],
	},
	{
		dialect: openai,
		describe: () => import("../dialects/openai/description.ts"),
		prefix: "/v1",
		routes: [
			post("/v1/videos", openaiSubmit, "form"),
			get("/v1/videos", openaiList),
			post("/v1/videos/edits", edit, "form"),
			post("/v1/videos/extensions", openaiExtend, "form"),
			post("/v1/videos/characters", createCharacter, "form"),
			get("/v1/videos/characters/:id", readCharacter),
			poll("/v1/videos/:id", openaiStatus),
			remove("/v1/videos/:id", openaiDelete),
			post("/v1/videos/:id/remix", remix, "form"),
			...file("/v1/videos/:id/content", content),
		],
	},
];
