/** The request that made an upload, where it named itself: sent again, it makes no second one. */
export const sql = `
	ALTER TABLE uploads ADD COLUMN request_key TEXT;
	CREATE UNIQUE INDEX uploads_by_request ON uploads (account, mode, request_key) WHERE request_key IS NOT NULL;
`;
