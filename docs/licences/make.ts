import { writeFileSync } from "node:fs";
import { defaultInstall } from "./default-install.ts";
import { readLockFile } from "./lock-file.ts";
import { renderPage } from "./render-page.ts";

writeFileSync(new URL("../licences.md", import.meta.url), renderPage(defaultInstall(readLockFile())));
