import type { Connection } from "../connection.ts";
import { adoptTasks } from "./adopt-tasks.ts";
import { applyEvent } from "./apply-event.ts";
import { changeLimits } from "./change-limits.ts";
import { changeWebhook } from "./change-webhook.ts";
import { claimTasks } from "./claim-tasks.ts";
import { createAccount } from "./create-account.ts";
import { createMade } from "./create-made.ts";
import { createKey } from "./create-key.ts";
import { createTask } from "./create-task.ts";
import { createUpload } from "./create-upload.ts";
import { createWebhook } from "./create-webhook.ts";
import { deleteUpload } from "./delete-upload.ts";
import { deleteWebhook } from "./delete-webhook.ts";
import { keepPayload } from "./keep-payload.ts";
import { pauseEngine } from "./pause-engine.ts";
import { hearOthers } from "./hear-others.ts";
import { postEntry } from "./post-entry.ts";
import { probe } from "./probe.ts";
import { recordAttempt } from "./record-attempt.ts";
import { recordTest } from "./record-test.ts";
import { redeliver } from "./redeliver.ts";
import { resumeEngine } from "./resume-engine.ts";
import { revokeKey } from "./revoke-key.ts";
import { sweepAnnouncements } from "./sweep-announcements.ts";
import { sweepTombstones } from "./sweep-tombstones.ts";
import { sweepUploads } from "./sweep-uploads.ts";

/** Everything that can be written. Each runs inside a savepoint: what it wrote before it threw is gone. */
export const COMMANDS = {
	createTask,
	createMade,
	applyEvent,
	claimTasks,
	adoptTasks,
	hearOthers,
	probe,
	sweepTombstones,
	createAccount,
	changeLimits,
	createKey,
	revokeKey,
	postEntry,
	createUpload,
	deleteUpload,
	sweepUploads,
	pauseEngine,
	resumeEngine,
	createWebhook,
	changeWebhook,
	deleteWebhook,
	keepPayload,
	recordAttempt,
	recordTest,
	redeliver,
	sweepAnnouncements,
} satisfies Record<string, (connection: Connection, payload: never) => unknown>;

export type CommandName = keyof typeof COMMANDS;
export type PayloadOf<Name extends CommandName> = Parameters<(typeof COMMANDS)[Name]>[1];
export type ResultOf<Name extends CommandName> = ReturnType<(typeof COMMANDS)[Name]>;

/** A command on its way: plain data, so that it can cross to the writer's thread. */
export interface Command {
	readonly name: CommandName;
	readonly payload: unknown;
}

export function runCommand(connection: Connection, { name, payload }: Command): unknown {
	return (COMMANDS[name] as (connection: Connection, payload: unknown) => unknown)(connection, payload);
}
