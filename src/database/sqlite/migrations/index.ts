import { sql as first } from "./0001-first.ts";
import { sql as webhooks } from "./0002-webhooks.ts";
import { sql as turns } from "./0003-turns.ts";
import { sql as outsideChanges } from "./0004-outside-changes.ts";
import { sql as late } from "./0005-late.ts";
import { sql as uploadPurposes } from "./0006-upload-purposes.ts";
import { sql as modelLimits } from "./0007-model-limits.ts";
import { sql as usage } from "./0008-usage.ts";
import { sql as uploadRequests } from "./0009-upload-requests.ts";

/** Every step from an empty file to the present schema, in order. Steps are only ever added. */
export const MIGRATIONS: readonly string[] = [
	first,
	webhooks,
	turns,
	outsideChanges,
	late,
	uploadPurposes,
	modelLimits,
	usage,
	uploadRequests,
];
