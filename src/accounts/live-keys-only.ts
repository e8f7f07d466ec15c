import type { KeySource } from "./keyring.ts";

/** The same keys without those of mode `test`: to a server that lets none in, they are unknown. */
export function liveKeysOnly(source: KeySource): KeySource {
	return {
		findAccount: (id) => source.findAccount(id),
		listAccounts: () => source.listAccounts(),
		generation: () => source.generation(),
		listKeys: async () => (await source.listKeys()).filter((key) => key.mode === "live"),
		async findKey(id) {
			const key = await source.findKey(id);
			return key?.mode === "live" ? key : null;
		},
	};
}
