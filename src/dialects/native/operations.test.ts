import type { InputRole } from "@filmgate/sdk";
import { describe, expect, test } from "vitest";
import { makeAccount, makeMedium } from "../../contracts/task-factory.ts";
import type { JsonObject } from "../../core/json.ts";
import { isStill, OPERATIONS, type Operation } from "../../core/order.ts";
import { readFields } from "./fields.ts";
import { nameInputs } from "./inputs.ts";
import { ROLE_KINDS } from "./models.ts";
import { OPERATION_RULES } from "./operations.ts";
import { buildOrder, readOperation } from "./order.ts";
import { priceOf, SHARES } from "./prices.ts";
import { findWarnings } from "./warnings.ts";

const LINK = "https://example.com/medium";
const caller = { account: makeAccount(), mode: "live", keyId: "1", mark: true } as const;
const SOURCE = makeMedium({ mime: "video/mp4", width: 641, height: 480, seconds: 4.2 });

/** As little as each operation asks for beyond its inputs. */
const LEAST: Readonly<Partial<Record<Operation, JsonObject>>> = {
	"text-to-video": { prompt: "a fox" },
	"reference-to-video": { prompt: "a fox" },
	template: { templateId: 7 },
	modify: { prompt: "a fox" },
	restyle: { style: "clay" },
	"lip-sync": { speech: { text: "hello" } },
	"text-to-image": { prompt: "a fox" },
	"image-template": { templateId: 7, inputs: [{ role: "reference", from: LINK }] },
};

function leastOf(operation: Operation): JsonObject {
	const { inputs } = OPERATION_RULES[operation];
	const wanted = Object.entries(inputs).flatMap(([role, { min }]) => Array(min).fill({ role, from: LINK }));
	return { operation, inputs: wanted, ...LEAST[operation] };
}

function orderOf(body: JsonObject, possible: readonly Operation[] = OPERATIONS) {
	const fields = readFields(body);
	const named = nameInputs(fields);
	const wishes = readOperation(fields, named, possible);
	const inputs = named.map(({ role, name }) => ({
		role,
		medium: ROLE_KINDS[role] === "video" ? SOURCE : makeMedium({ width: 900, height: 900 }),
		task: role === "source" ? 99 : null,
		fps: role === "source" ? 29.97 : null,
		...(name === null ? {} : { name }),
	}));
	const order = buildOrder(wishes, { model: "preview", inputs, caller, mintSeed: () => 7 });
	return { ...order, warnings: findWarnings(wishes.operation, fields, named) };
}

describe.each(OPERATIONS)("%s", (operation) => {
	test("is a complete order from as little as it needs, at a price, without a warning", () => {
		const order = orderOf(leastOf(operation));
		expect(order).toMatchObject({ operation, warnings: [] });
		expect(order.inputs.length).toBe((leastOf(operation).inputs as unknown[]).length);
		expect((order.width % 2) + (order.height % 2)).toBe(0);
		expect(order.seconds === 0).toBe(isStill(operation));
		expect(order.fps === 0).toBe(isStill(operation));
		expect(Number.isInteger(order.seconds) && Number.isInteger(order.fps)).toBe(true);
		expect(priceOf(order)).toBeGreaterThan(0);
		expect(SHARES[operation]).toBeGreaterThan(0);
	});

	test("is refused without what it needs, and with what it does not take", () => {
		const least = leastOf(operation);
		const { inputs } = OPERATION_RULES[operation];
		for (const [role, { min, max }] of Object.entries(inputs)) {
			const others = (least.inputs as { role: string }[]).filter((input) => input.role !== role);
			if (min > 0) expect(() => orderOf({ ...least, inputs: others })).toThrow(refusal("missing_field"));
			const many = Array(max + 1).fill({ role, from: LINK });
			if (others.length + many.length > 10) continue;
			expect(() => orderOf({ ...least, inputs: [...others, ...many] })).toThrow(refusal("conflicting_fields"));
		}
		const stranger = (Object.keys(ROLE_KINDS) as InputRole[]).find((role) => inputs[role] === undefined);
		const strange = [...(least.inputs as []), { role: stranger ?? "", from: LINK }];
		expect(() => orderOf({ ...least, inputs: strange })).toThrow(refusal("conflicting_fields"));
		if (operation in LEAST && operation !== "image-template") {
			const [name = ""] = Object.keys(LEAST[operation] ?? {});
			expect(() => orderOf({ ...least, [name]: null })).toThrow(refusal("missing_field"));
		}
	});

	test("passes over what it has no use for, with a warning, and heeds the rest", () => {
		const wishes = { camera: "zoom_in", soundWords: "rain", templateId: 5, keyframe: 3, style: "clay" } as const;
		const order = orderOf({ ...leastOf(operation), ...wishes });
		const { heeds } = OPERATION_RULES[operation];
		for (const [name, value] of Object.entries(wishes)) {
			const heeded = heeds.includes(name as never);
			expect(order.warnings.some(({ setting }) => setting === name)).toBe(!heeded);
			if (heeded) expect(order.settings).toMatchObject({ [name]: value });
			else expect(order.settings).not.toMatchObject({ [name]: value });
		}
	});
});

describe("what is worked on", () => {
	test("says length, shape and frames, and which task it is of", () => {
		const order = orderOf(leastOf("restyle"));
		expect(order).toMatchObject({ width: 640, height: 480, seconds: 4, fps: 30 });
		expect(order.settings).toMatchObject({ sourceTask: 99, keepSound: true });
	});

	test("is extended by what is asked for, up to a minute in all, and only that is billed", () => {
		const order = orderOf({ ...leastOf("extend"), seconds: 3 });
		expect(order).toMatchObject({ seconds: 7, width: 640, height: 480 });
		expect(priceOf(order)).toBe(3 * 20_000);
		expect(orderOf(leastOf("extend")).seconds).toBe(9);
	});

	test.each([
		[{}, { width: 1282, height: 960 }],
		[{ resolution: "1440p" }, { width: 1924, height: 1440 }],
		[{ size: "800x600" }, { width: 800, height: 600 }],
	])("is made larger: %o", (wish, size) => {
		expect(orderOf({ ...leastOf("upscale"), ...wish })).toMatchObject(size);
	});

	test("keeps its sound or does not, as its operation does and as it is asked", () => {
		expect(orderOf(leastOf("sound-effect")).settings).toMatchObject({ keepSound: false, soundWords: "" });
		expect(orderOf({ ...leastOf("lip-sync"), keepSound: true }).settings.keepSound).toBe(true);
		expect(orderOf(leastOf("text-to-video")).settings.keepSound).toBeNull();
	});
});

describe("frames", () => {
	const three = { operation: "multi-frame", inputs: Array(3).fill({ role: "frame", from: LINK }) } as const;

	test("are joined by stretches, each with its own length or the usual one", () => {
		expect(orderOf({ ...three, stretches: [{ seconds: 2, prompt: "a door" }, {}] })).toMatchObject({
			seconds: 7,
			settings: {
				stretches: [
					{ seconds: 2, prompt: "a door" },
					{ seconds: 5, prompt: "" },
				],
			},
		});
		expect(orderOf(three)).toMatchObject({ seconds: 10 });
	});

	test("want one stretch fewer than there are of them", () => {
		for (const stretches of [[], [{}], [{}, {}, {}]]) {
			expect(() => orderOf({ ...three, stretches })).toThrow(refusal("invalid_field", "stretches"));
		}
	});
});

describe("without its name, an operation is told by its inputs", () => {
	const inputs = (...roles: InputRole[]) => ({ prompt: "a", inputs: roles.map((role) => ({ role, from: LINK })) });

	test.each<[InputRole[], Operation]>([
		[[], "text-to-video"],
		[["first-frame"], "image-to-video"],
		[["first-frame", "last-frame"], "first-last-frame"],
		[["frame", "frame"], "multi-frame"],
		[["reference", "background"], "reference-to-video"],
	])("%o is %s", (roles, operation) => {
		expect(orderOf(inputs(...roles)).operation).toBe(operation);
	});

	test("or has to be named", () => {
		for (const roles of [["source"], ["last-frame"], ["background"], ["first-frame", "frame"]] as InputRole[][]) {
			expect(() => orderOf(inputs(...roles))).toThrow(refusal("missing_field", "operation"));
		}
	});
});

test("a name that the prompt does not say is a warning", () => {
	const inputs = [
		{ role: "reference", from: LINK, name: "fox" },
		{ role: "reference", from: LINK, name: "owl" },
	];
	const { warnings } = orderOf({ operation: "reference-to-video", prompt: "@fox in the snow", inputs });
	expect(warnings).toEqual([{ setting: "inputs[1].name", message: "The prompt does not say @owl." }]);
	const twins = inputs.map((input) => ({ ...input, name: "fox" }));
	const doubled = { operation: "reference-to-video", prompt: "@fox", inputs: twins };
	expect(() => orderOf(doubled)).toThrow(refusal("conflicting_fields", "inputs[1].name"));
});

test("lip sync is to words or to a sound, not to both", () => {
	const audio = [
		{ role: "source", from: LINK },
		{ role: "audio", from: LINK },
	];
	expect(orderOf({ operation: "lip-sync", inputs: audio }).settings.speech).toBeNull();
	const both = { operation: "lip-sync", inputs: audio, speech: { text: "hello" } };
	expect(() => orderOf(both)).toThrow(refusal("conflicting_fields", "speech"));
});

test("an operation that no engine of the model does is refused before anything else is looked at", () => {
	const refused = refusal("unsupported_operation", "operation");
	expect(() => orderOf({ operation: "swap" }, ["text-to-video"])).toThrow(refused);
});

function refusal(code: string, field?: string) {
	return expect.objectContaining({ code, ...(field === undefined ? {} : { field }) });
}
