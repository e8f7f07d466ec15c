import { creditsLeft } from "../../core/money.ts";
import type { AccountBalance } from "../../wire/pixverse/bodies.ts";
import type { Handler } from "../dialect.ts";
import { success } from "./envelope.ts";

/** `GET /openapi/v2/account/balance`. There are no monthly plans here: everything is in the package pot. */
export const balance: Handler = async ({ caller }, { tasks }) => {
	const purse = await tasks.readPurse(caller);
	const resp: AccountBalance = {
		account_id: Number(caller.account.id),
		credit_monthly: 0,
		credit_package: creditsLeft(purse.balance),
	};
	return success(resp);
};
