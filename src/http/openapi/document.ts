import type { JsonObject, JsonValue } from "../../core/json.ts";
import type { Dialect } from "../../dialects/dialect.ts";
import type {
	Described,
	OperationDescription,
	ParameterDescription,
	WireDescription,
} from "../../dialects/describe.ts";
import type { Route } from "../route.ts";
import { Schemas } from "./schemas.ts";

/** A wire with what it says of itself. */
export interface DescribedWire {
	readonly dialect: Pick<Dialect, "name">;
	readonly routes: readonly Pick<Route, "method" | "path">[];
	readonly description: WireDescription;
}

export interface DocumentOptions {
	readonly version: string;
	/** Where this server is reached. */
	readonly origin: string;
}

/** All wires as one OpenAPI 3.1 document. A route without its description throws: nothing is served that is not described. */
export function createDocument(wires: readonly DescribedWire[], { version, origin }: DocumentOptions): JsonObject {
	const schemas = new Schemas();
	const paths: Record<string, Record<string, JsonValue>> = {};
	for (const wire of wires) {
		for (const route of wire.routes) {
			if (route.method === "HEAD") continue;
			const template = templateOf(route.path);
			paths[template] = { ...paths[template], [route.method.toLowerCase()]: describe(wire, route, schemas) };
		}
	}
	return {
		openapi: "3.1.0",
		info: {
			title: "Filmgate",
			version,
			summary: "Asynchronous video generation, in the wire formats that clients already have.",
			license: { name: "MIT", identifier: "MIT" },
		},
		servers: [{ url: origin }],
		tags: wires.map(({ description }) => ({ name: description.title, description: description.text })),
		paths,
		components: {
			schemas: schemas.components,
			securitySchemes: Object.fromEntries(
				wires.map(({ dialect, description }) => [dialect.name, description.security]),
			),
		},
	};
}

/** As OpenAPI spells it: `/tasks/{id}` for `/tasks/:id`. */
export function templateOf(path: string): string {
	return path.replaceAll(/:(\w+)/g, "{$1}");
}

function describe(
	{ dialect, description }: DescribedWire,
	route: Pick<Route, "method" | "path">,
	schemas: Schemas,
): JsonObject {
	const name = `${route.method} ${route.path}`;
	const operation = description.operations[name];
	if (operation === undefined) throw new Error(`${name} is not described.`);
	const { summary, text, request, answers } = operation;
	return {
		operationId: idOf(dialect.name, route),
		tags: [description.title],
		summary,
		...(text === undefined ? {} : { description: text }),
		security: [{ [dialect.name]: [] }],
		parameters: parametersOf(route.path, operation).map((parameter) => parameterOf(parameter, schemas)),
		...(request === undefined
			? {}
			: {
					requestBody: {
						required: request.required ?? true,
						content: Object.fromEntries(
							Object.entries(request.content).map(([type, schema]) => [
								type,
								{
									schema: schemas.of(schema, "input"),
									...(request.example === undefined || type !== "application/json" ? {} : { example: request.example }),
								},
							]),
						),
					},
				}),
		responses: {
			...Object.fromEntries(Object.entries(answers).map(([status, answer]) => [status, answerOf(answer, schemas)])),
			default: answerOf(description.error, schemas),
		},
	};
}

/** Those that are described, and whatever else the path has. */
function parametersOf(path: string, { parameters = [] }: OperationDescription): readonly ParameterDescription[] {
	const named = new Set(parameters.filter((parameter) => parameter.in === "path").map(({ name }) => name));
	const others = [...path.matchAll(/:(\w+)/g)].map(([, name]) => name as string).filter((name) => !named.has(name));
	return [...others.map((name) => ({ in: "path", name, text: "Its id." }) as const), ...parameters];
}

function parameterOf(
	{ text, schema, example, required, ...named }: ParameterDescription,
	schemas: Schemas,
): JsonObject {
	return {
		...named,
		description: text,
		required: required ?? named.in === "path",
		schema: schema === undefined ? { type: "string" } : schemas.of(schema, "input"),
		...(example === undefined ? {} : { example }),
	};
}

function answerOf(described: Described, schemas: Schemas): JsonObject {
	const { text, schema, type = "application/json", files = [], headers = {} } = described;
	const json = schema === undefined ? [] : [[type, { schema: schemas.of(schema, "output") }]];
	const others = files.map((type) => [type, {}]);
	const content = Object.fromEntries([...json, ...others]);
	return {
		description: text,
		...(Object.keys(content).length === 0 ? {} : { content }),
		...(Object.keys(headers).length === 0
			? {}
			: {
					headers: Object.fromEntries(
						Object.entries(headers).map(([name, what]) => [name, { description: what, schema: { type: "string" } }]),
					),
				}),
	};
}

/** `native.post.tasks.id.cancel`: unlike any other, and the same as long as the route is. */
function idOf(wire: string, { method, path }: Pick<Route, "method" | "path">): string {
	const words = path.split("/").filter((part) => !["", "api", "openapi", "paas", "v1", "v2", "v4"].includes(part));
	return [wire, method.toLowerCase(), ...words.map((word) => word.replace(":", ""))].join(".");
}
