import { createOutFile, type OutFile } from "./out-file.ts";
import { type WebAssemblyMemory, type WebAssemblyModule, webAssembly } from "./web-assembly.ts";

/** What a WASI command left behind. */
export interface CommandResult {
	readonly exitCode: number;
	/** What it printed, standard error included. */
	readonly printed: string;
	/** The bytes of the one file that it may write. */
	readonly file: Uint8Array;
}

/**
 * Runs a WASI command that sees nothing of this machine: it has its arguments, a clock that stands still, an empty
 * standard input and one file under `/out`, in memory. The same arguments therefore give the same bytes. A trap throws.
 */
export async function runInMemory(module: WebAssemblyModule, args: readonly string[]): Promise<CommandResult> {
	const host = new MemoryHost(args);
	const instance = await webAssembly.instantiate(module, { wasi_snapshot_preview1: host.imports() });
	const { memory, _start } = instance.exports as { memory: WebAssemblyMemory; _start: () => void };
	host.memory = memory;
	let exitCode = 0;
	try {
		_start();
	} catch (error) {
		if (!(error instanceof Exit)) throw error;
		exitCode = error.code;
	}
	return { exitCode, printed: host.printed(), file: host.file.bytes() };
}

class Exit extends Error {
	readonly code: number;

	constructor(code: number) {
		super(`exit ${code}`);
		this.code = code;
	}
}

const success = 0;
const badDescriptor = 8;
const noSuchFile = 44;
const cannotSeek = 70;

const firstPrinted = 1;
const lastPrinted = 2;
const folderDescriptor = 3;
const fileDescriptor = 4;
const folderName = "/out";

const typeCharacters = 2;
const typeFolder = 3;
const typeFile = 4;
const allRights = 0xffff_ffff_ffff_ffffn;
const mayCreate = 1;

type Numbers = readonly [number, number, number, number];
type OpenCall = readonly [...Numbers, flags: number, rights: bigint, inherited: bigint, mode: number, at: number];

/** The thirteen calls that the command imports; numbers are those of WASI preview 1. */
class MemoryHost {
	readonly file: OutFile = createOutFile();
	readonly #args: readonly Uint8Array[];
	readonly #printed: Uint8Array[] = [];
	memory: WebAssemblyMemory | null = null;

	constructor(args: readonly string[]) {
		this.#args = args.map((argument) => new TextEncoder().encode(`${argument}\0`));
	}

	printed(): string {
		return Buffer.concat(this.#printed).toString("utf8");
	}

	imports(): Record<string, (...args: never[]) => number> {
		return {
			args_sizes_get: (count: number, bytes: number) => {
				this.#view().setUint32(count, this.#args.length, true);
				this.#view().setUint32(bytes, Buffer.concat(this.#args).length, true);
				return success;
			},
			args_get: (pointers: number, bytes: number) => this.#putArguments(pointers, bytes),
			clock_time_get: (_clock: number, _precision: bigint, at: number) => {
				this.#view().setBigUint64(at, 0n, true);
				return success;
			},
			fd_close: () => success,
			fd_fdstat_get: (descriptor: number, at: number) => this.#describe(descriptor, at),
			fd_fdstat_set_flags: () => success,
			fd_prestat_get: (descriptor: number, at: number) => {
				if (descriptor !== folderDescriptor) return badDescriptor;
				this.#view().setUint32(at, 0, true);
				this.#view().setUint32(at + 4, folderName.length, true);
				return success;
			},
			fd_prestat_dir_name: (_descriptor: number, at: number, length: number) => {
				this.#bytes().set(new TextEncoder().encode(folderName).subarray(0, length), at);
				return success;
			},
			fd_read: (...[, , , readAt]: Numbers) => {
				this.#view().setUint32(readAt, 0, true);
				return success;
			},
			fd_seek: (...[descriptor, offset, from, at]: readonly [number, bigint, number, number]) => {
				if (descriptor !== fileDescriptor) return cannotSeek;
				this.#view().setBigUint64(at, BigInt(this.file.seek(Number(offset), from)), true);
				return success;
			},
			fd_write: (...[descriptor, parts, count, writtenAt]: Numbers) =>
				this.#write(descriptor, { parts, count, writtenAt }),
			path_open: (...[, , , , flags, , , , at]: OpenCall) => {
				if ((flags & mayCreate) === 0) return noSuchFile;
				this.#view().setUint32(at, fileDescriptor, true);
				return success;
			},
			proc_exit: (code: number) => {
				throw new Exit(code);
			},
		};
	}

	#putArguments(pointers: number, bytes: number): number {
		let at = bytes;
		this.#args.forEach((argument, index) => {
			this.#view().setUint32(pointers + 4 * index, at, true);
			this.#bytes().set(argument, at);
			at += argument.length;
		});
		return success;
	}

	#describe(descriptor: number, at: number): number {
		if (descriptor > fileDescriptor) return badDescriptor;
		const type =
			descriptor === folderDescriptor ? typeFolder : descriptor === fileDescriptor ? typeFile : typeCharacters;
		this.#view().setUint16(at, type, true);
		this.#view().setUint16(at + 2, 0, true);
		this.#view().setBigUint64(at + 8, allRights, true);
		this.#view().setBigUint64(at + 16, allRights, true);
		return success;
	}

	#write(descriptor: number, { parts, count, writtenAt }: { parts: number; count: number; writtenAt: number }): number {
		let written = 0;
		for (let part = 0; part < count; part++) {
			const from = this.#view().getUint32(parts + 8 * part, true);
			const length = this.#view().getUint32(parts + 8 * part + 4, true);
			const bytes = this.#bytes().subarray(from, from + length);
			if (descriptor === fileDescriptor) this.file.write(bytes);
			else if (descriptor >= firstPrinted && descriptor <= lastPrinted) this.#printed.push(bytes.slice());
			else return badDescriptor;
			written += length;
		}
		this.#view().setUint32(writtenAt, written, true);
		return success;
	}

	/** Asked anew for every use: the memory may have grown since. */
	#bytes(): Uint8Array {
		return new Uint8Array(this.memory!.buffer);
	}

	#view(): DataView {
		return new DataView(this.memory!.buffer);
	}
}
