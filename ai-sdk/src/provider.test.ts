import { LoadAPIKeyError, NoSuchModelError } from "@ai-sdk/provider";
import { afterEach, expect, test, vi } from "vitest";
import { createFilmgate, filmgate, VERSION } from "./index.ts";

afterEach(() => vi.unstubAllEnvs());

test("a provider has video models, by both names, and by functions that stand alone", () => {
	const { specificationVersion, video, videoModel } = createFilmgate({ apiKey: "1.a" });
	expect(specificationVersion).toBe("v4");
	expect(VERSION).toMatch(/^\d+\.\d+\.\d+$/);
	for (const make of [video, videoModel]) {
		const model = make("preview");
		expect(model).toMatchObject({ specificationVersion: "v4", provider: "filmgate.video", modelId: "preview" });
		expect(model.doGenerate).toBeUndefined();
	}
});

test.each(["languageModel", "embeddingModel", "imageModel"] as const)("there is no %s", (modelType) => {
	expect(() => filmgate[modelType]("x")).toThrow(NoSuchModelError);
	expect(() => filmgate[modelType]("x")).toThrow(`No such ${modelType}: x`);
});

test("the default provider asks the environment when it is used, not before", async () => {
	const { doStatus } = filmgate.video("preview");
	const operation = { tasks: ["task_1"], webhook: null };
	vi.stubEnv("FILMGATE_API_KEY", undefined);
	await expect((async () => await doStatus?.({ operation }))()).rejects.toThrow(LoadAPIKeyError);
	const urls: string[] = [];
	const fetch: typeof globalThis.fetch = async (input, init) => {
		urls.push(`${String(input)} ${new Headers(init?.headers).get("authorization")}`);
		return Response.json({ code: "not_found" }, { status: 404 });
	};
	vi.stubEnv("FILMGATE_API_KEY", "12.secret");
	const model = createFilmgate({ fetch }).video("preview");
	await expect(model.doStatus?.({ operation })).rejects.toMatchObject({ statusCode: 404 });
	vi.stubEnv("FILMGATE_URL", "https://films.example.com/below/");
	await expect(model.doStatus?.({ operation })).rejects.toMatchObject({ statusCode: 404 });
	expect(urls).toEqual([
		"http://127.0.0.1:8033/api/v1/tasks/task_1 Bearer 12.secret",
		"https://films.example.com/below/api/v1/tasks/task_1 Bearer 12.secret",
	]);
});
