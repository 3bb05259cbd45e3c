// Items 11, 18 to 21 of the acceptance checklist: states, filters, duplicates, target preview.

import assert from "node:assert/strict";

import { open, pageTest } from "./harness.mjs";
import { choosePerson, partsOf, setState, type, waitForResult, waitForText } from "./handles.mjs";

pageTest("11: value, empty, null, false, 0, list and error are told apart in words", async ({ page }) => {
  await open(page);
  await page.getByRole("combobox", { name: "Context" }).selectOption("any");
  const cases = [
    ["appuser.firstName", "value", "Farah"],
    ['""', "empty", "⟨empty⟩"],
    ["appuser.extensionNumber", "null", "⟨null⟩"],
    ["false", "value", "false"],
    ["1 - 1", "value", "0"],
    ["{'a', 'b'}", "value", /a\s*b/],
    ["1 / 0", "error", /zero/],
  ];
  for (const [text, state, shown] of cases) {
    await type(page, text);
    await waitForResult(page, state, shown);
  }
});

pageTest("18: people are filtered by text and by expression", async ({ page }) => {
  await open(page);
  const { filter, count, grid } = partsOf(page);
  await filter.fill("müller");
  await waitForText(count, "1 of 9 people");
  await waitForText(page.getByTestId("grid-filter-kind"), "text");
  await filter.fill("appuser.extensionNumber == null");
  await waitForText(page.getByTestId("grid-filter-kind"), "expression");
  await waitForText(count, "1 of 9 people");
  assert.equal(await grid.getByRole("rowheader").innerText(), "Farah Khan");
  await page.getByRole("button", { name: "Clear filter" }).click();
  await waitForText(count, /^9 people$/);
});

pageTest("19: the state menu switches among the four states, and undo works", async ({ page }) => {
  await open(page);
  const { undo } = partsOf(page);
  await setState(page, "extensionNumber", "Empty text");
  await waitForResult(page, "value", /\+15550100125#$/);
  await setState(page, "extensionNumber", "Value");
  await waitForResult(page, "value", "+15550100125#value");
  await page.getByRole("textbox", { name: "extensionNumber" }).fill("103");
  await waitForResult(page, "value", "+15550100125#103");
  await setState(page, "extensionNumber", "Missing (remove)");
  await waitForResult(page, "value", "+15550100125#null");
  await setState(page, "extensionNumber", "Null");
  for (const text of [/null$/, "#103", "#value", /#$/, "#null"]) {
    await undo.click();
    await waitForResult(page, "value", text);
  }
});

pageTest("20: duplicates are flagged in pairs", async ({ page }) => {
  await open(page);
  const { grid, count } = partsOf(page);
  await page.getByRole("button", { name: "Duplicates 2" }).click();
  await waitForText(count, "2 of 9 people");
  assert.deepEqual(await grid.getByRole("rowheader").allInnerTexts(), ["Dana Reyes", "Kim Lee"]);
  await waitForText(grid, "same extensionNumber as Kim Lee");
  await waitForText(grid, "same extensionNumber as Dana Reyes");
});

pageTest("21: the target preview tells the effect and its reason", async ({ page }) => {
  await open(page);
  const row = page.getByTestId("target-now").filter({ hasText: "primaryPhone" });
  const effect = async (expected, words) => {
    await page.locator(`[data-testid=target-now][data-effect=${expected}]`, { hasText: "primaryPhone" }).waitFor();
    await waitForText(row, words);
  };
  await effect("change", "would change");
  await choosePerson(page, "Dana Reyes");
  await effect("same", "stays the same");
  await choosePerson(page, "Hana");
  await effect("set", "would be set");
  await page.getByTestId("apply-create").check();
  await effect("skip", "applied on create only");
  await page.getByTestId("apply-update").check();
  await page.getByRole("button", { name: "Move Office@Hand down" }).click();
  await effect("skip", "Active Directory comes first");
  await page.getByRole("button", { name: "Switch direction" }).click();
  await waitForText(page.getByRole("listbox", { name: "Mappings" }), "street");
});
