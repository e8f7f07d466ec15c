import type { Warning } from "../../core/task.ts";
import type { Model } from "../../wire/pixverse/models.ts";

/** Collects what a model offers in place of a wish. */
export class WishReader {
	readonly model: Model;
	readonly #warnings: Warning[] = [];

	constructor(model: Model) {
		this.model = model;
	}

	get warnings(): readonly Warning[] {
		return this.#warnings;
	}

	warn(setting: string, message: string): void {
		this.#warnings.push({ setting, message });
	}

	/** As much of a text as the wire takes, in code points. */
	cut(setting: string, text: string, most: number): string {
		const letters = Array.from(text);
		if (letters.length <= most) return text;
		this.warn(setting, `${this.model} takes ${most} characters of it; the rest was left out.`);
		return letters.slice(0, most).join("");
	}

	/** Says what is made instead, where it is not what was wished. */
	note(setting: string, wished: string | number, made: string | number): void {
		if (wished !== made) this.warn(setting, `${this.model} does not offer ${wished}; it makes ${made}.`);
	}
}

/** Of the offers the one that is least far from a wish. */
export function nearest<Offer>(offers: readonly Offer[], distance: (offer: Offer) => number): Offer {
	return offers.reduce((best, offer) => (distance(offer) < distance(best) ? offer : best));
}
