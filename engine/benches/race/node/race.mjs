// attrmap's package beside other engines for JavaScript: same people, same answers, one process.
//
// usage: node race.mjs [--quick] PEOPLE.ndjson [SITE]
// SITE is the folder of `cargo xtask build`; without it attrmap itself stays away.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

import { evaluateAll } from "./people.mjs";
import { compileOne, evaluateOne } from "./single.mjs";

/** How many people every answer is checked for. */
const CHECKED = 10_000;

const words = process.argv.slice(2);
const isQuick = words[0] === "--quick";
const [file, site] = isQuick ? words.slice(1) : words;
const pace = { rounds: isQuick ? 15 : 41, sample: 4_000 };

const { attrmap, memory } = site ? await load(join(site, "pkg")) : {};
const bytes = readFileSync(file);
const lines = bytes.toString().split("\n", CHECKED);
await evaluateOne(attrmap, lines.map((line) => JSON.parse(line)), pace);
await compileOne(attrmap, pace);
if (attrmap) await evaluateAll(attrmap, memory, bytes, pace);

async function load(folder) {
  const attrmap = await import(pathToFileURL(join(folder, "attrmap.js")).href);
  const { memory } = await attrmap.default({
    module_or_path: readFileSync(join(folder, "attrmap_bg.wasm")),
  });
  return { attrmap, memory };
}
