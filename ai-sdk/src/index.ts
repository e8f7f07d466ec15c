export type { FilmgateCost, FilmgateTaskMetadata, FilmgateVideoMetadata } from "./metadata.ts";
export {
	createFilmgate,
	type FilmgateProvider,
	type FilmgateProviderSettings,
	type FilmgateVideoModelId,
	filmgate,
} from "./provider.ts";
export type { FilmgateVideoModelOptions } from "./provider-options.ts";
export { VERSION } from "./version.ts";
