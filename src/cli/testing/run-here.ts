import { vi } from "vitest";
import { main } from "../main.ts";
import type { Outcome } from "./command.ts";

/** Runs a command in this process, which is quicker than one of its own. One at a time: it listens to both streams. */
export async function runHere(...args: readonly string[]): Promise<Outcome> {
	const written = { stdout: "", stderr: "" };
	const spies = (["stdout", "stderr"] as const).map((stream) =>
		vi.spyOn(process[stream], "write").mockImplementation((text) => {
			written[stream] += text;
			return true;
		}),
	);
	try {
		return { code: await main(args), ...written };
	} finally {
		for (const spy of spies) spy.mockRestore();
	}
}

/** What a command with `--json` printed; throws what it complained of. */
export async function jsonHere<Value>(...args: readonly string[]): Promise<Value> {
	const { code, stdout, stderr } = await runHere(...args, "--json");
	if (code !== 0) throw new Error(`filmgate ${args.join(" ")} ended with ${code}: ${stderr}`);
	return JSON.parse(stdout) as Value;
}
