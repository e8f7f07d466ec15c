import { ACCOUNT_DEFAULTS, type AccountLimits } from "../../core/account.ts";
import { PLANS as PIXVERSE_PLANS } from "../../wire/pixverse/plans.ts";
import { ZAI_PLANS } from "../../wire/zai/plans.ts";

const { maxInFlight, maxInFlightByModel } = ACCOUNT_DEFAULTS;

/** What a fresh account has. */
export const FRESH_LIMITS: AccountLimits = { maxInFlight, maxInFlightByModel };

/** The vendors' plans as limits that an account may carry, by the name that an operator gives. Both modes get the same. */
export const PLANS: ReadonlyMap<string, AccountLimits> = new Map([
	...Object.entries(ZAI_PLANS).map(([name, byModel]) => planOf(name, { maxInFlightByModel: byModel })),
	...Object.entries(PIXVERSE_PLANS).map(([name, { concurrency }]) =>
		planOf(`pixverse-${name}`, { maxInFlight: inBothModes(concurrency) }),
	),
]);

/** The same number for live and for test tasks: who develops meets what will be met later. */
export function inBothModes(count: number): AccountLimits["maxInFlight"] {
	return { live: count, test: count };
}

function planOf(name: string, limits: Partial<AccountLimits>): readonly [string, AccountLimits] {
	return [name, { ...FRESH_LIMITS, ...limits }];
}
