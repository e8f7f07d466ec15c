import type { Feature } from "./models.ts";

/** What one field of a body may hold. Null and absent are the same; so is "" for words. */
export type FieldRule = TextRule | ChoiceRule | IntegerRule | FlagRule | ListRule;

interface Rule {
	readonly required?: true;
	/** Only some models have it. */
	readonly needs?: Feature;
	/** What no source settles and is therefore our choice, in words. */
	readonly ours?: string;
}

interface TextRule extends Rule {
	readonly type: "text";
	/** Code points. */
	readonly most?: number;
	/** Too long a prompt has a number of its own. */
	readonly prompt?: true;
}

interface ChoiceRule extends Rule {
	readonly type: "choice";
	readonly choices: readonly string[];
	/** The choice that every model takes, also where `needs` is not met. */
	readonly plain?: string;
}

interface IntegerRule extends Rule {
	readonly type: "integer";
	readonly least?: number;
	readonly most?: number;
}

interface FlagRule extends Rule {
	readonly type: "flag";
	/** Only false is taken, and this is where true belongs. */
	readonly only?: string;
}

interface ListRule extends Rule {
	readonly type: "integers" | "texts" | "objects";
	/** Entries. */
	readonly least?: number;
	readonly most?: number;
	/** What each object of the list may hold. */
	readonly entries?: FieldTable;
}

export type FieldTable = Readonly<Record<string, FieldRule>>;

type Chosen<Choice, Rule> = Rule extends { readonly required: true } ? Choice : Choice | null;

/** What is read of a field: "", null or an empty list when it is absent. */
export type ValueOf<Rule> = Rule extends { readonly type: "choice"; readonly choices: readonly (infer Choice)[] }
	? Chosen<Choice, Rule>
	: Rule extends { readonly type: "text" }
		? string
		: Rule extends { readonly type: "integer" }
			? Chosen<number, Rule>
			: Rule extends { readonly type: "flag" }
				? Chosen<boolean, Rule>
				: Rule extends { readonly type: "integers" }
					? readonly number[]
					: Rule extends { readonly type: "texts" }
						? readonly string[]
						: Rule extends { readonly type: "objects" }
							? readonly unknown[]
							: never;

/** A body that was read by its table. */
export type Body<Table> = { readonly [Name in keyof Table]: ValueOf<Table[Name]> };
