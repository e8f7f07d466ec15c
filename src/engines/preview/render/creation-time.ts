import type { FileHandle } from "node:fs/promises";

const containers = new Set(["moov", "trak", "mdia"]);
const headers = new Set(["mvhd", "tkhd", "mdhd"]);

/** Sets every creation and modification time of an MP4 to zero, so that equal films have equal bytes. */
export async function clearCreationTimes(file: FileHandle): Promise<void> {
	const { size } = await file.stat();
	const header = Buffer.alloc(8);
	for (let position = 0; position + 8 <= size; ) {
		await file.read(header, 0, 8, position);
		const length = header.readUInt32BE(0);
		if (header.toString("latin1", 4, 8) === "moov") {
			const moov = Buffer.alloc(length);
			await file.read(moov, 0, length, position);
			clearBoxes(moov);
			await file.write(moov, 0, length, position);
			return;
		}
		if (length < 8) break;
		position += length;
	}
	throw new Error("The film file has no index.");
}

function clearBoxes(boxes: Buffer): void {
	for (let position = 0; position + 8 <= boxes.length; ) {
		const length = boxes.readUInt32BE(position);
		const type = boxes.toString("latin1", position + 4, position + 8);
		if (containers.has(type)) clearBoxes(boxes.subarray(position + 8, position + length));
		// After length and type: one byte of version, three of flags, then both times, of 4 or 8 bytes each.
		if (headers.has(type)) boxes.fill(0, position + 12, position + (boxes[position + 8] === 1 ? 28 : 20));
		position += length;
	}
}
