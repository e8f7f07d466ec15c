import type { Command } from "commander";
import { DATA, examples, JSON_FLAG, type Run } from "./program.ts";
import type { AccountOptions, GrantOptions, LimitOptions, NewAccountOptions } from "./server/accounts.ts";
import type { BackupOptions } from "./server/backup.ts";
import type { EntriesOptions, VerifyOptions } from "./server/ledger.ts";
import type { RestoreOptions } from "./server/restore.ts";
import type { ListOptions, ResolveOptions, TaskOptions } from "./server/tasks.ts";

/** The commands by which an operator looks after tasks, money and copies of a data folder. All of them work beside a running server, but restore. */
export function addOperatorCommands(program: Command, run: Run): void {
	addTasks(program, run);
	addLedger(program, run);
	addAccounts(program, run);
	program
		.command("backup")
		.argument("<file>", "a new file; its list of films goes beside it")
		.description("copy the database, with the server running or not")
		.option("--blobs <folder>", "copy films and uploads into this folder too (by hard links where they can be)")
		.option(...DATA)
		.option(...JSON_FLAG)
		.addHelpText("after", examples("backup /backups/monday.db", "backup monday.db --blobs /backups/blobs"))
		.action(
			run(async (file: string, options: BackupOptions) => (await import("./server/backup.ts")).backup(file, options)),
		);
	program
		.command("restore")
		.argument("<file>", "as `filmgate backup` made it")
		.description("make a data folder from a backup; unfinished tasks wait for `filmgate tasks unpark`")
		.option("--blobs <folder>", "take films and uploads from this folder")
		.option("--force", "put the folder's present database aside")
		.option(...DATA)
		.option(...JSON_FLAG)
		.addHelpText("after", examples("restore monday.db --data /srv/films", "restore monday.db --blobs /backups/blobs"))
		.action(
			run(async (file: string, options: RestoreOptions) =>
				(await import("./server/restore.ts")).restore(file, options),
			),
		);
}

function addTasks(program: Command, run: Run): void {
	const tasks = program
		.command("tasks")
		.description("look after tasks, with the server running or not")
		.addHelpText("after", examples("tasks list --status unclear", "tasks show task_244813135429632"));
	tasks
		.command("list")
		.description("tasks of all accounts; unfinished ones unless statuses are named")
		.option("--status <statuses...>", "queued, starting, unclear, running, archiving, succeeded, …")
		.option("--account <id>", "of one account only")
		.option("--mode <mode>", "live or test")
		.option("--engine <name>", "of one engine only")
		.option("--parked", "only those that wait since a restore")
		.option("--limit <number>", "at most so many, the newest first", "100")
		.option(...DATA)
		.option(...JSON_FLAG)
		.addHelpText("after", examples("tasks list", "tasks list --status unclear --engine zai --json"))
		.action(run(async (options: ListOptions) => (await loadTasks()).listTasks(options)));
	tasks
		.command("show")
		.argument("<id>", "in any wire's spelling")
		.description("all that is known of a task: engine, start token, handle, every step")
		.option(...DATA)
		.option(...JSON_FLAG)
		.addHelpText("after", examples("tasks show task_244813135429632"))
		.action(run(async (id: string, options: TaskOptions) => (await loadTasks()).showTask(id, options)));
	tasks
		.command("resolve")
		.argument("<id>", "in any wire's spelling")
		.description("say what became of a start that nobody could find out")
		.option("--started <handle>", "it was started: the engine's own name for the work, as JSON or a word")
		.option("--not-started", "it was not: start it again")
		.option("--give-up", "end it; nothing is charged")
		.option(...DATA)
		.option(...JSON_FLAG)
		.addHelpText("after", examples("tasks resolve task_244813135429632 --not-started"))
		.action(run(async (id: string, options: ResolveOptions) => (await loadTasks()).resolveTask(id, options)));
	tasks
		.command("unpark")
		.argument("[id]", "in any wire's spelling")
		.description("let tasks that came out of a backup go on")
		.option("--all", "every one of them")
		.option(...DATA)
		.option(...JSON_FLAG)
		.addHelpText("after", examples("tasks unpark task_244813135429632", "tasks unpark --all"))
		.action(run(async (id: string | undefined, options: TaskOptions) => (await loadTasks()).unparkTasks(id, options)));
}

function addLedger(program: Command, run: Run): void {
	const ledger = program
		.command("ledger")
		.description("read and check where the money went")
		.addHelpText("after", examples("ledger verify", "ledger list --task task_244813135429632"));
	ledger
		.command("verify")
		.description("add everything up again; exit code 1 at the first disagreement")
		.option(...DATA)
		.option(...JSON_FLAG)
		.addHelpText("after", examples("ledger verify", "ledger verify --json"))
		.action(run(async (options: VerifyOptions) => (await import("./server/ledger.ts")).verify(options)));
	ledger
		.command("list")
		.description("the newest entries")
		.option("--account <id>", "of one account only")
		.option("--task <id>", "of one task only")
		.option("--limit <number>", "at most so many, the newest first", "50")
		.option(...DATA)
		.option(...JSON_FLAG)
		.addHelpText("after", examples("ledger list --account 244813135429632"))
		.action(run(async (options: EntriesOptions) => (await import("./server/ledger.ts")).listEntries(options)));
}

function addAccounts(program: Command, run: Run): void {
	const accounts = program
		.command("accounts")
		.description("make accounts, give them money, limit them")
		.addHelpText("after", examples("accounts list", "accounts grant 244813135429632 --amount 25"));
	accounts
		.command("list")
		.description("all accounts with their balances")
		.option(...DATA)
		.option(...JSON_FLAG)
		.addHelpText("after", examples("accounts list --json"))
		.action(run(async (options: AccountOptions) => (await loadAccounts()).listAccounts(options)));
	accounts
		.command("create")
		.description("make an account")
		.requiredOption("--name <words>", "whose it is")
		.option("--live <dollars>", "what it begins with for live tasks (default: nothing)")
		.option("--test <dollars>", "what it begins with for test tasks (default: nothing)")
		.option("--plan <name>", "a vendor's limits, such as zai, bigmodel-v0 or pixverse-free (default: none of them)")
		.option(...DATA)
		.option(...JSON_FLAG)
		.addHelpText("after", examples("accounts create --name 'The film club' --live 100 --test 1000"))
		.action(run(async (options: NewAccountOptions) => (await loadAccounts()).createAccount(options)));
	accounts
		.command("limit")
		.argument("<id>", "the account's")
		.description("say how many of its tasks may be unfinished at one time, in each mode")
		.option("--plan <name>", "a vendor's limits in place of its own: zai, bigmodel-v0 to -v3, pixverse-free, …")
		.option("--model <limits...>", "of one model: cogvideox-3=2")
		.option("--in-flight <number>", "of all models together")
		.option("--none", "the limits of a fresh account")
		.option(...DATA)
		.option(...JSON_FLAG)
		.addHelpText(
			"after",
			examples("accounts limit 244813135429632 --plan zai", "accounts limit 244813135429632 --model cogvideox-3=2"),
		)
		.action(run(async (id: string, options: LimitOptions) => (await loadAccounts()).limit(id, options)));
	accounts
		.command("grant")
		.argument("<id>", "the account's")
		.description("add to a balance")
		.requiredOption("--amount <dollars>", "such as 25 or 0.05")
		.option("--mode <mode>", "live or test", "live")
		.option("--adjust", "a correction: the amount may be negative")
		.option("--note <words>", "why, for the ledger")
		.option(...DATA)
		.option(...JSON_FLAG)
		.addHelpText("after", examples("accounts grant 244813135429632 --amount=-5 --adjust --note 'paid back'"))
		.action(run(async (id: string, options: GrantOptions) => (await loadAccounts()).grant(id, options)));
}

const loadTasks = () => import("./server/tasks.ts");
const loadAccounts = () => import("./server/accounts.ts");
