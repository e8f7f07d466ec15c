/** The vendor's plans: how many videos an account may have in the making at once. Above it a request gets 500044 at once. */
export interface Plan {
	readonly name: string;
	/** As the newer page has it. */
	readonly concurrency: number;
	/** As the older page had it. */
	readonly olderConcurrency: number;
	/** Effects that may be activated in a month. */
	readonly activations: number;
	/** Credits a month. */
	readonly credits: number;
}

export const PLANS = {
	free: { name: "Free", concurrency: 3, olderConcurrency: 1, activations: 0, credits: 0 },
	essential: { name: "Essential", concurrency: 15, olderConcurrency: 5, activations: 1, credits: 15_000 },
	scale: { name: "Scale", concurrency: 20, olderConcurrency: 10, activations: 3, credits: 239_230 },
	business: { name: "Business", concurrency: 25, olderConcurrency: 15, activations: 5, credits: 1_069_500 },
} as const satisfies Record<string, Plan>;
