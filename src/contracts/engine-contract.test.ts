import { createScriptedEngine } from "../engines/scripted-engine.ts";
import { testEngine } from "./engine-contract.ts";
import { createFakeClock } from "./fake-clock.ts";
import { createFakeEngine } from "./fake-engine.ts";
import { makeOrder, makeScript } from "./task-factory.ts";

const film = new Uint8Array([1, 2, 3]);
const cover = new Uint8Array([4, 5]);

testEngine({ name: "the fake", open: () => createFakeEngine({ film }), order: makeOrder() });

testEngine({
	name: "the fake with everything that an engine can have",
	open: () => createFakeEngine({ film, cover, capabilities: { find: true, idempotentStart: true } }),
	order: makeOrder(),
});

testEngine({
	name: "the fake without cancel",
	open: () => createFakeEngine({ film, capabilities: { cancel: false } }),
	order: makeOrder(),
});

const clock = createFakeClock();

for (const script of [null, makeScript({ slowMs: 2_500 })]) {
	testEngine({
		name: script === null ? "the scripted one, without a script" : "the scripted one, slow",
		open: () => createScriptedEngine(createFakeEngine({ film, cover }), clock),
		order: makeOrder({ script }),
		now: () => clock.now(),
		pass: (ms) => clock.advance(ms),
	});
}
