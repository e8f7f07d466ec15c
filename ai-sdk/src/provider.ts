import {
	type EmbeddingModelV4,
	type Experimental_VideoModelV4 as VideoModelV4,
	type ImageModelV4,
	type LanguageModelV4,
	NoSuchModelError,
	type ProviderV4,
} from "@ai-sdk/provider";
import type { FetchFunction } from "@ai-sdk/provider-utils";
import { createVideoModel } from "./video-model.ts";

/** Any model that the server knows; `filmgate.models()` of `@filmgate/sdk` lists them. */
export type FilmgateVideoModelId = "preview" | (string & {});

export interface FilmgateProviderSettings {
	/** A key of the server. Default: `FILMGATE_API_KEY` of the environment, looked up when a model is first used. */
	apiKey?: string;
	/** Where the server is. Default: `FILMGATE_URL` of the environment, else `http://127.0.0.1:8033`. */
	baseURL?: string;
	/** Sent with every request to the server. */
	headers?: Record<string, string>;
	/** Default: the platform's own. */
	fetch?: FetchFunction;
}

export interface FilmgateProvider extends ProviderV4 {
	readonly specificationVersion: "v4";
	video(modelId: FilmgateVideoModelId): VideoModelV4;
	/** The same, by the name that a registry looks for. */
	videoModel(modelId: FilmgateVideoModelId): VideoModelV4;
	/** Filmgate makes films: throws NoSuchModelError, as the next two do. */
	languageModel(modelId: string): LanguageModelV4;
	embeddingModel(modelId: string): EmbeddingModelV4;
	imageModel(modelId: string): ImageModelV4;
}

/** The video models of one Filmgate server. */
export function createFilmgate(settings: FilmgateProviderSettings = {}): FilmgateProvider {
	const video = (modelId: FilmgateVideoModelId) => createVideoModel(modelId, settings);
	return {
		specificationVersion: "v4",
		video,
		videoModel: video,
		languageModel: none("languageModel"),
		embeddingModel: none("embeddingModel"),
		imageModel: none("imageModel"),
	};
}

/** The server that the environment names. */
export const filmgate: FilmgateProvider = createFilmgate();

function none(modelType: "languageModel" | "embeddingModel" | "imageModel") {
	return (modelId: string): never => {
		throw new NoSuchModelError({ modelId, modelType });
	};
}
