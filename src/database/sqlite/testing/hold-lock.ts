import { lockFolder } from "../serve-lock.ts";

/** Holds a folder's lock until it is killed. */
lockFolder(process.argv[2] ?? "");
process.stdout.write("locked\n");
setInterval(() => {}, 60_000);
