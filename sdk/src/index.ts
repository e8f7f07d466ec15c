export { createFilmgate, type Filmgate, type FilmgateOptions } from "./client.ts";
export { FilmgateApiError, FilmgateConnectionError, FilmgateTimeoutError } from "./errors.ts";
export type { AccountVerbs, Ledger, LedgerOptions, UsageOptions } from "./account.ts";
export type { Download, DownloadableFilm, DownloadOptions } from "./download.ts";
export type { Films } from "./films.ts";
export type { CallOptions, PageOptions } from "./pages.ts";
export type { CreateOptions } from "./idempotency-key.ts";
export type { ListOptions, Tasks } from "./tasks.ts";
export type { Uploads, UploadSource } from "./uploads.ts";
export {
	FilmgateWebhookError,
	type VerifyOptions,
	verifyWebhook,
	type WebhookFault,
	type WebhookHeaders,
} from "./verify-webhook.ts";
export type { WaitOptions } from "./wait-for-task.ts";
export { isFinished, type WatchOptions } from "./watch-task.ts";
export type { Webhooks } from "./webhooks.ts";
export type * from "./wire.ts";
export const VERSION = "0.1.0";
