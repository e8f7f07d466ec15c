import { createSqliteDatabase } from "../database.ts";
import { systemClock } from "../../../core/clock.ts";
import { makeAccount, makeDraft } from "../../../contracts/task-factory.ts";
import { countCommits } from "./count-commits.ts";

/**
 * A server that takes 64 orders at once, the 21st of which breaks a constraint; says what it acknowledged and how many
 * commits that took; then waits to be killed.
 */
const file = process.argv[2] ?? "";
const { tasks, accounts } = await createSqliteDatabase({ file, clock: systemClock });
const account = makeAccount();
await accounts.createAccount(account, { live: 64, test: 0 });
const before = countCommits(file);
const drafts = Array.from({ length: 64 }, () => makeDraft({ account: account.id, price: 1 }));
drafts[20] = makeDraft({ account: account.id, price: 1, engine: null as unknown as string });
const results = await Promise.allSettled(drafts.map((draft) => tasks.create(draft)));
const acknowledged = results.flatMap((result) =>
	result.status === "fulfilled" && result.value.kind === "created" ? [result.value.task.id] : [],
);
const refused = results.flatMap((result, index) => (result.status === "rejected" ? [index] : []));
const commits = countCommits(file) - before;
process.stdout.write(`${JSON.stringify({ account: account.id, acknowledged, refused, commits })}\n`);
setInterval(() => {}, 60_000);
