import { describe, expect, test } from "vitest";
import type { Task } from "../core/task.ts";
import { makeEngineName, type StoreContract, useStores } from "./stores.ts";
import { makeEvent } from "./task-factory.ts";

/** What every engine switch promises. */
export function testEngineSwitch(contract: StoreContract): void {
	describe(`engine switch: ${contract.name}`, () => {
		const bench = useStores(contract);

		test("an engine is paused from the first word on until it is resumed", async () => {
			const engine = makeEngineName();
			const since = bench.clock.now();
			const pauses = async () => (await bench.engines.listPauses()).filter((pause) => pause.engine === engine);
			expect(await pauses()).toEqual([]);
			expect(await bench.engines.pauseEngine(engine, since)).toBe(true);
			expect(await bench.engines.pauseEngine(engine, since + 1)).toBe(false);
			expect(await pauses()).toEqual([{ engine, since }]);
			expect(await bench.engines.resumeEngine(engine)).toBe(true);
			expect(await bench.engines.resumeEngine(engine)).toBe(false);
			expect(await pauses()).toEqual([]);
		});

		test("a restart forgets no pause", async () => {
			if (!bench.canReopen()) return;
			const engine = makeEngineName();
			await bench.engines.pauseEngine(engine, 7);
			await bench.reopen();
			expect(await bench.engines.listPauses()).toContainEqual({ engine, since: 7 });
		});

		test("tells what waits and what works in each lane, whoever's it is", async () => {
			const engine = makeEngineName();
			for (let tasks = 0; tasks < 4; tasks += 1) await bench.queued({ engine });
			await bench.queued({ engine, mode: "test" });
			const [first, second] = await bench.claim(engine, { limit: 3 });
			await bench.move(first as Task, makeEvent("refused"));
			await bench.move(second as Task, makeEvent("started"));
			const loads = (await bench.engines.listLoads()).filter((load) => load.engine === engine);
			expect(loads).toEqual([
				{ engine, mode: "live", waiting: 1, working: 2 },
				{ engine, mode: "test", waiting: 1, working: 0 },
			]);
		});
	});
}
