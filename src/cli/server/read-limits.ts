import type { AccountLimits } from "../../core/account.ts";
import { CommandError, EXIT } from "../exit.ts";
import { FRESH_LIMITS, inBothModes, PLANS } from "./plans.ts";

export interface LimitWishes {
	readonly plan?: string;
	/** `cogvideox-3=2`. */
	readonly model?: readonly string[];
	readonly inFlight?: string;
	/** The limits of a fresh account. */
	readonly none?: boolean;
}

const MOST = 1_000_000;

/** Limits as they will be: those of a plan, of a fresh account, or the present ones; with the single changes on top. */
export function readLimits(wishes: LimitWishes, present: AccountLimits): AccountLimits {
	const { plan, none = false, model = [], inFlight } = wishes;
	if (plan !== undefined && none) throw new CommandError("--plan and --none are two things.", EXIT.usage);
	const { maxInFlight, maxInFlightByModel } = plan === undefined ? (none ? FRESH_LIMITS : present) : findPlan(plan);
	return {
		maxInFlight: inFlight === undefined ? maxInFlight : inBothModes(readCount("--in-flight", inFlight)),
		maxInFlightByModel: { ...maxInFlightByModel, ...Object.fromEntries(model.map(readModel)) },
	};
}

function findPlan(name: string): AccountLimits {
	const plan = PLANS.get(name);
	if (plan !== undefined) return plan;
	throw new CommandError(`--plan is ${name}; it must be one of ${[...PLANS.keys()].join(", ")}.`, EXIT.usage);
}

function readModel(text: string): readonly [string, number] {
	const end = text.lastIndexOf("=");
	if (end > 0) return [text.slice(0, end), readCount("--model", text.slice(end + 1))];
	throw new CommandError(`--model is ${text}; it must be a model and a number, such as cogvideox-3=2.`, EXIT.usage);
}

function readCount(option: string, text: string): number {
	const count = /^[0-9]{1,7}$/.test(text) ? Number(text) : Number.NaN;
	if (count <= MOST) return count;
	throw new CommandError(`${option} is ${text}; it must be a number from 0 to ${MOST}.`, EXIT.usage);
}
