// Checks whose new results are accepted one by one, and what a baseline is compared with.

import assert from "node:assert/strict";

import { assertAccessible, open, pageTest } from "./harness.mjs";
import { partsOf, type, vendorRule, waitForText } from "./handles.mjs";

pageTest("chosen checks take their new results, which are shown before, and undo takes them back", async ({ page }) => {
  await open(page);
  const { live, undo } = partsOf(page);
  await page.getByRole("tab", { name: /^Checks/ }).click();
  const summary = page.getByTestId("checks-summary");
  await type(page, '"x" + appuser.extensionNumber');
  await waitForText(summary, "0 pass, 6 fail");
  const rows = page.getByRole("table", { name: "Checks" }).locator("tr[data-state=fail]");
  const dana = rows.filter({ hasText: "Dana Reyes" }).first();
  const eli = rows.filter({ hasText: "Eli Stone" }).first();
  await waitForText(dana, "→");
  await dana.getByRole("checkbox", { name: /Dana Reyes/ }).check();
  await waitForText(dana, /becomes\s*x101/);
  assert.ok(!(await eli.innerText()).includes("→"), "only what is chosen is changed");
  await assertAccessible(page);
  await page.getByRole("button", { name: "Accept new results 1" }).click();
  await waitForText(summary, "1 pass, 5 fail");
  await waitForText(live, "1 check expects its new result");
  const all = page.getByRole("checkbox", { name: "Choose every failing check" });
  await all.check();
  assert.equal(await rows.getByRole("checkbox", { checked: true }).count(), 5);
  await page.getByRole("button", { name: "Accept new results 5" }).click();
  await waitForText(summary, "6 pass, 0 fail");
  assert.ok(await all.isDisabled());
  await undo.click();
  await waitForText(summary, "1 pass, 5 fail");
  await undo.click();
  await waitForText(summary, "0 pass, 6 fail");
});

pageTest("changes are listed by kind, and a baseline is taken away again", async ({ page }) => {
  await open(page);
  await page.getByRole("tab", { name: /^Diff/ }).click();
  await page.getByTestId("baseline-pin").click();
  const summary = page.getByTestId("diff-summary");
  await waitForText(summary, "0 of 9 people change");
  await type(page, "appuser.extensionNumber");
  await waitForText(summary, "1 cleared");
  const rows = page.getByTestId("diff-row");
  const cleared = page.getByRole("button", { name: "Cleared 1" });
  await cleared.click();
  await page.locator("[data-testid=diff-row]:not([data-kind=cleared])").first().waitFor({ state: "detached" });
  assert.equal(await rows.count(), 1);
  assert.equal(await cleared.getAttribute("aria-pressed"), "true");
  await assertAccessible(page);
  await cleared.click();
  await rows.nth(1).waitFor();
  await page.getByTestId("baseline-unpin").click();
  await waitForText(summary, "Pin the present results");
  await rows.first().waitFor({ state: "detached" });
});

pageTest("a file of what is in the target is a baseline; who is not here is named", async ({ page }) => {
  await open(page);
  await page.getByRole("tab", { name: /^Diff/ }).click();
  await page.getByTestId("baseline-file").click();
  await page.getByRole("textbox", { name: "Paste data" }).fill(
    "login,primaryPhone\nDANA@example.com,+15550100123#101\nfarah@example.com,+15550100125#103\nnobody@example.com,1\n",
  );
  await page.getByRole("button", { name: "Pin as baseline" }).click();
  await page.getByRole("dialog").waitFor({ state: "detached" });
  const match = page.getByTestId("baseline-match");
  await waitForText(match, "2 of 9 people, 2 of 5 mapped attributes");
  await waitForText(match, "nobody@example.com");
  await waitForText(page.getByTestId("diff-summary"), "2 of 9 people change: 2 changed");
  await waitForText(page.locator("[data-testid=diff-row]", { hasText: "Farah" }), /removed\s*103/);
  await assertAccessible(page);
  assert.equal(await page.getByRole("tab", { name: /^People/ }).innerText(), "People 9");
  await type(page, vendorRule);
});
