import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createLinkSigner, type SignedLink } from "./link-signer.ts";

const signer = createLinkSigner(Buffer.alloc(32, 7));
const film: SignedLink = { id: 236_789_012_345_678, part: "film", mime: "video/mp4", expiresAt: 1_790_000_000_000 };
const before = film.expiresAt - 1;

describe("createLinkSigner", () => {
	test("signs films and covers, each under its own path", () => {
		expect(signer.sign(film)).toMatch(
			/^\/films\/236789012345678\.mp4\?expires=1790000000&signature=[A-Za-z0-9_-]{43}$/,
		);
		const cover = signer.sign({ ...film, part: "cover", mime: "image/jpeg" });
		expect(cover).toMatch(/^\/films\/236789012345678\/cover\.jpg\?expires=1790000000&signature=/);
		expect(signer.verify(cover, before)).toEqual({
			kind: "valid",
			id: film.id,
			part: "cover",
			extension: "jpg",
			expiresAt: film.expiresAt,
		});
	});

	test("uploads have a path of their own", () => {
		const upload = signer.sign({ ...film, part: "upload", mime: "image/png" });
		expect(upload).toMatch(/^\/uploads\/236789012345678\.png\?/);
		expect(signer.verify(upload, before)).toMatchObject({ kind: "valid", part: "upload", id: film.id });
		expect(signer.verify(upload.replace("/uploads/", "/films/"), before)).toEqual({ kind: "forged" });
	});

	test("is deterministic: the same film with the same expiry has one link", () => {
		expect(signer.sign(film)).toBe(createLinkSigner(Buffer.alloc(32, 7)).sign({ ...film }));
	});

	test("tells expired from forged", () => {
		const link = signer.sign(film);
		expect(signer.verify(link, before).kind).toBe("valid");
		expect(signer.verify(link, film.expiresAt).kind).toBe("expired");
		expect(signer.verify(link.replace("expires=1790000000", "expires=1790000001"), film.expiresAt).kind).toBe("forged");
		expect(createLinkSigner(Buffer.alloc(32, 8)).verify(link, film.expiresAt).kind).toBe("forged");
	});

	test("a link cannot be moved to another film, part or type", () => {
		const link = signer.sign(film);
		for (const moved of [
			link.replace("678.mp4", "679.mp4"),
			link.replace(".mp4", "/cover.mp4"),
			link.replace(".mp4", ".mov"),
			link.replace("/films/", "/films/0"),
			link.replace("/films/", "/films//"),
			link.replace("expires=", "expires=0"),
			link.replace("expires=", "expires=%31&expires="),
			`${link}=`,
			`${link}?`,
			link.slice(0, -1),
			link.split("&")[0]!,
			link.split("?")[0]!,
			"/films/1.mp4",
			"/films/../x",
			"",
		]) {
			expect(signer.verify(moved, before)).toEqual({ kind: "forged" });
		}
	});

	test("what others add to the query does no harm", () => {
		expect(signer.verify(`${signer.sign(film)}&utm_source=mail`, before).kind).toBe("valid");
	});

	test("any changed character makes it forged", () => {
		const link = signer.sign(film);
		fc.assert(
			fc.property(fc.nat(link.length - 1), fc.constantFrom(..."0aZ_-./?=&%"), (at, replacement) => {
				fc.pre(link[at] !== replacement);
				const changed = link.slice(0, at) + replacement + link.slice(at + 1);
				expect(signer.verify(changed, before)).toEqual({ kind: "forged" });
			}),
		);
	});

	test("keeps an expiry within a second to its end", () => {
		const link = signer.sign({ ...film, expiresAt: film.expiresAt + 1 });
		expect(signer.verify(link, film.expiresAt + 999).kind).toBe("valid");
		expect(signer.verify(link, film.expiresAt + 1000).kind).toBe("expired");
	});

	test("signs nothing that is not served", () => {
		expect(() => signer.sign({ ...film, mime: "text/html" })).toThrow();
		expect(() => signer.sign({ ...film, mime: "image/svg+xml" })).toThrow();
	});
});
