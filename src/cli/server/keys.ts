import { FIRST_ACCOUNT } from "../../accounts/first-keys.ts";
import { mintKey } from "../../accounts/mint-key.ts";
import type { Mode } from "../../core/account.ts";
import type { KeyRecord } from "../../core/ports/account-store.ts";
import { CommandError, EXIT } from "../exit.ts";
import { print, printJson } from "../print.ts";
import type { DataOptions } from "../settings.ts";
import { withData, withNewData } from "./open-data.ts";

export type KeyOptions = DataOptions & { readonly json?: boolean };
export type NewKeyOptions = KeyOptions & {
	readonly mode: string;
	readonly account?: string;
	readonly label?: string;
	readonly mark: boolean;
};

export async function createKey(options: NewKeyOptions): Promise<number> {
	const { mode, account = FIRST_ACCOUNT, label = "", mark } = options;
	if (!isMode(mode)) throw new CommandError(`--mode is ${mode}; it must be live or test.`, EXIT.usage);
	const made = await withNewData(options, async ({ stores, keys }) => {
		if ((await stores.accounts.findAccount(account)) === null) {
			throw new CommandError(`There is no account ${account}. See: filmgate accounts list`);
		}
		const minted = mintKey({ account, mode, label, mark }, keys.seal, Date.now());
		await stores.accounts.createKey(minted.record);
		return minted;
	});
	if (options.json) printJson({ key: made.key, ...view(made.record) });
	else print(made.key);
	return EXIT.done;
}

export async function listKeys(options: KeyOptions): Promise<number> {
	const keys = (await withData(options, ({ stores }) => stores.accounts.listKeys())).map(view);
	if (options.json) printJson(keys);
	else for (const key of keys) print(lineOf(key));
	return EXIT.done;
}

export async function revokeKey(given: string, options: KeyOptions): Promise<number> {
	// Somebody who has the whole key at hand may give that.
	const id = given.split(".", 1)[0] as string;
	const record = await withData(options, async ({ stores }) => {
		const revoked = await stores.accounts.revokeKey(id, Date.now());
		return revoked ? await stores.accounts.findKey(id) : null;
	});
	if (record === null) throw new CommandError(`No valid key has the id ${id}. See: filmgate keys list`);
	if (options.json) printJson(view(record));
	else print(`${id} is revoked; a running server forgets it within two seconds.`);
	return EXIT.done;
}

function isMode(text: string): text is Mode {
	return text === "live" || text === "test";
}

type KeyView = ReturnType<typeof view>;

function view({ id, account, mode, label, mark, createdAt, revokedAt }: KeyRecord) {
	return {
		id,
		account,
		mode,
		label,
		mark,
		createdAt: new Date(createdAt).toISOString(),
		revokedAt: revokedAt === null ? null : new Date(revokedAt).toISOString(),
	};
}

function lineOf({ id, mode, createdAt, revokedAt, mark, label }: KeyView): string {
	const state = revokedAt === null ? "valid" : `revoked ${revokedAt}`;
	const words = [id, mode, `made ${createdAt}`, state, ...(mark ? [] : ["no mark"]), ...(label === "" ? [] : [label])];
	return words.join("  ");
}
