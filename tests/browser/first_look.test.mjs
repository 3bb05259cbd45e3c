// Items 1 to 3 of the acceptance checklist: what is seen first.

import assert from "node:assert/strict";

import { open, pageTest } from "./harness.mjs";
import { partsOf, textOf, vendorRule, waitForResult } from "./handles.mjs";

pageTest("1: scenario A opens with Farah and the vendor's rule unchanged", async ({ page }) => {
  await open(page);
  const parts = partsOf(page);
  assert.equal(await textOf(page), vendorRule);
  assert.equal(await parts.editor.getAttribute("aria-label"), "Expression for primaryPhone");
  assert.equal(await parts.person.inputValue(), "Farah Khan");
  await waitForResult(page, "value", "+15550100125#null");
  assert.equal(await page.getByTestId("result-type").innerText(), "string");
  assert.equal(await page.getByTestId("result-length").innerText(), "17 chars");
  assert.equal(await parts.grid.getAttribute("aria-rowcount"), "10");
  assert.equal(await parts.mappings.getByRole("option").count(), 5);
  const ready = await page.evaluate(() => performance.getEntriesByName("attrmap:ready").length);
  assert.equal(ready, 1);
});

pageTest("3: nothing is requested once the page is ready", async ({ page }) => {
  await open(page);
  const requests = [];
  page.on("request", (request) => requests.push(request.url()));
  const parts = partsOf(page);
  await parts.mappings.getByRole("option", { name: /^email/ }).click();
  await parts.filter.fill("example");
  await parts.undo.focus();
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => done())));
  assert.deepEqual(requests, []);
});
