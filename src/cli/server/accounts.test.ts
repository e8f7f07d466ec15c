import { join } from "node:path";
import { expect, test } from "vitest";
import type { Account } from "../../core/account.ts";
import { jsonHere, runHere } from "../testing/run-here.ts";
import { testFolder } from "../testing/folder.ts";

interface View {
	readonly id: string;
	readonly purses: Readonly<Record<"live" | "test", { readonly balance: number }>>;
}

test("an account is made, given money, and corrected; the ledger says why and adds up", async () => {
	const data = ["--data", join(testFolder(), "data")];
	const { id, purses } = await jsonHere<View>("accounts", "create", "--name", "The film club", "--live", "10", ...data);
	expect([purses.live.balance, purses.test.balance]).toEqual([10_000_000, 0]);
	const { purses: granted } = await jsonHere<View>("accounts", "grant", id, "--amount", "0.05", ...data);
	expect(granted.live.balance).toBe(10_050_000);
	const corrected = await runHere(
		"accounts",
		"grant",
		id,
		"--amount=-0.000001",
		"--adjust",
		"--note",
		"a slip",
		...data,
	);
	expect(corrected.stdout).toContain("live 10.049999 $");
	const entries = await runHere("ledger", "list", "--account", id, "--limit", "2", ...data);
	expect(entries.stdout).toMatch(
		/^\S+ {2}\d+ {2}live {2}adjust {2}-0\.000001 \$ {2}a slip\n\S+ {2}\d+ {2}live {2}grant {2}0\.05 \$\n$/,
	);
	expect((await runHere("accounts", "list", ...data)).stdout.split("\n")).toHaveLength(3);
	expect(await runHere("ledger", "verify", ...data)).toMatchObject({ code: 0, stderr: "" });
});

test("a plan is put on an account, single limits on top of it, and all of it is taken off again", async () => {
	const data = ["--data", join(testFolder(), "data")];
	type Limited = View & Pick<Account, "maxInFlight" | "maxInFlightByModel">;
	const made = await jsonHere<Limited>("accounts", "create", "--name", "club", "--plan", "bigmodel-v1", ...data);
	expect(made).toMatchObject({ maxInFlight: { live: 1_000 }, maxInFlightByModel: { "cogvideox-3": 10 } });
	const limit = (...words: string[]) => jsonHere<Limited>("accounts", "limit", made.id, ...words, ...data);
	expect((await limit("--model", "cogvideox-3=2", "v=5=1")).maxInFlightByModel).toEqual({ "cogvideox-3": 2, "v=5": 1 });
	expect((await limit("--in-flight", "7")).maxInFlight).toEqual({ live: 7, test: 7 });
	expect((await limit("--plan", "zai")).maxInFlightByModel).toMatchObject({ "cogvideox-3": 1, "vidu2-image": 5 });
	expect(await limit("--plan", "pixverse-free")).toMatchObject({ maxInFlight: { live: 3 }, maxInFlightByModel: {} });
	await limit("--plan", "bigmodel-v0");
	expect((await runHere("accounts", "list", ...data)).stdout).toMatch(/held by 0 of 100 tasks\) {2}cogvideox-3: 5\n/);
	expect((await limit("--none")).maxInFlightByModel).toEqual({});
});

test.each([
	[["--plan", "gold"], "it must be one of zai, bigmodel-v0"],
	[["--plan", "zai", "--none"], "two things"],
	[["--model", "cogvideox-3"], "a model and a number"],
	[["--model", "cogvideox-3=-1"], "a number from 0"],
	[["--in-flight", "1e9"], "a number from 0"],
])("limits of %s are refused", async (words, says) => {
	const data = ["--data", join(testFolder(), "data")];
	const { id } = await jsonHere<View>("accounts", "create", "--name", "club", ...data);
	const outcome = await runHere("accounts", "limit", id, ...words, ...data);
	expect(outcome).toMatchObject({ code: 2, stdout: "", stderr: expect.stringContaining(says) });
});

test("keys are made for an account that is named, and for none that is not there", async () => {
	const data = ["--data", join(testFolder(), "data")];
	const { id } = await jsonHere<View>("accounts", "create", "--name", "club", ...data);
	const key = await jsonHere<{ account: string }>("keys", "create", "--mode", "live", "--account", id, ...data);
	expect(key.account).toBe(id);
	expect(await runHere("keys", "create", "--mode", "live", "--account", "7", ...data)).toMatchObject({
		code: 1,
		stderr: "filmgate: There is no account 7. See: filmgate accounts list\n",
	});
});

test.each([
	[["--amount=-5"], 2, "a grant adds. To take away, say --adjust."],
	[["--amount", "0"], 2, "--amount is nothing."],
	[["--amount", "1e9"], 2, "it must be an amount in dollars"],
	[["--amount", "1.0000001"], 2, "it must be an amount in dollars"],
	[["--amount", "1000000000.000001"], 2, "at most a billion"],
	[["--amount=-11", "--adjust"], 1, "The balance cannot go below zero."],
	[["--amount", "5", "--mode", "prod"], 2, "--mode is prod; it must be live or test."],
])("a grant of %s is refused", async (words, code, says) => {
	const data = ["--data", join(testFolder(), "data")];
	const { id } = await jsonHere<View>("accounts", "create", "--name", "club", "--live", "10", ...data);
	const outcome = await runHere("accounts", "grant", id, ...words, ...data);
	expect(outcome).toMatchObject({ code, stdout: "", stderr: expect.stringContaining(says) });
	expect((await jsonHere<View[]>("accounts", "list", ...data)).at(-1)?.purses.live.balance).toBe(10_000_000);
});
