import type { Warning } from "../../core/task.ts";
import type { Choice } from "../../wire/zai/models.ts";

/** Reads wishes by what a model offers, and says where it offers something else. */
export class WishReader {
	readonly model: string;
	/** Wishes that the model cannot honour, and what it makes instead. */
	readonly warnings: Warning[] = [];

	constructor(model: string) {
		this.model = model;
	}

	warn(setting: string, message: string): void {
		this.warnings.push({ setting, message });
	}

	/** Says what is made instead, where it is not what was wished. */
	note(setting: string, wished: string | number, made: string | number): void {
		if (wished !== made) this.warn(setting, `${this.model} does not offer ${wished}; it makes ${made}.`);
	}

	/** The nearest offer; null, so that nothing is sent, where every film has `offer`. */
	number(setting: string, wished: number, offer: Choice<number> | number): number | null {
		if (typeof offer === "number") {
			this.note(setting, wished, offer);
			return null;
		}
		const nearer = (best: number, each: number) => (Math.abs(each - wished) < Math.abs(best - wished) ? each : best);
		const made = offer.allowed.reduce(nearer);
		this.note(setting, wished, made);
		return made;
	}

	/** The word itself where it is offered, else null. */
	word(setting: string, wished: string | null, offer: Choice<string> | null): string | null {
		if (wished === null || offer?.allowed.includes(wished)) return wished;
		this.warn(setting, `${this.model} does not offer ${wished}; it was left out.`);
		return null;
	}

	/** What no model of this wire has a field for, where it was wished. */
	unknown(wishes: Readonly<Record<string, unknown>>): void {
		for (const [setting, value] of Object.entries(wishes)) {
			if (value) this.warn(setting, `${this.model} has no such setting; it was left out.`);
		}
	}
}
