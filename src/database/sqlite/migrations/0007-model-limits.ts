/**
 * The limits by model that accounts carry, each with how many unfinished tasks it counts now: kept true in the transaction
 * that makes or settles a task. Models without a limit have no row, and cost nothing.
 */
export const sql = `
	CREATE TABLE model_limits (
		account TEXT NOT NULL REFERENCES accounts (id),
		mode TEXT NOT NULL,
		model TEXT NOT NULL,
		most INTEGER NOT NULL,
		in_flight INTEGER NOT NULL CHECK (in_flight >= 0),
		PRIMARY KEY (account, mode, model)
	) STRICT, WITHOUT ROWID;
`;
