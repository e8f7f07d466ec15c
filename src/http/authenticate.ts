import type { Keyring } from "../accounts/keyring.ts";
import type { Caller } from "../core/account.ts";
import { FilmgateError } from "../core/errors.ts";
import type { Dialect, Headers } from "../dialects/dialect.ts";

/** Who is asking. At once when the key is known; throws `missing_key`, `bad_key` or `expired_key`. */
export function authenticate(dialect: Dialect, keyring: Keyring, headers: Headers): Caller | Promise<Caller> {
	const credential = dialect.credential(headers);
	if (credential === null) throw new FilmgateError("missing_key", "No API key was sent.");
	return keyring.known(credential) ?? keyring.identify(credential);
}
