import type { JsonObject } from "../core/json.ts";
import type { Task } from "../core/task.ts";

/** What a wire says of a task, as it was when it was announced. */
export type Renderer = (task: Task) => JsonObject;
