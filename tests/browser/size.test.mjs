// What a visitor transfers before the first result, compressed as a web server would.

import assert from "node:assert/strict";
import { test } from "node:test";
import { brotliCompressSync } from "node:zlib";

import { open, pageTest, url } from "./harness.mjs";

/** Largest sizes in bytes after Brotli: the whole first load, and the modules in it. */
const BUDGET = { everything: 900_000, "playground_bg.wasm": 550_000, "attrmap_bg.wasm": 250_000 };

pageTest("45: the first load stays within its budget", async ({ page }) => {
  const responses = [];
  page.on("response", (response) => responses.push(response));
  await open(page);
  const sizes = { everything: 0 };
  // The worker is made of text that has been counted.
  for (const response of responses.filter((response) => !response.url().startsWith("blob:"))) {
    const size = brotliCompressSync(await response.body()).length;
    sizes[new URL(response.url()).pathname.split("/").at(-1)] = size;
    sizes.everything += size;
  }
  assert.ok(sizes["playground_bg.wasm"] > 0, "the page's module was not seen");
  for (const [name, budget] of Object.entries(BUDGET)) {
    assert.ok((sizes[name] ?? 0) <= budget, `${name}: ${JSON.stringify(sizes)}`);
  }
});

/** The same of the package's modules: the small edition, and the one with everything. */
const PACKAGE = { "pkg/engine/attrmap_bg.wasm": 240_000, "pkg/attrmap_bg.wasm": 418_000 };

test("45: the modules of the package stay within their sizes", async () => {
  for (const [name, budget] of Object.entries(PACKAGE)) {
    const response = await fetch(new URL(name, url));
    assert.equal(response.status, 200, name);
    const size = brotliCompressSync(new Uint8Array(await response.arrayBuffer())).length;
    assert.ok(size <= budget, `${name}: ${size}`);
  }
});
