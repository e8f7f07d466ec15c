import type { ValidateFunction } from "ajv/dist/2020.js";
import type { JsonObject } from "../../../core/json.ts";
import { WIRES } from "../../routes.ts";
import { createDocument } from "../document.ts";
import { describeWires } from "../routes.ts";
import { schemaCompiler } from "./compile-schema.ts";
import type { SeenAnswer } from "./watch-answers.ts";

export interface AnswerCheck {
	/** As the document names it: `get /api/v1/tasks/{id}`; null for what lies under no wire. */
	operationOf(answer: SeenAnswer): string | null;
	/** What of an answer is not as it is described; null when all is. */
	faultIn(answer: SeenAnswer): string | null;
	/** Every operation that is described. */
	readonly operations: readonly string[];
}

interface Operation {
	readonly name: string;
	readonly method: string;
	readonly pattern: RegExp;
	readonly responses: JsonObject;
}

/** Holds answers to the document of all wires: status, content type, and every field of a body. */
export async function createAnswerCheck(): Promise<AnswerCheck> {
	const document = createDocument(await describeWires(WIRES), { version: "0.0.0", origin: "http://localhost" });
	const operations = operationsOf(document);
	const compile = schemaCompiler(document);
	const compiled = new Map<JsonObject, ValidateFunction>();
	const find = ({ method, path }: SeenAnswer) =>
		operations.find((each) => each.method === method && each.pattern.test(path));

	function faultIn(answer: SeenAnswer): string | null {
		const operation = find(answer);
		// That something has not changed is said of whatever can be asked for.
		if (operation === undefined || answer.status === 304) return null;
		const { status, type, json } = answer;
		const response = operation.responses[status] ?? (status >= 400 ? operation.responses.default : undefined);
		if (response === undefined) return `${operation.name} answered ${status}, which is not described`;
		const content = ((response as JsonObject).content ?? {}) as JsonObject;
		if (type === null && Object.keys(content).length === 0) return null;
		const described = content[type ?? ""] as { readonly schema?: JsonObject } | undefined;
		if (described === undefined) return `${operation.name} answered ${status} with ${type}, which is not described`;
		if (described.schema === undefined || json === null) return null;
		const validate = compiled.get(described.schema) ?? compile(described.schema);
		compiled.set(described.schema, validate);
		if (validate(JSON.parse(json))) return null;
		return `${operation.name} answered ${status} ${json.slice(0, 2_000)}: ${JSON.stringify(validate.errors)}`;
	}

	return {
		operationOf: (answer) => find(answer)?.name ?? null,
		faultIn,
		operations: operations.map(({ name }) => name),
	};
}

/** Literal paths before those with parameters. */
function operationsOf(document: JsonObject): readonly Operation[] {
	const operations = Object.entries(document.paths as JsonObject).flatMap(([path, methods]) =>
		Object.entries(methods as JsonObject).map(([method, about]) => ({
			name: `${method} ${path}`,
			method: method.toUpperCase(),
			pattern: new RegExp(`^${path.replaceAll(/\{\w+\}/g, "[^/]+")}$`),
			responses: (about as JsonObject).responses as JsonObject,
		})),
	);
	return operations.sort((one, other) => Number(one.name.includes("{")) - Number(other.name.includes("{")));
}
