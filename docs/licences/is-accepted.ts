/**
 * Whether a licence, as an SPDX expression such as `(MIT OR GPL-3.0-only) AND Zlib`, can be met with the accepted ones
 * alone: where it offers a choice one is enough, where it joins several all must be accepted. What is not an SPDX
 * expression is not accepted. The old spelling of a choice, `MIT/Apache-2.0`, is read as `OR`.
 */
export function isAccepted(expression: string, accepted: (id: string) => boolean): boolean {
	const tokens = expression.replaceAll("/", " OR ").match(/[()]|[^\s()]+/g) ?? [];
	let at = 0;
	const next = (word: string) => tokens[at] === word && at++ >= 0;

	function choice(): boolean {
		let met = joint();
		while (next("OR")) met = joint() || met;
		return met;
	}
	function joint(): boolean {
		let met = single();
		while (next("AND")) met = single() && met;
		return met;
	}
	function single(): boolean {
		if (next("(")) {
			const met = choice();
			return next(")") && met;
		}
		const id = tokens[at++] ?? "";
		// An exception takes demands away and adds none.
		if (next("WITH")) at += 1;
		return accepted(id.replace(/\+$/, ""));
	}

	return choice() && at === tokens.length;
}

/** The licences that an expression names, each as often as it names it. */
export function licenceIds(expression: string): string[] {
	const words = expression.replace(/WITH \S+/g, "").match(/[^\s()/]+/g) ?? [];
	return words.filter((word) => word !== "AND" && word !== "OR");
}
