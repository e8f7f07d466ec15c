import { join } from "node:path";
import { afterEach, expect, test, vi } from "vitest";
import { main } from "./main.ts";
import { filmgate, type Outcome } from "./testing/command.ts";
import { testFolder } from "./testing/folder.ts";

const NOBODY = { FILMGATE_URL: "http://127.0.0.1:1", FILMGATE_KEY: "a.b" };

afterEach(() => {
	vi.unstubAllEnvs();
	vi.restoreAllMocks();
});

/** Runs a command in this process, which is quicker than one of its own. */
async function run(args: readonly string[], environment: Record<string, string>): Promise<Outcome> {
	for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
	const written = { stdout: "", stderr: "" };
	for (const stream of ["stdout", "stderr"] as const) {
		vi.spyOn(process[stream], "write").mockImplementation((text) => {
			written[stream] += text;
			return true;
		});
	}
	return { code: await main(args), ...written };
}

/** Everything that a command refuses before it does anything: one line, and an exit code that says whose turn it is. */
test.each<[args: string, code: number, says: string, environment?: Record<string, string>]>([
	["polish", 2, "unknown command 'polish'. See: filmgate --help"],
	["statsu", 2, "(Did you mean status?)"],
	["keys create", 2, "required option '--mode <mode>' not specified. See: filmgate keys create --help"],
	["keys create --mode prod", 2, "--mode is prod; it must be live or test."],
	["keys list --data nowhere", 1, "nowhere is no data folder of Filmgate. Name another one with --data."],
	["serve --port 65536", 2, "--port is 65536; it must be a number from 0 to 65535."],
	["serve", 2, "FILMGATE_PORT is http; it must be a whole number up to 65535.", { FILMGATE_PORT: "http" }],
	["serve", 2, "FILMGATE_PUBLIC_URL is films; it must be a URL", { FILMGATE_PUBLIC_URL: "films" }],
	["serve", 2, "FILMGATE_LOG_LEVEL is loud; it must be one of", { FILMGATE_LOG_LEVEL: "loud" }],
	["serve --data package.json", 1, "package.json cannot be used: a file is in the way."],
	["serve --config nowhere.json", 2, "nowhere.json: it cannot be read (ENOENT)"],
	["generate", 2, 'Say what the film shows: filmgate generate "City sunset timelapse"'],
	["generate fox --size 12x12", 2, "Allowed choices are 1280x720, 720x1280"],
	["generate fox --image nowhere.png", 2, "--image nowhere.png cannot be read: there is no such file or folder."],
	["generate fox --out film.mov", 2, "--out film.mov must end in .mp4, or be a folder."],
	["generate fox", 2, "FILMGATE_URL and FILMGATE_KEY go together", { FILMGATE_KEY: "a.b" }],
	["generate fox", 3, "No server answers at 127.0.0.1:1. Is it running?", NOBODY],
	["status fox", 2, "fox is no task's id. One looks like task_244813135429632."],
	["status 1", 3, "/api/v1/tasks/task_1 brought no answer. Is the server running?", NOBODY],
	["status 1", 2, "FILMGATE_URL is fox; it must be a URL", { FILMGATE_URL: "fox", FILMGATE_KEY: "a.b" }],
])("filmgate %s", async (args, code, says, environment) => {
	const folder = { FILMGATE_DATA: join(testFolder(), "data") };
	const outcome = await run(args.split(" "), { ...folder, ...environment });
	expect(outcome).toMatchObject({ code, stdout: "", stderr: expect.stringContaining(says) });
	expect(outcome.stderr).toMatch(/^filmgate: [^\n]+\n$/);
});

test("a process of its own ends with the code and says it once", async () => {
	const outcome = await filmgate(["keys", "create"]);
	expect(outcome.code).toBe(2);
	expect(outcome.stderr).toMatch(/^filmgate: required option [^\n]+\n$/);
});

test("a folder that nobody serves is named, with what to do", async () => {
	const data = testFolder();
	const outcome = await filmgate(["cancel", "video_1", "--data", data], NOBODY);
	expect(outcome).toMatchObject({ code: 3, stdout: "" });
	expect(outcome.stderr).toBe(
		`filmgate: No server serves ${data}. Start one with: filmgate serve --data ${data}; or set FILMGATE_URL and FILMGATE_KEY.\n`,
	);
});
