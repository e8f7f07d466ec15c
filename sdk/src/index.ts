export { createFilmgate, type Filmgate, type FilmgateOptions } from "./client.ts";
export { FilmgateApiError, FilmgateConnectionError, FilmgateTimeoutError } from "./errors.ts";
export type { CallOptions, ListOptions, SubmitOptions, Tasks, WaitOptions } from "./tasks.ts";
export { isFinished } from "./tasks.ts";
export type { Download, DownloadableFilm, DownloadOptions } from "./download.ts";
export type * from "./wire.ts";
export const VERSION = "0.1.0";
