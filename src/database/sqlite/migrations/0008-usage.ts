/**
 * What tasks came to, summed by the day on which they were made: kept up in the transactions that make and end them, so
 * that it costs the same to read whatever their number, and outlives them. And the ledger by its instants, for pages of it.
 */
export const sql = `
	CREATE TABLE usage (
		account TEXT NOT NULL,
		mode TEXT NOT NULL,
		day TEXT NOT NULL,
		model TEXT NOT NULL,
		operation TEXT NOT NULL,
		tasks INTEGER NOT NULL DEFAULT 0,
		succeeded INTEGER NOT NULL DEFAULT 0,
		failed INTEGER NOT NULL DEFAULT 0,
		rejected INTEGER NOT NULL DEFAULT 0,
		cancelled INTEGER NOT NULL DEFAULT 0,
		seconds INTEGER NOT NULL DEFAULT 0,
		quoted INTEGER NOT NULL DEFAULT 0,
		charged INTEGER NOT NULL DEFAULT 0,
		released INTEGER NOT NULL DEFAULT 0,
		PRIMARY KEY (account, mode, day, model, operation)
	) STRICT, WITHOUT ROWID;
	INSERT INTO usage
		SELECT account, mode, strftime('%Y-%m-%d', (facts ->> '$.data.createdAt') / 1000, 'unixepoch'),
			"order" ->> '$.data.model', "order" ->> '$.data.operation',
			count(*), total(status = 'succeeded'), total(status = 'failed'), total(status = 'rejected'), total(status = 'cancelled'),
			total(CASE WHEN status = 'succeeded' THEN "order" ->> '$.data.seconds' ELSE 0 END),
			total(facts ->> '$.data.price'),
			total(CASE WHEN facts ->> '$.data.settlement' = 'charged' THEN facts ->> '$.data.price' ELSE 0 END),
			total(CASE WHEN facts ->> '$.data.settlement' = 'released' THEN facts ->> '$.data.price' ELSE 0 END)
		FROM tasks GROUP BY 1, 2, 3, 4, 5;

	CREATE INDEX ledger_by_instant ON ledger (account, mode, at);
	DROP INDEX ledger_by_purse;
`;
