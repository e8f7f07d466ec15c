import { FIRST_ACCOUNT } from "../../accounts/first-keys.ts";
import { mintKey } from "../../accounts/mint-key.ts";
import type { Mode } from "../../core/account.ts";
import type { KeyRecord } from "../../core/ports/account-store.ts";
import { CommandError, EXIT } from "../exit.ts";
import { print, printJson } from "../print.ts";
import { type DataOptions, withData } from "./open-data.ts";

type KeyOptions = DataOptions & { readonly json?: boolean };

export async function createKey(
	options: KeyOptions & { readonly mode: string; readonly label: string; readonly mark: boolean },
): Promise<number> {
	const { mode, label, mark } = options;
	if (!isMode(mode)) throw new CommandError(`--mode is ${mode}; it must be live or test.`, EXIT.usage);
	const made = await withData(options, async ({ stores, keys }) => {
		const minted = mintKey({ account: FIRST_ACCOUNT, mode, label, mark }, keys.seal, Date.now());
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
	else for (const key of keys) print([key.id, key.mode, key.createdAt, key.revokedAt ?? "valid", key.label].join("  "));
	return EXIT.done;
}

export async function revokeKey(id: string, options: KeyOptions): Promise<number> {
	const revoked = await withData(options, ({ stores }) => stores.accounts.revokeKey(id, Date.now()));
	if (!revoked) throw new CommandError(`No valid key has the id ${id}. See: filmgate keys list`);
	if (options.json) printJson({ id, revoked });
	else print(`${id} is revoked; a running server forgets it within two seconds.`);
	return EXIT.done;
}

function isMode(text: string): text is Mode {
	return text === "live" || text === "test";
}

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
