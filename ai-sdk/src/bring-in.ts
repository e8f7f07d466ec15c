import type { Experimental_VideoModelV4File as VideoFile } from "@ai-sdk/provider";
import { convertBase64ToUint8Array, convertImageModelFileToDataUri } from "@ai-sdk/provider-utils";
import type { CreateOptions, OrderInput } from "@filmgate/sdk";
import type { RoledFile } from "./choose-roles.ts";
import type { Connection } from "./connect.ts";
import type { NamedCall } from "./prepare.ts";

/** Larger files go ahead of the order, as uploads; smaller ones inside of it. Characters of base64, or bytes. */
const LARGEST_INLINE = 4 * 1024 * 1024;

/** A call's files as an order's inputs, in their order. */
export async function bringIn(
	files: readonly RoledFile[],
	call: NamedCall,
	connection: Connection,
): Promise<OrderInput[]> {
	const inputs: OrderInput[] = [];
	for (const [index, { role, file }] of files.entries()) {
		const about = { idempotencyKey: `${call.key}.file${index + 1}`, signal: call.abortSignal };
		inputs.push({ role, from: await sourceOf(file, about, connection) });
	}
	return inputs;
}

async function sourceOf(file: VideoFile, about: CreateOptions, { api, ask }: Connection): Promise<OrderInput["from"]> {
	if (file.type === "url") return file.url;
	if (file.data.length <= LARGEST_INLINE) return convertImageModelFileToDataUri(file);
	const bytes = typeof file.data === "string" ? convertBase64ToUint8Array(file.data) : file.data;
	const { id } = await ask("/uploads", `${bytes.length} bytes`, () => api.uploads.create(bytes, about));
	return { upload: id };
}
