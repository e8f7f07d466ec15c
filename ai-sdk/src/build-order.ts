import type { Experimental_VideoModelV4CallOptions as CallOptions, SharedV4Warning as Warning } from "@ai-sdk/provider";
import type { AspectRatio, TaskOrder } from "@filmgate/sdk";
import type { FilmgateVideoModelOptions } from "./provider-options.ts";

const ASPECT_RATIOS = ["16:9", "9:16", "4:3", "3:4", "1:1", "21:9", "9:21"] as const satisfies AspectRatio[];

/** What a call says of the film, without its files, in an order's words. What cannot be said becomes a warning. */
export function buildOrder(
	modelId: string,
	call: CallOptions,
	{ options, warnings }: { options: FilmgateVideoModelOptions; warnings: Warning[] },
): Omit<TaskOrder, "inputs"> {
	const { inputs: _inputs, ...rest } = options;
	const { prompt, seed, generateAudio: sound } = call;
	const order = {
		...rest,
		model: modelId,
		prompt,
		seed,
		sound,
		seconds: wholeNumber("duration", call.duration, warnings),
		fps: wholeNumber("fps", call.fps, warnings),
		...buildShape(call, options, warnings),
	};
	return Object.fromEntries(Object.entries(order).filter(([, value]) => value !== undefined));
}

function wholeNumber(feature: "duration" | "fps", value: number | undefined, warnings: Warning[]): number | undefined {
	if (value === undefined || Number.isInteger(value)) return value;
	const whole = Math.max(1, Math.round(value));
	warnings.push({ type: "compatibility", feature, details: `Only whole numbers are taken: ${whole} was ordered.` });
	return whole;
}

/** An exact size says the shape as well, and goes before a shape of its own. */
function buildShape(
	{ resolution, aspectRatio }: CallOptions,
	options: FilmgateVideoModelOptions,
	warnings: Warning[],
): Pick<TaskOrder, "size" | "aspectRatio" | "resolution"> {
	if (resolution === undefined) return buildAspectRatio(aspectRatio, warnings);
	const leaveOut = (feature: string) =>
		warnings.push({ type: "unsupported", feature, details: `The resolution ${resolution} says it already.` });
	if (aspectRatio !== undefined && !isOfShape(resolution, aspectRatio)) leaveOut("aspectRatio");
	if (options.resolution !== undefined) leaveOut("providerOptions.filmgate.resolution");
	// The order has one or the other: `undefined` takes the option's word out again.
	return { size: even(resolution, warnings), resolution: undefined } as Pick<TaskOrder, "size">;
}

function buildAspectRatio(
	aspectRatio: CallOptions["aspectRatio"],
	warnings: Warning[],
): Pick<TaskOrder, "aspectRatio"> {
	// `adaptive`: the first frame's own shape is what an order without one gets.
	if (aspectRatio === undefined || aspectRatio === "adaptive") return {};
	const known = ASPECT_RATIOS.find((one) => one === aspectRatio);
	if (known !== undefined) return { aspectRatio: known };
	const details = `There are ${ASPECT_RATIOS.join(", ")}; for any other say the resolution in pixels.`;
	warnings.push({ type: "unsupported", feature: "aspectRatio", details });
	return {};
}

/** Within a pixel or two: 854x480 is 16:9. */
function isOfShape(resolution: string, aspectRatio: string): boolean {
	const [width = 0, height = 1] = resolution.split("x").map(Number);
	const [across = 0, down = 1] = aspectRatio.split(":").map(Number);
	return Math.abs(width - (height * across) / down) <= 2;
}

/** Sides of a film are even. */
function even(resolution: string, warnings: Warning[]): string {
	const size = resolution.replace(/\d+/g, (side) => String(Number(side) + (Number(side) % 2)));
	if (size !== resolution) {
		warnings.push({ type: "compatibility", feature: "resolution", details: `Sides are even: ${size} was ordered.` });
	}
	return size;
}
