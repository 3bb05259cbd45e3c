// Item 30 of the acceptance checklist: the edition in one file, opened from a disk.

import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after } from "node:test";
import { pathToFileURL } from "node:url";

import { choosePerson, partsOf, textOf, vendorRule, waitForResult } from "./handles.mjs";
import { pageTest, url } from "./harness.mjs";

const folder = mkdtempSync(join(tmpdir(), "attrmap-"));
after(() => rmSync(folder, { recursive: true }));

const file = join(folder, "attrmap-playground.html");
const response = await fetch(new URL("attrmap-playground.html", url));
assert.equal(response.status, 200);
writeFileSync(file, Buffer.from(await response.arrayBuffer()));

/** Opens the file and waits for a first result; returns what was requested besides the file. */
async function openFile(page) {
  const requests = [];
  page.on("request", (request) => requests.push(request.url()));
  await page.goto(pathToFileURL(file).href);
  await page.locator("html[data-ready=true]").waitFor({ state: "attached" });
  requests.shift();
  return requests;
}

pageTest("30: the single file shows the vendor's rule from a disk and requests nothing", async ({ page }) => {
  const requests = await openFile(page);
  const parts = partsOf(page);
  assert.equal(await textOf(page), vendorRule);
  assert.equal(await parts.editor.getAttribute("aria-label"), "Expression for primaryPhone");
  assert.equal(await parts.person.inputValue(), "Farah Khan");
  await waitForResult(page, "value", "+15550100125#null");
  assert.equal(await parts.strip.getAttribute("data-severity"), "warning");
  await parts.mappings.getByRole("option", { name: /^email/ }).click();
  await parts.filter.fill("example");
  // What the file makes itself, icons and the worker, is not asked of anybody.
  assert.deepEqual(requests.filter((request) => !/^(data|blob):/.test(request)), []);
  assert.equal(await page.getByTestId("net-state").getAttribute("data-locked"), "true");
});

pageTest("30: the fix works in the single file, and undo brings the rule back", async ({ page }) => {
  await openFile(page);
  const parts = partsOf(page);
  await parts.fix.click();
  await waitForResult(page, "value", /\+15550100125#$/);
  assert.equal(await parts.strip.count(), 0);
  await choosePerson(page, "Dana Reyes");
  await waitForResult(page, "value", "+15550100123#101");
  await parts.undo.click();
  await parts.strip.waitFor();
  assert.equal(await textOf(page), vendorRule);
  await waitForResult(page, "value", "+15550100123#101");
  await choosePerson(page, "Farah Khan");
  await waitForResult(page, "value", "+15550100125#null");
});

pageTest(
  "30: the single file can not reach the network",
  async ({ page }) => {
    await openFile(page);
    const outcome = await page.evaluate(() => fetch("https://example.invalid/").then(() => "answered", () => "refused"));
    assert.equal(outcome, "refused");
  },
  { expected: [/Content Security Policy/] },
);

pageTest("30: the single file works from the server, too", async ({ page }) => {
  await page.goto(new URL("attrmap-playground.html", url).href);
  await page.locator("html[data-ready=true]").waitFor({ state: "attached" });
  await waitForResult(page, "value", "+15550100125#null");
});

pageTest("30: the single file works in a sandboxed frame", async ({ page }) => {
  await page.setContent("<iframe sandbox='allow-scripts allow-downloads' style='width:1300px;height:800px'></iframe>");
  await page.locator("iframe").evaluate((frame, text) => {
    frame.srcdoc = text;
  }, Buffer.from(await (await fetch(new URL("attrmap-playground.html", url))).arrayBuffer()).toString());
  const frame = page.frameLocator("iframe");
  await frame.locator("html[data-ready=true]").waitFor({ state: "attached" });
  assert.equal(await frame.getByTestId("result-value").innerText(), "+15550100125#null");
  // The worker's script is there, too: taken away before, it would count as a failed request.
  await frame.getByRole("button", { name: "Warnings 2" }).waitFor();
});
