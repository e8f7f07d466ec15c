/**
 * A column is what a WHERE, an ORDER BY, a guard, an index or a sum names; all else is JSON with a version.
 * `owner` is set exactly while a task is unfinished and not queued; `deadline_at` only while it is unfinished.
 * A request key lives as long as its task's row; the ledger is for ever, so it refers to nothing.
 */
export const sql = `
	CREATE TABLE meta (
		name TEXT PRIMARY KEY,
		value INTEGER NOT NULL
	) STRICT, WITHOUT ROWID;
	INSERT INTO meta VALUES ('generation', 0), ('incarnation', 0);

	CREATE TABLE accounts (
		id TEXT PRIMARY KEY,
		facts TEXT NOT NULL
	) STRICT;

	CREATE TABLE keys (
		id TEXT PRIMARY KEY,
		account TEXT NOT NULL REFERENCES accounts (id),
		revoked_at INTEGER,
		facts TEXT NOT NULL
	) STRICT;

	CREATE TABLE purses (
		account TEXT NOT NULL REFERENCES accounts (id),
		mode TEXT NOT NULL,
		balance INTEGER NOT NULL CHECK (balance BETWEEN 0 AND 9007199254740991),
		held INTEGER NOT NULL CHECK (held BETWEEN 0 AND 9007199254740991),
		in_flight INTEGER NOT NULL CHECK (in_flight >= 0),
		PRIMARY KEY (account, mode)
	) STRICT, WITHOUT ROWID;

	CREATE TABLE ledger (
		id INTEGER PRIMARY KEY,
		account TEXT NOT NULL,
		mode TEXT NOT NULL,
		kind TEXT NOT NULL,
		amount INTEGER NOT NULL,
		task_id INTEGER,
		note TEXT,
		at INTEGER NOT NULL,
		CHECK (amount >= 0 OR kind = 'adjust')
	) STRICT;
	CREATE INDEX ledger_by_purse ON ledger (account, mode);
	CREATE UNIQUE INDEX ledger_one_settlement ON ledger (task_id) WHERE kind IN ('charge', 'release');

	CREATE TABLE tasks (
		id INTEGER PRIMARY KEY,
		version INTEGER NOT NULL,
		account TEXT NOT NULL,
		mode TEXT NOT NULL,
		wire TEXT NOT NULL,
		status TEXT NOT NULL,
		engine TEXT NOT NULL,
		owner INTEGER,
		not_before_at INTEGER NOT NULL,
		deadline_at INTEGER,
		expires_at INTEGER,
		deleted_at INTEGER,
		request_key TEXT,
		request_hash TEXT,
		facts TEXT NOT NULL,
		"order" TEXT NOT NULL,
		handle TEXT,
		result TEXT,
		CHECK ((request_key IS NULL) = (request_hash IS NULL))
	) STRICT;
	CREATE UNIQUE INDEX tasks_by_request ON tasks (account, mode, wire, request_key) WHERE request_key IS NOT NULL;
	CREATE INDEX tasks_by_account ON tasks (account, mode, status) WHERE deleted_at IS NULL;
	CREATE INDEX tasks_queued ON tasks (engine, mode, not_before_at) WHERE status = 'queued';
	CREATE INDEX tasks_owned ON tasks (owner) WHERE owner IS NOT NULL;
	CREATE INDEX tasks_with_deadline ON tasks (deadline_at) WHERE deadline_at IS NOT NULL;
	CREATE INDEX tasks_to_expire ON tasks (expires_at) WHERE expires_at IS NOT NULL AND deleted_at IS NULL;
	CREATE INDEX tasks_buried ON tasks (deleted_at) WHERE deleted_at IS NOT NULL;

	CREATE TABLE task_inputs (
		sha256 TEXT NOT NULL,
		task_id INTEGER NOT NULL,
		PRIMARY KEY (sha256, task_id)
	) STRICT, WITHOUT ROWID;

	CREATE TABLE timeline (
		task_id INTEGER NOT NULL REFERENCES tasks (id) ON DELETE CASCADE,
		version INTEGER NOT NULL,
		at INTEGER NOT NULL,
		event TEXT NOT NULL,
		status TEXT NOT NULL,
		detail TEXT,
		PRIMARY KEY (task_id, version)
	) STRICT, WITHOUT ROWID;

	CREATE TABLE films (
		id INTEGER PRIMARY KEY,
		task_id INTEGER NOT NULL REFERENCES tasks (id) ON DELETE CASCADE,
		sha256 TEXT NOT NULL,
		cover_sha256 TEXT
	) STRICT;
	CREATE INDEX films_by_task ON films (task_id);
	CREATE INDEX films_by_blob ON films (sha256);
	CREATE INDEX films_by_cover ON films (cover_sha256) WHERE cover_sha256 IS NOT NULL;

	CREATE TABLE uploads (
		id INTEGER PRIMARY KEY,
		sha256 TEXT NOT NULL,
		expires_at INTEGER NOT NULL,
		facts TEXT NOT NULL
	) STRICT;
	CREATE INDEX uploads_by_blob ON uploads (sha256);
	CREATE INDEX uploads_by_expiry ON uploads (expires_at);
`;
