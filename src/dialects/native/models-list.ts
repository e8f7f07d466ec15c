import type * as wire from "@filmgate/sdk";
import type { Handler } from "../dialect.ts";

/** GET /api/v1/models: every name that an order may give, and what the engines behind it do for this key. */
export const listModels: Handler = async ({ caller }, { models, tasks }) => {
	const body: wire.ModelList = {
		data: models.map((id) => ({ id, operations: [...tasks.operationsOf(caller, id)] })),
	};
	return { status: 200, body };
};
