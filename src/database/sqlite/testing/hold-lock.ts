import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { lockFolder } from "../serve-lock.ts";

/** Holds a folder's lock until it is killed, although it keeps no hold of the lock itself and throws its rubbish away. */
lockFolder(process.argv[2] ?? "");
setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc") as () => void;
for (let round = 0; round < 3; round += 1) {
	collectGarbage();
	await new Promise((resolve) => setImmediate(resolve));
}
process.stdout.write("locked\n");
setInterval(() => {}, 60_000);
