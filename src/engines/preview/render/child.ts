import { readdirSync } from "node:fs";
import { setPriority } from "node:os";

// The entry of the render process. It gives way to the server before it loads anything that makes threads,
// and ends when the server does.

const [threads, niceness] = process.argv.slice(2).map(Number);
giveWay(niceness!);
process.on("disconnect", () => process.exit(0));
// A terminal and an init system send these to the whole group; the server, which has them too, decides when to end.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => {});
const { serveJobs } = await import("./child-jobs.ts");
serveJobs(threads!);

/** On Linux a priority belongs to a thread and is inherited: those that Node began with are lowered one by one. */
function giveWay(priority: number): void {
	const threads = process.platform === "linux" ? readdirSync("/proc/self/task").map(Number) : [0];
	for (const thread of threads) setPriority(thread, priority);
}
