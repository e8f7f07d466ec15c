export interface WaveOptions {
	readonly sampleRate: number;
	readonly bits: 8 | 16 | 24 | 32 | 64;
	readonly kind: "integer" | "float" | "law";
	/** A part of this name, of three bytes, before the samples. */
	readonly before?: string;
}

/** The bytes of a WAV file. */
export function waveFile(channels: readonly Float32Array[], options: WaveOptions): Uint8Array<ArrayBuffer> {
	const width = options.bits / 8;
	const data = Buffer.alloc(channels[0]!.length * channels.length * width);
	for (const [channel, samples] of channels.entries()) {
		for (const [index, sample] of samples.entries()) {
			put(data, (index * channels.length + channel) * width, { sample, ...options });
		}
	}
	const format = Buffer.alloc(16);
	format.writeUInt16LE({ integer: 1, float: 3, law: 7 }[options.kind], 0);
	format.writeUInt16LE(channels.length, 2);
	format.writeUInt32LE(options.sampleRate, 4);
	format.writeUInt32LE(options.sampleRate * channels.length * width, 8);
	format.writeUInt16LE(channels.length * width, 12);
	format.writeUInt16LE(options.bits, 14);
	const extra = options.before === undefined ? [] : [part(options.before, Buffer.from("abc"))];
	const body = Buffer.concat([Buffer.from("WAVE"), part("fmt ", format), ...extra, part("data", data)]);
	return new Uint8Array(part("RIFF", body));
}

function part(name: string, body: Buffer): Buffer {
	const head = Buffer.alloc(8);
	head.write(name, 0, "latin1");
	head.writeUInt32LE(body.length, 4);
	return Buffer.concat([head, body, Buffer.alloc(body.length % 2)]);
}

function put(data: Buffer, at: number, { sample, bits, kind }: { sample: number } & WaveOptions): void {
	if (kind === "float") {
		if (bits === 64) data.writeDoubleLE(sample, at);
		else data.writeFloatLE(sample, at);
	} else if (bits === 8) {
		data.writeUInt8(Math.round(sample * 127) + 128, at);
	} else {
		const scale = 2 ** (bits - 1) - 1;
		data.writeIntLE(Math.round(sample * scale), at, bits / 8);
	}
}
