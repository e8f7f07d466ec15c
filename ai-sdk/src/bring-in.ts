import type { Experimental_VideoModelV4File as VideoFile } from "@ai-sdk/provider";
import { convertBase64ToUint8Array, convertImageModelFileToDataUri } from "@ai-sdk/provider-utils";
import type { OrderInput } from "@filmgate/sdk";
import type { RoledFile } from "./choose-roles.ts";
import type { Connection } from "./connect.ts";

/** Larger files go ahead of the order, as uploads; smaller ones inside of it. Characters of base64, or bytes. */
const LARGEST_INLINE = 4 * 1024 * 1024;

/** A call's files as an order's inputs, in their order. */
export async function bringIn(
	files: readonly RoledFile[],
	connection: Connection,
	signal: AbortSignal | undefined,
): Promise<OrderInput[]> {
	const inputs: OrderInput[] = [];
	for (const { role, file } of files) inputs.push({ role, from: await sourceOf(file, connection, signal) });
	return inputs;
}

async function sourceOf(
	file: VideoFile,
	connection: Connection,
	signal: AbortSignal | undefined,
): Promise<OrderInput["from"]> {
	if (file.type === "url") return file.url;
	if (file.data.length <= LARGEST_INLINE) return convertImageModelFileToDataUri(file);
	const bytes = typeof file.data === "string" ? convertBase64ToUint8Array(file.data) : file.data;
	const send = () => connection.api.uploads.create(bytes, { signal });
	return { upload: (await connection.ask("/uploads", `${bytes.length} bytes`, send)).id };
}
