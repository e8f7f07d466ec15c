import { expect, it } from "vitest";
import { pictureInput } from "../render-order.ts";
import { readCast } from "./read-cast.ts";

const inputs = ["cat", "cat 2", "hero"].map((name) => ({ ...pictureInput("file", "reference"), name }));

it("finds everybody by name, in the prompt's order, and what is said of them", () => {
	const { roles, prompt } = readCast(
		{ prompt: "A giant @hero walks through a forest while @cat 2 flies above on the left, snow" },
		inputs,
	);
	expect(roles.map(({ input }) => input.name)).toEqual(["hero", "cat 2", "cat"]);
	expect(roles[0]).toMatchObject({ motion: "walk", size: 1.35, side: 0, aloft: false });
	expect(roles[1]).toMatchObject({ motion: "fly", size: 1, side: -1, aloft: true });
	expect(roles[2]).toMatchObject({ motion: "stand", side: 0 });
	expect(prompt.replaceAll(/\s+/gu, " ")).toBe("A giant walks through a forest while flies above on the left, snow");
});

it("takes no longer word for a name", () => {
	const { roles } = readCast({ prompt: "@hero and @category" }, inputs);
	expect(roles.map(({ input }) => input.name)).toEqual(["hero", "cat", "cat 2"]);
});
