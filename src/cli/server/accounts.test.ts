import { join } from "node:path";
import { expect, test } from "vitest";
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
