/** Tasks that have ended while their engine may still work for them: `late_until_at` says until when that is looked into. */
export const sql = `
	ALTER TABLE tasks ADD COLUMN late_until_at INTEGER;
	CREATE INDEX tasks_late ON tasks (late_until_at) WHERE late_until_at IS NOT NULL;
`;
