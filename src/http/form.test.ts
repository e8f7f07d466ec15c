import type { FastifyRequest } from "fastify";
import { expect, test } from "vitest";
import type { FormPart } from "../dialects/dialect.ts";
import { readForm } from "./form.ts";

async function read(body: string): Promise<readonly FormPart[]> {
	const request = { isMultipart: () => false, body: Buffer.from(body) } as unknown as FastifyRequest;
	const parts: FormPart[] = [];
	for await (const part of readForm(request, 1_000)) parts.push(part);
	return parts;
}

const fields = (count: number) => Array.from({ length: count }, (_, index) => `a${index}=`).join("&");

test("an urlencoded body has as many fields as a multipart one may have parts, and not one more", async () => {
	expect(await read(fields(50))).toHaveLength(50);
	await expect(read(fields(51))).rejects.toMatchObject({ code: "malformed_body" });
});

test("millions of fields are refused before they are read", async () => {
	const before = process.cpuUsage().user;
	await expect(read("a&".repeat(2_000_000))).rejects.toMatchObject({ code: "malformed_body" });
	expect(process.cpuUsage().user - before).toBeLessThan(5_000_000);
});
