// Items 4 to 10 of the acceptance checklist, in the plain editor: text stays what was typed.

import assert from "node:assert/strict";

import { open, pageTest } from "./harness.mjs";
import { partsOf, type, vendorRule, waitForResult, waitForText } from "./handles.mjs";

pageTest("4: typing at the start, middle and end keeps caret and text exact", async ({ page }) => {
  await open(page);
  const { editor } = partsOf(page);
  const long = Array.from({ length: 30 }, (_, at) => `"part${at}"`).join(" + ").slice(0, 300);
  await type(page, long);
  for (const at of [0, 150, long.length]) {
    const before = await editor.inputValue();
    await editor.evaluate((field, place) => field.setSelectionRange(place, place), at);
    await page.keyboard.type("x 'y");
    assert.equal(await editor.inputValue(), `${before.slice(0, at)}x 'y${before.slice(at)}`);
    assert.equal(await editor.evaluate((field) => field.selectionStart), at + 4);
  }
});

pageTest("7: two independent errors are two problems with exact ranges", async ({ page }) => {
  await open(page);
  const text = '"😀" + appuser.noSuchOne + appuser.norThisOne';
  await type(page, text);
  await page.getByRole("tab", { name: /^Problems/ }).click();
  const problems = page.locator("#am-bottom-panel [data-testid=problem][data-code^=E]");
  await problems.nth(1).waitFor();
  assert.equal(await problems.count(), 2, (await problems.allInnerTexts()).join());
  const { editor } = partsOf(page);
  const selected = async (row) => {
    await problems.nth(row).getByRole("button").first().click();
    await page.waitForFunction(() => document.activeElement?.tagName === "TEXTAREA");
    return editor.evaluate((field) => field.value.slice(field.selectionStart, field.selectionEnd));
  };
  const parts = [await selected(0), await selected(1)];
  assert.ok(parts.some((part) => part.includes("noSuchOne")), parts.join(" | "));
  assert.ok(parts.some((part) => part.includes("norThisOne")), parts.join(" | "));
  for (const part of parts) assert.ok(!part.includes('"😀"'), part);
});

pageTest("8: the fix offered for = and for a wrong case is right", async ({ page }) => {
  await open(page);
  const parts = partsOf(page);
  await type(page, 'appuser.firstName = "Farah"');
  await parts.fix.click();
  await waitForResult(page, "value", "true");
  assert.equal(await parts.editor.inputValue(), 'appuser.firstName == "Farah"');
  await type(page, "appuser.firstname");
  await parts.fix.click();
  await waitForResult(page, "value", "Farah");
  assert.equal(await parts.editor.inputValue(), "appuser.firstName");
});

pageTest("10: Ctrl and full stop applies the fix, Ctrl+Z takes it back", async ({ page }) => {
  await open(page);
  const { editor } = partsOf(page);
  await type(page, 'appuser.firstName = "Farah"');
  await page.keyboard.press("Control+.");
  await waitForResult(page, "value", "true");
  await page.keyboard.press("Control+z");
  assert.equal(await editor.inputValue(), 'appuser.firstName = "Farah"');
});

pageTest("13: invalid text dims the last result, and Copy copies the present text", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-write"]);
  await open(page);
  await type(page, `${vendorRule} +`);
  await page.getByTestId("result-stale").waitFor();
  await waitForText(page.getByTestId("result-stale"), "from the last valid text");
  await waitForText(page.getByTestId("result-value"), "+15550100125#null");
  await page.getByRole("button", { name: "More for the expression" }).click();
  await page.getByRole("menuitem", { name: "Copy expression" }).click();
  await waitForText(page.getByTestId("live"), "Expression copied");
  const { filter } = partsOf(page);
  await filter.focus();
  await page.keyboard.press("Control+v");
  assert.equal(await filter.inputValue(), `${vendorRule} +`);
});

pageTest("14: the trace marks what was skipped, and a part selects its text", async ({ page }) => {
  await open(page);
  const tree = page.getByRole("tree", { name: "Trace" });
  await waitForText(tree, "appuser.extensionNumber");
  const skipped = tree.locator("[role=treeitem][data-skipped=true]");
  assert.equal(await skipped.count(), 1);
  await waitForText(skipped, "not evaluated");
  await tree.getByRole("treeitem", { name: "appuser.directNumber != null true" }).click();
  const { editor } = partsOf(page);
  const selected = await editor.evaluate((field) => field.value.slice(field.selectionStart, field.selectionEnd));
  assert.equal(selected, "appuser.directNumber != null");
});
