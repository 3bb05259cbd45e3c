// What every page test shares: one browser, a fresh context per test, and no fault overlooked.

import assert from "node:assert/strict";
import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { after, test } from "node:test";

const require = createRequire(new URL("../../www/package.json", import.meta.url));
const { chromium } = require("playwright-core");

/** The address of the served site, with a slash at the end. */
export const url = process.env.ATTRMAP_URL;
assert.ok(url, "page tests need the server of `cargo xtask test --only browser`");

/** The folder for pictures. */
export const shotsFolder =
  process.env.ATTRMAP_SHOTS ?? join(import.meta.dirname, "../../target/screenshots");

/** The longest wait for one thing to happen, in ms: a busy machine may be slow, never wrong. */
const PATIENCE = 30_000;

/** The longest time of one test, in ms. */
const TEST_LIMIT = 180_000;

/** Window sizes of the layouts, by name. */
export const sizes = {
  wide: { width: 1440, height: 900 },
  narrow: { width: 800, height: 1000 },
  phone: { width: 360, height: 800 },
};

let browser;

/** The one browser of this process. */
async function theBrowser() {
  browser ??= await chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    chromiumSandbox: false,
    args: [
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-gpu",
      "--disable-quic",
      "--disable-sync",
      "--no-first-run",
    ],
  });
  return browser;
}

after(async () => browser?.close());

/**
 * Declares a page test.
 *
 * `work` gets `{ page, context, faults }`. The test fails, too, on any console error or warning,
 * page error, failed request or status from 400, unless `options.expected` has a pattern for it;
 * and each of those patterns must have been met.
 *
 * `options` are those of a browser context (`viewport`, `colorScheme`, …) and `expected`.
 */
export function pageTest(name, work, { expected = [], ...options } = {}) {
  test(name, { timeout: TEST_LIMIT }, () => withPage(name, work, expected, options));
}

/** Performs `work` on a page of a fresh context, then looks at what went wrong on the way. */
export async function withPage(name, work, expected = [], options = {}) {
  const context = await (await theBrowser()).newContext({
    viewport: sizes.wide,
    locale: "en-US",
    timezoneId: "UTC",
    serviceWorkers: "block",
    ...options,
  });
  context.setDefaultTimeout(PATIENCE);
  const faults = watch(context);
  const page = await context.newPage();
  try {
    await work({ page, context, faults });
    // What the page still says while it is left belongs to the test as well.
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => done())));
  } catch (error) {
    await page.screenshot({ path: shotPath(`failed/${name}`) }).catch(() => {});
    throw new Error(`${error.message}${listed(faults)}`, { cause: error });
  } finally {
    await context.close();
  }
  const unexpected = faults.filter((fault) => !expected.some((pattern) => pattern.test(fault)));
  assert.deepEqual(unexpected, [], "the page complained");
  for (const pattern of expected) {
    assert.ok(faults.some((fault) => pattern.test(fault)), `nobody complained about ${pattern}`);
  }
}

/** Every complaint of a context's pages and workers, collected as text while it lives. */
function watch(context) {
  const faults = [];
  context.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) {
      faults.push(`console ${message.type()}: ${message.text()}`);
    }
  });
  context.on("weberror", (error) => faults.push(`page error: ${error.error()}`));
  context.on("requestfailed", (request) => {
    const reason = request.failure()?.errorText;
    // A worker that is still loading goes with the page that is left, which is nobody's fault.
    if (request.url().startsWith("blob:") && reason === "net::ERR_ABORTED") return;
    faults.push(`failed request: ${request.url()} ${reason}`);
  });
  context.on("response", (response) => {
    if (response.status() >= 400) faults.push(`status ${response.status()}: ${response.url()}`);
  });
  return faults;
}

function listed(faults) {
  return faults.length > 0 ? `\nthe page complained:\n${faults.join("\n")}` : "";
}

/** Opens the site at `path` (`""`, `"#am1.…"`, `"?scenario=groups"`) and waits for a first result. */
export async function open(page, path = "") {
  await page.goto(new URL(path, url).href);
  await page.locator("html[data-ready=true]").waitFor({ state: "attached" });
}

/** Photographs the window into `target/screenshots/NAME.png`. */
export async function screenshot(page, name, options = {}) {
  await page.screenshot({ path: shotPath(name), animations: "disabled", ...options });
}

function shotPath(name) {
  const path = join(shotsFolder, `${name.replace(/[^\w/-]+/g, "_")}.png`);
  mkdirSync(join(path, ".."), { recursive: true });
  return path;
}

/** Asserts that axe finds nothing to complain about on the page, or in the part `within`. */
export async function assertAccessible(page, within = undefined) {
  if (!(await page.evaluate(() => "axe" in globalThis))) {
    await page.evaluate(readFileSync(require.resolve("axe-core/axe.min.js"), "utf8"));
  }
  const violations = await page.evaluate(async (selector) => {
    const results = await globalThis.axe.run(selector ?? document, { resultTypes: ["violations"] });
    return results.violations.map(({ id, help, nodes }) => ({
      id,
      help,
      nodes: nodes.map((node) => `${node.html} ${node.failureSummary}`),
    }));
  }, within);
  assert.deepEqual(violations, [], JSON.stringify(violations, null, 2));
}
