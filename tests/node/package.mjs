// The built npm package, loaded once for all tests of a file.

import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { join, resolve } from "node:path";

/** The folder of the built site; `cargo xtask test` names it. */
export const site = resolve(
  process.env.ATTRMAP_SITE ?? join(import.meta.dirname, "../../target/www"),
);

/** The bytes of the package's module. */
export const moduleBytes = readFileSync(join(site, "pkg/attrmap_bg.wasm"));

/** Loads the package; a second call gets the same instance. */
export async function loadPackage() {
  return load("pkg", moduleBytes);
}

/** Loads the small edition of the package, which checks, compiles and evaluates. */
export async function loadEngine() {
  return load("pkg/engine", readFileSync(join(site, "pkg/engine/attrmap_bg.wasm")));
}

async function load(folder, module) {
  const attrmap = await import(pathToFileURL(join(site, folder, "attrmap.js")).href);
  attrmap.initSync({ module });
  return attrmap;
}
