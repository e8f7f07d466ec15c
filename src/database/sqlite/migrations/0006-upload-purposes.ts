/** What uploads are for, and whose they are, so that each kind can be listed. */
export const sql = `
	ALTER TABLE uploads ADD COLUMN account TEXT NOT NULL DEFAULT '';
	ALTER TABLE uploads ADD COLUMN mode TEXT NOT NULL DEFAULT 'live';
	ALTER TABLE uploads ADD COLUMN purpose TEXT NOT NULL DEFAULT 'input';
	UPDATE uploads SET account = facts ->> '$.data.account', mode = facts ->> '$.data.mode';
	CREATE INDEX uploads_by_purpose ON uploads (account, mode, purpose, id);
`;
