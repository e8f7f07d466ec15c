/**
 * Whose turn it is in each lane (an engine and a mode): a row for each account that ever had a task there. `working`
 * counts its tasks that occupy the engine, `served` is the number of its latest claim, `next_at` the earliest instant at
 * which a queued task of it may start (null when none waits). `engine_pauses` names the engines that start nothing.
 */
export const sql = `
	CREATE TABLE turns (
		engine TEXT NOT NULL,
		mode TEXT NOT NULL,
		account TEXT NOT NULL,
		working INTEGER NOT NULL,
		served INTEGER NOT NULL,
		next_at INTEGER,
		PRIMARY KEY (engine, mode, account)
	) STRICT, WITHOUT ROWID;
	INSERT INTO turns SELECT engine, mode, account, sum(status IN ('starting', 'unclear', 'running')), 0,
		min(CASE WHEN status = 'queued' THEN not_before_at END) FROM tasks GROUP BY engine, mode, account;
	CREATE INDEX turns_waiting ON turns (engine, mode, working, served, account, next_at) WHERE next_at IS NOT NULL;
	CREATE INDEX turns_next ON turns (next_at) WHERE next_at IS NOT NULL;
	INSERT INTO meta VALUES ('claims', 0);

	DROP INDEX tasks_queued;
	CREATE INDEX tasks_queued ON tasks (engine, mode, account, not_before_at, id, deadline_at) WHERE status = 'queued';

	CREATE TABLE engine_pauses (
		engine TEXT PRIMARY KEY,
		since INTEGER NOT NULL
	) STRICT, WITHOUT ROWID;
`;
