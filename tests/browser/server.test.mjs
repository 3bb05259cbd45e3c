// The local server: what it sends, and what it refuses.

import assert from "node:assert/strict";
import { request } from "node:http";
import { test } from "node:test";

import { open, pageTest, url } from "./harness.mjs";

/** Asks with the path exactly as written: `fetch` would tidy it up first. */
function ask(path, method = "GET") {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const asking = request({ hostname, port, path, method }, (response) => {
      response.resume();
      response.on("end", () => resolve(response));
    });
    asking.on("error", reject);
    asking.end();
  });
}

test("the document comes with the policy and the other headers of the design", async () => {
  const { statusCode, headers } = await ask("/");
  assert.equal(statusCode, 200);
  assert.match(headers["content-security-policy"], /^default-src 'none'; script-src 'self' /);
  assert.equal(headers["cache-control"], "no-store");
  assert.equal(headers["x-content-type-options"], "nosniff");
  assert.equal(headers["referrer-policy"], "no-referrer");
  assert.equal(headers["cross-origin-opener-policy"], "same-origin");
  assert.match(headers["permissions-policy"], /camera=\(\)/);
});

test("files have the media type that browsers insist on", async () => {
  const type = async (path) => (await ask(path)).headers["content-type"];
  assert.equal(await type("/pkg/attrmap_bg.wasm"), "application/wasm");
  assert.equal(await type("/boot.js"), "text/javascript; charset=utf-8");
});

test("nothing outside the site is to be had", async () => {
  const paths = ["/../Cargo.toml", "/pkg/../../Cargo.lock", "/%2e%2e/Cargo.toml", "//etc/passwd"];
  for (const path of [...paths, "/none.html"]) {
    assert.equal((await ask(path)).statusCode, 404, path);
  }
});

test("only reading is answered", async () => {
  assert.equal((await ask("/", "POST")).statusCode, 405);
  assert.equal((await ask("/", "HEAD")).statusCode, 200);
});

pageTest(
  "the harness sees a failed request",
  async ({ page, faults }) => {
    await open(page);
    await page.evaluate(() => fetch("none.json").then(() => {}, () => {}));
    assert.ok(faults.length > 0);
  },
  { expected: [/none\.json|404|connect/] },
);

pageTest("a page may be left while its worker is loading", async ({ page }) => {
  const script = page.waitForRequest(/^blob:/);
  await page.goto(url);
  await script;
  await page.goto("about:blank");
});
