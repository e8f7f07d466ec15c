import { expect, test } from "vitest";
import { createFakeClock } from "../contracts/fake-clock.ts";
import { createDiskWatch } from "./disk-watch.ts";

test("a disk that fails is tried again every second, and the log is told when it begins and when it is over", async () => {
	const clock = createFakeClock();
	const disk = { obstacle: null as string | null, mended: false, probes: 0 };
	const said: string[] = [];
	const watch = createDiskWatch({
		clock,
		obstacle: () => disk.obstacle,
		async probe() {
			disk.probes += 1;
			if (!disk.mended) throw new Error("still full");
			disk.obstacle = null;
		},
		log: {
			info: (_fields, sentence) => said.push(sentence),
			warn() {},
			error: (_fields, sentence) => said.push(sentence),
		},
	});
	watch.start();
	await clock.advance(5_000);
	expect([disk.probes, said]).toEqual([0, []]);
	disk.obstacle = "The database's disk is full.";
	await clock.advance(3_000);
	expect(disk.probes).toBe(3);
	disk.mended = true;
	await clock.advance(3_000);
	expect(disk.probes).toBe(4);
	expect(said).toEqual(["the database cannot be written; tasks are refused", "the database can be written again"]);
	await watch.stop();
	expect(clock.pending).toBe(0);
});
