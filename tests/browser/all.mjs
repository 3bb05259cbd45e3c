// Every page test in one process, so that they share one browser; a word picks files by name.

import { readdirSync } from "node:fs";

const filter = process.argv[2] ?? "";
const files = readdirSync(import.meta.dirname)
  .filter((name) => name.endsWith(".test.mjs") && name.includes(filter))
  .sort();
for (const file of files) {
  await import(`./${file}`);
}
