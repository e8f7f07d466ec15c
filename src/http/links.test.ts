import { expect, test } from "vitest";
import { makeFilm, makeOrder, makeScript, makeTask } from "../contracts/task-factory.ts";
import { linksEndAt } from "../core/task.ts";
import { createLinkSigner } from "../media/link-signer.ts";
import { createLinks } from "./links.ts";

const signer = createLinkSigner(Buffer.alloc(32));
const links = createLinks(signer, "http://films.example");
const film = makeFilm();

/** What this server would say of a link at an instant. */
const look = (link: string | null, at: number) =>
	signer.verify((link ?? "").replace("http://films.example", ""), at).kind;

test("links end with their task, or sooner if somebody wants it so", () => {
	const task = makeTask("succeeded", { expiresAt: 5_000_000 });
	for (const link of [links.film(task, film), links.cover(task, film)]) {
		expect([look(link, 4_999_999), look(link, 5_000_000)]).toEqual(["valid", "expired"]);
	}
	for (const link of [links.film(task, film, 9_000), links.cover(task, film, 9_000)]) {
		expect([look(link, 8_999), look(link, 9_000)]).toEqual(["valid", "expired"]);
	}
	expect(links.cover(task, makeFilm({ cover: null }))).toBeNull();
});

test.each([0, 1, 999])(
	"those of a film that a test key wants expired have ended when it is made, %i ms into a second",
	(ms) => {
		const order = makeOrder({ script: makeScript({ expired: true }) });
		const task = makeTask("succeeded", { order, updatedAt: 1_000_000 + ms });
		for (const link of [links.film(task, film), links.cover(task, film)])
			expect(look(link, task.updatedAt)).toBe("expired");
		expect(look(links.film(task, film, task.updatedAt + 60_000), task.updatedAt)).toBe("valid");
		expect(linksEndAt(task)).toBeLessThan(task.updatedAt);
	},
);
