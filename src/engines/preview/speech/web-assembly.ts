/** The part of WebAssembly that is used here: the compiler's types for Node leave it to those for browsers. */
export interface WebAssemblyApi {
	compile(bytes: Uint8Array): Promise<WebAssemblyModule>;
	instantiate(
		module: WebAssemblyModule,
		imports: Record<string, Record<string, (...args: never[]) => number>>,
	): Promise<{ readonly exports: unknown }>;
}

/** Compiled code, which nobody looks into. */
export type WebAssemblyModule = object;

export interface WebAssemblyMemory {
	/** Another one after each growth. */
	readonly buffer: ArrayBuffer;
}

export const webAssembly = (globalThis as unknown as { WebAssembly: WebAssemblyApi }).WebAssembly;
