import { expect, test } from "vitest";
import { Gate } from "./gate.ts";

const never = new AbortController().signal;

test("it lets so many in and the others after them, in their order", async () => {
	const gate = new Gate(2);
	const order: string[] = [];
	const leave: (() => void)[] = [];
	const go = (name: string) =>
		gate.pass(never, async () => {
			order.push(name);
			await new Promise<void>((resolve) => leave.push(resolve));
		});
	const all = ["a", "b", "c", "d"].map(go);
	expect(order).toEqual(["a", "b"]);
	leave[1]?.();
	await all[1];
	expect(order).toEqual(["a", "b", "c"]);
	leave[0]?.();
	leave[2]?.();
	await all[2];
	leave[3]?.();
	await Promise.all(all);
	expect(order).toEqual(["a", "b", "c", "d"]);
});

test("work that fails gives its place back", async () => {
	const gate = new Gate(1);
	await expect(gate.pass(never, () => Promise.reject(new Error("no")))).rejects.toThrow("no");
	expect(await gate.pass(never, async () => "next")).toBe("next");
});

test("who gives up while waiting never enters, and loses nobody's place", async () => {
	const gate = new Gate(1);
	const inside = Promise.withResolvers<void>();
	const patience = new AbortController();
	const first = gate.pass(never, () => inside.promise);
	let entered = false;
	const impatient = gate.pass(patience.signal, async () => {
		entered = true;
	});
	const last = gate.pass(never, async () => "last");
	patience.abort(new Error("too long"));
	await expect(impatient).rejects.toThrow("too long");
	await expect(gate.pass(AbortSignal.abort(new Error("too late")), async () => {})).rejects.toThrow("too late");
	inside.resolve();
	await first;
	expect(await last).toBe("last");
	expect(entered).toBe(false);
	expect(await gate.pass(never, async () => "empty again")).toBe("empty again");
});
