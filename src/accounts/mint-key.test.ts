import { expect, test } from "vitest";
import { digestOf, mintKey } from "./mint-key.ts";
import { unseal } from "./seal.ts";

const SEAL = Buffer.alloc(32, 1);
const wish = { account: "1", mode: "test", label: "desk", mark: false } as const;

test("a key has its mode, one dot, and nothing that a header or a shell would trip over", () => {
	for (let made = 0; made < 200; made += 1) {
		expect(mintKey(wish, SEAL, 5).key).toMatch(/^fgtest[0-9a-f]{18}\.[A-Za-z0-9]{32}$/);
	}
});

test("the record has what is needed to know the key again, and not the key", () => {
	const { key, record } = mintKey(wish, SEAL, 5);
	const [id, secret] = key.split(".");
	expect(record).toMatchObject({ ...wish, id, digest: digestOf(key), createdAt: 5, revokedAt: null });
	expect(unseal(record.sealedSecret, SEAL)).toBe(secret);
	expect(JSON.stringify(record)).not.toContain(secret);
});
