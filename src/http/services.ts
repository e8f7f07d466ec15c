import type { Keyring } from "../accounts/keyring.ts";
import type { Clock } from "../core/clock.ts";
import type { BlobStore } from "../core/ports/blob-store.ts";
import type { Log } from "../core/ports/log.ts";
import type { TaskStore } from "../core/ports/task-store.ts";
import type { UploadStore } from "../core/ports/upload-store.ts";
import type { DialectServices } from "../dialects/dialect.ts";
import type { LinkSigner } from "../media/link-signer.ts";
import type { RateLimits } from "./rate-limit.ts";
import type { Health } from "./health.ts";
import type { StatusCache } from "./status-cache.ts";

/** What the HTTP server stands on. */
export interface HttpServices extends DialectServices {
	readonly keyring: Keyring;
	readonly store: Pick<TaskStore, "findFilm">;
	readonly uploads: Pick<UploadStore, "findUpload">;
	readonly blobs: BlobStore;
	readonly signer: LinkSigner;
	readonly statuses: StatusCache;
	readonly limits: RateLimits;
	readonly clock: Clock;
	readonly log: Log;
	/** How clients reach this server, without a slash at the end; null = as each client did. */
	readonly publicUrl: string | null;
	/** Origins whose pages may use the API; `*` for all. */
	readonly corsOrigins: readonly string[];
	/** Of this installation. */
	readonly version: string;
	/** For `/healthz` and `/readyz`. */
	health(): Health;
}
