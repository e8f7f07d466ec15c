/** Sound as it was recorded: a Float32Array for each channel, -1 to 1. */
export interface Recording {
	readonly channels: readonly Float32Array[];
	readonly sampleRate: number;
}

const formatInteger = 1;
const formatFloat = 3;
const formatExtensible = 0xfffe;

/**
 * Reads a RIFF/WAVE file of 8, 16, 24 or 32 bit integers or 32 or 64 bit floats. A file that was cut short gives what
 * there is of it. Throws an Error that says what is wrong with any other.
 */
export function readWave(bytes: Uint8Array): Recording {
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	if (bytes.length < 12 || name(view, 0) !== "RIFF" || name(view, 8) !== "WAVE") {
		throw new Error("This is not a WAV file.");
	}
	let format: WaveFormat | null = null;
	for (let at = 12; at + 8 <= bytes.length; ) {
		const length = view.getUint32(at + 4, true);
		const body = new DataView(bytes.buffer, bytes.byteOffset + at + 8, Math.min(length, bytes.length - at - 8));
		if (name(view, at) === "fmt ") format = readFormat(body);
		if (name(view, at) === "data") {
			if (format === null) throw new Error("This WAV file does not say what its samples are.");
			return { channels: readSamples(body, format), sampleRate: format.sampleRate };
		}
		at += 8 + length + (length % 2);
	}
	throw new Error("This WAV file holds no sound.");
}

interface WaveFormat {
	readonly isFloat: boolean;
	readonly channels: number;
	readonly sampleRate: number;
	readonly bits: number;
}

function readFormat(body: DataView): WaveFormat {
	if (body.byteLength < 16) throw new Error("This WAV file's format is cut short.");
	let kind = body.getUint16(0, true);
	if (kind === formatExtensible && body.byteLength >= 26) kind = body.getUint16(24, true);
	const channels = body.getUint16(2, true);
	const sampleRate = body.getUint32(4, true);
	const bits = body.getUint16(14, true);
	const isFloat = kind === formatFloat;
	const widths = isFloat ? [32, 64] : [8, 16, 24, 32];
	if ((kind !== formatInteger && !isFloat) || !widths.includes(bits)) {
		throw new Error(`This WAV file holds samples of kind ${kind} and ${bits} bits, which are not read here.`);
	}
	if (channels < 1 || channels > 64 || sampleRate < 1000 || sampleRate > 768_000) {
		throw new Error(`This WAV file claims ${channels} channels of ${sampleRate} samples a second.`);
	}
	return { isFloat, channels, sampleRate, bits };
}

function readSamples(body: DataView, { isFloat, channels, bits }: WaveFormat): Float32Array[] {
	const width = bits / 8;
	const length = Math.floor(body.byteLength / (width * channels));
	const read = isFloat ? floatReader(body, bits) : integerReader(body, bits);
	return Array.from({ length: channels }, (_, channel) => {
		const samples = new Float32Array(length);
		for (let index = 0; index < length; index++) samples[index] = read((index * channels + channel) * width);
		return samples;
	});
}

/** What is no number, or louder than any sound, is silence or full scale. */
function floatReader(body: DataView, bits: number): (at: number) => number {
	const read = bits === 32 ? (at: number) => body.getFloat32(at, true) : (at: number) => body.getFloat64(at, true);
	return (at) => Math.max(-1, Math.min(1, read(at) || 0));
}

function integerReader(body: DataView, bits: number): (at: number) => number {
	if (bits === 8) return (at) => (body.getUint8(at) - 128) / 128;
	if (bits === 16) return (at) => body.getInt16(at, true) / 0x8000;
	if (bits === 24) return (at) => ((body.getInt16(at + 1, true) << 8) | body.getUint8(at)) / 0x80_0000;
	return (at) => body.getInt32(at, true) / 0x8000_0000;
}

function name(view: DataView, at: number): string {
	return String.fromCharCode(view.getUint8(at), view.getUint8(at + 1), view.getUint8(at + 2), view.getUint8(at + 3));
}
