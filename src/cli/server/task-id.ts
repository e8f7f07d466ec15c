import { type Id, parseId } from "../../core/ids.ts";
import { CommandError, EXIT } from "../exit.ts";

/** A task's id as any wire spells it: bare digits, or after `task_` or `video_`. */
export function readTaskId(given: string): Id {
	const id = parseId(given.replace(/^(task_|video_)/, ""));
	if (id === null) throw new CommandError(`${given} is no task's id. One looks like task_244813135429632.`, EXIT.usage);
	return id;
}

/** As the command line prints it. */
export function spellTaskId(id: Id): string {
	return `task_${id}`;
}
