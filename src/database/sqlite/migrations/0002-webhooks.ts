/**
 * `next_at` is set exactly while an announcement is pending and no earlier one of its task and webhook is; `settled_at`
 * once it is not pending any more. The order of announcements is that of their rows.
 */
export const sql = `
	CREATE TABLE webhooks (
		id TEXT PRIMARY KEY,
		account TEXT NOT NULL REFERENCES accounts (id),
		mode TEXT NOT NULL,
		disabled_at INTEGER,
		facts TEXT NOT NULL
	) STRICT;
	CREATE INDEX webhooks_in_use ON webhooks (account, mode) WHERE disabled_at IS NULL;

	CREATE TABLE announcements (
		seq INTEGER PRIMARY KEY AUTOINCREMENT,
		id TEXT NOT NULL UNIQUE,
		webhook TEXT NOT NULL REFERENCES webhooks (id) ON DELETE CASCADE,
		task_id INTEGER,
		status TEXT NOT NULL,
		tries INTEGER NOT NULL,
		next_at INTEGER,
		settled_at INTEGER,
		facts TEXT NOT NULL,
		payload TEXT,
		CHECK ((status = 'pending') = (settled_at IS NULL))
	) STRICT;
	CREATE INDEX announcements_to_send ON announcements (webhook, next_at) WHERE next_at IS NOT NULL;
	CREATE INDEX announcements_pending ON announcements (task_id, webhook) WHERE status = 'pending';
	CREATE INDEX announcements_by_webhook ON announcements (webhook);
	CREATE INDEX announcements_by_task ON announcements (task_id) WHERE task_id IS NOT NULL;
	CREATE INDEX announcements_settled ON announcements (settled_at) WHERE settled_at IS NOT NULL;

	CREATE TABLE attempts (
		announcement TEXT NOT NULL REFERENCES announcements (id) ON DELETE CASCADE,
		number INTEGER NOT NULL,
		at INTEGER NOT NULL,
		ms INTEGER NOT NULL,
		status INTEGER,
		error TEXT,
		head TEXT NOT NULL,
		PRIMARY KEY (announcement, number)
	) STRICT, WITHOUT ROWID;
`;
