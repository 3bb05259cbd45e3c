// Items 23 to 25 of the acceptance checklist: checks, baseline and history.

import assert from "node:assert/strict";

import { assertAccessible, open, pageTest } from "./harness.mjs";
import { choosePerson, partsOf, setState, textOf, type, vendorRule, waitForResult, waitForText } from "./handles.mjs";

const guarded =
  '(appuser.directNumber != null ? appuser.directNumber : "") + "#" + (appuser.extensionNumber != null ? appuser.extensionNumber : "")';

pageTest("23: checks fail until the rule is mended; expect, accept and remove", async ({ page }) => {
  await open(page);
  await page.getByRole("tab", { name: /^Checks/ }).click();
  const summary = page.getByTestId("checks-summary");
  await waitForText(summary, "5 pass, 1 fail");
  const table = page.getByRole("table", { name: "Checks" });
  assert.equal(await table.locator("tr[data-state=fail]").count(), 1);
  await assertAccessible(page);
  await type(page, guarded);
  await waitForText(summary, "6 pass, 0 fail");
  await page.getByRole("button", { name: "Expect this" }).click();
  await waitForText(summary, "7 pass, 0 fail");
  await type(page, vendorRule);
  await waitForText(summary, "5 pass, 2 fail");
  await page.getByRole("button", { name: "Accept new results" }).click();
  await waitForText(summary, "7 pass, 0 fail");
  await page.getByRole("button", { name: "Remove the check of Farah Khan" }).first().click();
  await waitForText(summary, "6 pass, 0 fail");
});

pageTest("24: a pinned baseline tells who changes, and how, in words", async ({ page }) => {
  await open(page);
  await page.getByRole("tab", { name: /^Diff/ }).click();
  await page.getByTestId("baseline-pin").click();
  const summary = page.getByTestId("diff-summary");
  await waitForText(summary, "0 of 9 people change");
  await type(page, guarded);
  await waitForText(summary, "1 of 9 people change: 1 changed");
  const row = page.getByTestId("diff-row");
  assert.equal(await row.getAttribute("data-kind"), "changed");
  await waitForText(row, "removed");
  await assertAccessible(page);
  await type(page, "appuser.extensionNumber");
  await waitForText(summary, "1 cleared");
  await page.getByRole("tab", { name: /^People/ }).click();
  await page.getByRole("button", { name: /^Changed 9/ }).waitFor();
});

pageTest("25: a settled state is brought back from the history", async ({ page }) => {
  await open(page);
  await page.getByRole("tab", { name: /^History/ }).click();
  const rows = page.getByTestId("history-row");
  await rows.first().waitFor();
  await type(page, "appuser.userName");
  await waitForText(rows, "primaryPhone");
  await waitForText(rows, "9 results changed");
  await assertAccessible(page);
  await rows.nth(1).getByRole("button", { name: "Restore" }).click();
  await waitForResult(page, "value", "+15550100125#null");
  assert.equal(await textOf(page), vendorRule);
});

pageTest("32: no cookie is set, and the draft on the device holds no person", async ({ page, context }) => {
  await open(page);
  await type(page, "appuser.userName");
  await page.waitForFunction(() => localStorage.getItem("attrmap.draft") !== null);
  const kept = await page.evaluate(() => JSON.stringify(localStorage));
  for (const word of ["Farah Khan", "farah@example.com", "Mill Lane"]) {
    assert.ok(!kept.includes(word), word);
  }
  assert.deepEqual(await context.cookies(), []);
  await page.reload();
  await page.locator("html[data-ready=true]").waitFor({ state: "attached" });
  assert.equal(await textOf(page), "appuser.userName");
  await waitForResult(page, "value", "farah@example.com");
});
