/**
 * Which tasks a command beside the server has changed, and at which `meta.generation`: so that the server, which reads
 * that number once a second, learns of just these. Old rows are removed by the next such command. `probes` counts the
 * writes by which a server found out whether it can write.
 */
export const sql = `
	CREATE TABLE outside_changes (
		generation INTEGER NOT NULL,
		task_id INTEGER NOT NULL,
		PRIMARY KEY (generation, task_id)
	) STRICT, WITHOUT ROWID;
	INSERT INTO meta VALUES ('probes', 0);
`;
