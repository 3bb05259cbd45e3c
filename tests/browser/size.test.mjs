// What a visitor transfers before the first result, compressed as a web server would.

import assert from "node:assert/strict";
import { brotliCompressSync } from "node:zlib";

import { open, pageTest } from "./harness.mjs";

/** Largest sizes in bytes after Brotli: the whole first load, and the modules in it. */
const BUDGET = { everything: 900_000, "playground_bg.wasm": 550_000, "attrmap_bg.wasm": 250_000 };

pageTest("the first load stays within its budget", async ({ page }) => {
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
