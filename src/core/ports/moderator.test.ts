import { expect, test } from "vitest";
import { makeAccount, makeOrder, makeTask } from "../../contracts/task-factory.ts";
import { ALLOWED, allowAll } from "./moderator.ts";

test("who was told of no moderation allows every order and every film", async () => {
	const caller = { account: makeAccount(), mode: "live", keyId: "key", mark: true } as const;
	expect(await allowAll.reviewOrder(caller, makeOrder())).toEqual(ALLOWED);
	expect(await allowAll.reviewFilms(makeTask("archiving"), [])).toEqual(ALLOWED);
	await expect(allowAll.close()).resolves.toBeUndefined();
});
