// The package as npm will see it: it loads, names its version, and carries what it lists.

import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { Worker } from "node:worker_threads";

import { loadPackage, moduleBytes, site } from "./package.mjs";

const description = JSON.parse(readFileSync(join(site, "pkg/package.json"), "utf8"));

test("the package tells the version that package.json names", async () => {
  const attrmap = await loadPackage();
  assert.equal(attrmap.version(), description.version);
});

test("every file that package.json lists is there", () => {
  const listed = [description.main, description.types, ...description.files];
  for (const file of [...listed, "LICENSE-MIT", "LICENSE-APACHE"]) {
    assert.ok(existsSync(join(site, "pkg", file)), file);
  }
});

test("the worker's script runs the package's own module", async () => {
  const script = readFileSync(join(site, "worker/attrmap.js"), "utf8");
  const told = await answerOf(`${script};
    const { parentPort, workerData } = require("node:worker_threads");
    wasm_bindgen({ module_or_path: workerData }).then(
      () => parentPort.postMessage(wasm_bindgen.version()),
    );
  `);
  assert.equal(told, description.version);
});

/** The first message of a worker that runs `script` and has the compiled module as its data. */
function answerOf(script) {
  const workerData = new WebAssembly.Module(moduleBytes);
  const worker = new Worker(script, { eval: true, workerData });
  return new Promise((resolve, reject) => {
    worker.once("message", resolve).once("error", reject);
  }).finally(() => worker.terminate());
}
