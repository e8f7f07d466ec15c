import type { Command } from "commander";
import { DATA, examples, JSON_FLAG, type Run } from "./program.ts";
import type { DeliveriesOptions } from "./server/deliveries.ts";
import type { NewWebhookOptions, RotateOptions, WebhookOptions } from "./server/webhooks.ts";

const EXAMPLES = [
	"webhooks create --url https://app.example.com/films",
	"webhooks test wh_0123456789abcdef01",
	"webhooks deliveries task_244813135937536",
] as const;

const registry = () => import("./server/webhooks.ts");
const log = () => import("./server/deliveries.ts");

/** The commands about webhooks. They work with the server running or not. */
export function addWebhookCommands(program: Command, run: Run): void {
	const webhooks = program
		.command("webhooks")
		.description("who is told what became of tasks; works with the server running or not")
		.addHelpText("after", examples(...EXAMPLES));
	const add = (name: string, description: string) =>
		webhooks
			.command(name)
			.description(description)
			.option(...DATA)
			.option(...JSON_FLAG);
	add("create", "tell an address from now on; its id and its secret are printed, the secret this once")
		.requiredOption("--url <url>", "where to post")
		.option(
			"--events <list>",
			"task.running, task.succeeded, task.failed, task.rejected, task.cancelled (default: all)",
		)
		.option("--form <form>", "standard (Standard Webhooks), pixverse or openai", "standard")
		.option("--mode <mode>", "live or test: which tasks it hears of", "live")
		.option("--only-named", "only of tasks that name it when they are ordered (default for the form pixverse)")
		.option("--no-only-named", "of all tasks (default for the other forms)")
		.option("--secret <secret>", "one that its receiver knows already")
		.addHelpText("after", examples(EXAMPLES[0], `${EXAMPLES[0]} --events task.succeeded --json`))
		.action(run(async (options: NewWebhookOptions) => (await registry()).createWebhook(options)));
	add("list", "all webhooks, without their secrets")
		.addHelpText("after", examples("webhooks list --json"))
		.action(run(async (options: WebhookOptions) => (await registry()).listWebhooks(options)));
	add("rotate", "a new secret, printed this once; the old one counts until its grace is over")
		.argument("<id>")
		.option("--grace <time>", "0, or a time such as 90s, 30m, 24h, 7d", "24h")
		.option("--secret <secret>", "one that its receiver knows already")
		.addHelpText("after", examples("webhooks rotate wh_0123456789abcdef01 --grace 1h"))
		.action(run(async (id: string, options: RotateOptions) => (await registry()).rotateWebhook(id, options)));
	add("enable", "tell one again that was disabled because its receiver answered 410")
		.argument("<id>")
		.addHelpText("after", examples("webhooks enable wh_0123456789abcdef01"))
		.action(run(async (id: string, options: WebhookOptions) => (await registry()).enableWebhook(id, options)));
	add("delete", "tell it no more, and forget its deliveries")
		.argument("<id>")
		.addHelpText("after", examples("webhooks delete wh_0123456789abcdef01"))
		.action(run(async (id: string, options: WebhookOptions) => (await registry()).deleteWebhook(id, options)));
	add("test", "post a message of no task, once and at once, and print what came back")
		.argument("<id>")
		.addHelpText("after", examples(EXAMPLES[1]))
		.action(run(async (id: string, options: WebhookOptions) => (await log()).testWebhook(id, options)));
	add("deliveries", "what was announced, with every attempt, newest first")
		.argument("<of>", "a webhook, a task or one delivery")
		.option("--limit <number>", "at most so many", "20")
		.addHelpText("after", examples(EXAMPLES[2], "webhooks deliveries wh_0123456789abcdef01 --limit 100 --json"))
		.action(run(async (of: string, options: DeliveriesOptions) => (await log()).listDeliveries(of, options)));
	add("redeliver", "send one again, by its schedule's beginning")
		.argument("<delivery>", "its id, evt_ and 32 digits")
		.addHelpText("after", examples("webhooks redeliver evt_0123456789abcdef0123456789abcdef"))
		.action(run(async (id: string, options: WebhookOptions) => (await log()).redeliver(id, options)));
}
