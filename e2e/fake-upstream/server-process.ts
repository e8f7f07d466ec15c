import { readConfig } from "../../src/config.ts";
import { createFilmgate } from "../../src/filmgate.ts";
import { createUpstreamEngine } from "./engine.ts";

/** A Filmgate that buys its films from the fake vendor. Run with `{dataFolder, url, find}`; prints its address and first keys. */
const { dataFolder, url, find } = JSON.parse(process.argv[2] as string);
const config = readConfig({ port: 0, dataFolder, allowLinks: ["127.0.0.0/8"] }, {});
const filmgate = await createFilmgate(config, { preview: createUpstreamEngine({ url, find }) });
process.stdout.write(`${JSON.stringify({ url: filmgate.url, keys: filmgate.firstKeys })}\n`);
