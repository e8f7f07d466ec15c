/**
 * How many unfinished tasks of a model the vendor lets an account have, by model; what a plan does not name it does not
 * limit. Above it a request gets 1302 at once. Presets for an operator to put on an account: a fresh one has none of them.
 */
export const ZAI_PLANS = {
	/** docs.z.ai, April 2026. It says "CogView-4" once for both of its names. */
	zai: {
		"cogvideox-3": 1,
		"viduq1-text": 5,
		"viduq1-image": 5,
		"viduq1-start-end": 5,
		"vidu2-image": 5,
		"vidu2-start-end": 5,
		"vidu2-reference": 5,
		"glm-image": 1,
		"cogview-4": 5,
		"cogview-4-250304": 5,
	},
	/** BigModel's account levels; its page names this one model of ours. */
	"bigmodel-v0": { "cogvideox-3": 5 },
	"bigmodel-v1": { "cogvideox-3": 10 },
	"bigmodel-v2": { "cogvideox-3": 15 },
	"bigmodel-v3": { "cogvideox-3": 20 },
} as const satisfies Record<string, Readonly<Record<string, number>>>;
