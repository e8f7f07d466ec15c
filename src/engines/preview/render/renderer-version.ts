/** Changes whenever the same order and seed would give other bytes than before. Recorded with every film. */
export const rendererVersion = "preview-4";
