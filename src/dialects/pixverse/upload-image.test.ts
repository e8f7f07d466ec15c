import { describe, expect, it } from "vitest";
import { makeAccount, makeMedium } from "../../contracts/task-factory.ts";
import type { Medium, Upload } from "../../core/medium.ts";
import type { MediumLimits } from "../../core/ports/media-intake.ts";
import type { DialectRequest, DialectServices, FormPart } from "../dialect.ts";
import { uploadImage } from "./upload-image.ts";

const ID = 425_918_148_159_561;

/** Uploads a form to an intake that writes down what it is given; `breaksOff` is a client that goes away at its end. */
async function upload(parts: readonly FormPart[], { breaksOff = false } = {}) {
	const seen = { files: [] as string[], links: [] as string[], limits: [] as MediumLimits[], added: [] as Medium[] };
	async function* form(): AsyncGenerator<FormPart> {
		yield* parts;
		if (breaksOff) throw new Error("the client went away");
	}
	const request = {
		caller: { account: makeAccount(), mode: "live", keyId: "key", mark: false },
		headers: {},
		signal: new AbortController().signal,
		links: { upload: ({ id }: Upload) => `http://films.test/uploads/${id}` },
		form,
	} as unknown as DialectRequest;
	const services = {
		media: {
			async fromStream(bytes: AsyncIterable<Uint8Array>, limits: MediumLimits) {
				let text = "";
				for await (const chunk of bytes) text += Buffer.from(chunk).toString();
				seen.files.push(text);
				seen.limits.push(limits);
				return makeMedium();
			},
			async fromLink(link: string, limits: MediumLimits) {
				seen.links.push(link);
				seen.limits.push(limits);
				return makeMedium();
			},
		},
		tasks: {
			async addUpload(_caller: unknown, medium: Medium) {
				seen.added.push(medium);
				return { id: ID, medium };
			},
		},
	} as unknown as DialectServices;
	const outcome = await uploadImage(request, services).then(
		(reply) => ({ reply }),
		(error: unknown) => ({ error }),
	);
	return { ...seen, ...outcome };
}

function field(name: string, value: string): FormPart {
	return { kind: "field", name, value };
}

function file(name: string, ...chunks: string[]): FormPart {
	const bytes = (async function* () {
		for (const chunk of chunks) yield Buffer.from(chunk);
	})();
	return { kind: "file", name, fileName: "picture.png", mime: "image/png", bytes };
}

describe("uploadImage", () => {
	it("takes a file, whatever chunks it comes in", async () => {
		const done = await upload([field("tag", "x"), file("image", "", "pic", "", "ture")]);
		expect(done.files).toEqual(["picture"]);
		expect(done.limits).toMatchObject([{ field: "image", kind: "image", maxBytes: 20 * 1024 * 1024, maxSide: 10_000 }]);
		expect(done).toMatchObject({
			reply: { body: { ErrCode: 0, Resp: { img_id: ID, img_url: `http://films.test/uploads/${ID}` } } },
		});
	});

	it("takes a link, with an empty file before or behind it or none", async () => {
		const link = field("image_url", " https://pictures.test/a.png ");
		for (const parts of [[link], [file("image"), link], [link, file("image", "")], [field("image", ""), link]]) {
			const done = await upload(parts);
			expect(done.links).toEqual(["https://pictures.test/a.png"]);
			expect(done.limits).toMatchObject([{ field: "image_url" }]);
			expect(done.added).toHaveLength(1);
		}
	});

	it("lets a file win over a link, and the first file over others", async () => {
		const parts = [
			file("image", "one"),
			file("image", "two"),
			file("mask", "three"),
			field("image_url", "https://b.test"),
		];
		const done = await upload(parts);
		expect(done).toMatchObject({ files: ["one"], links: [] });
		expect(done.added).toHaveLength(1);
	});

	it("says what is missing", async () => {
		for (const parts of [[], [file("image")], [field("image_url", "")], [file("file", "picture")]]) {
			expect(await upload(parts)).toMatchObject({ error: { code: "missing_field", field: "image" }, added: [] });
		}
	});

	it("refuses words where the file belongs", async () => {
		const done = await upload([field("image", "https://pictures.test/a.png")]);
		expect(done).toMatchObject({ error: { code: "malformed_body", field: "image" }, added: [] });
	});

	it("remembers nothing of a form that breaks off, even behind its file", async () => {
		expect(await upload([file("image", "picture")], { breaksOff: true })).toMatchObject({ added: [] });
		expect(await upload([field("image_url", "https://b.test")], { breaksOff: true })).toMatchObject({
			links: [],
			added: [],
		});
	});
});
