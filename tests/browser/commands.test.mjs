// Item 34 of the acceptance checklist and what serves it: palette, reference, keyboard map.

import assert from "node:assert/strict";

import { assertAccessible, open, pageTest } from "./harness.mjs";
import {
  command, focusedName, openIn, partsOf, tabTo, textOf, type, vendorRule, waitForResult, waitForSelection, waitForText,
} from "./handles.mjs";

pageTest("the palette finds commands, mappings, people, scenarios and functions", async ({ page }) => {
  await open(page);
  await page.keyboard.press("Control+k");
  const dialog = page.getByRole("dialog", { name: "Commands" });
  await dialog.waitFor();
  await assertAccessible(page);
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "detached" });
  await command(page, "Dana Reyes");
  await waitForResult(page, "value", "+15550100123#101");
  await command(page, "lastName");
  await waitForResult(page, "value", "Reyes");
  await command(page, "Explain");
  await page.getByRole("region", { name: "Explanation" }).waitFor();
  await command(page, "String.toUpperCase");
  const sheet = page.getByRole("complementary", { name: "Reference" });
  await waitForText(sheet, "String.toUpperCase");
  await page.keyboard.press("Escape");
  await sheet.waitFor({ state: "detached" });
  await command(page, "Group rules");
  await waitForText(page.locator(".am-target"), "Sales");
});

pageTest("every key of the page is a command of the palette, which goes on from where the focus was", async ({ page }) => {
  await open(page);
  await page.keyboard.press("Control+k");
  const found = page.locator("#am-commands [role=option]");
  await found.first().waitFor();
  const keys = await found.locator("kbd").allInnerTexts();
  const map = [
    "F6", "Shift+F6", "F1", "Ctrl+Space", "Ctrl+Shift+Space", "Ctrl+I", "Ctrl+.", "F8", "Shift+F8", "Shift+Alt+F", "Ctrl+Alt+V",
    "Alt+↑", "Alt+↓", "Ctrl+Alt+↑", "Ctrl+Alt+↓", "Ctrl+Enter", "Ctrl+S", "Ctrl+Shift+S", "Ctrl+O", "Ctrl+Z", "Ctrl+Shift+Z",
  ];
  assert.deepEqual(keys.toSorted(), map.toSorted());
  // A dialog that is left is gone for the next key.
  await page.keyboard.press("Escape");
  await command(page, "Next problem");
  await waitForSelection(page, "appuser.extensionNumber");
  await command(page, "Next region");
  await waitForRegion(page, "result");
  await command(page, "Previous region");
  await waitForRegion(page, "expression");
  const target = page.locator(".am-target");
  await command(page, "Previous mapping");
  await waitForText(target, "email");
  await command(page, "Next mapping");
  await waitForText(target, "primaryPhone");
});

/** Waits until something in this region has the focus. */
function waitForRegion(page, name) {
  const isThere = (name) => document.activeElement.closest("[data-region]")?.dataset.region === name;
  return page.waitForFunction(isThere, name);
}

pageTest("the reference is searched by purpose, evaluates for the person, and inserts", async ({ page }) => {
  await openIn(page, "rich");
  await type(page, "");
  await command(page, "Reference");
  const sheet = page.getByRole("complementary", { name: "Reference" });
  const field = sheet.getByRole("searchbox");
  await field.fill("upper case");
  const entry = sheet.getByRole("button", { name: "String.toUpperCase", exact: true });
  await entry.click();
  await waitForText(sheet, "for Farah Khan");
  await assertAccessible(page);
  await sheet.getByRole("button", { name: "Insert String.toUpperCase" }).click();
  assert.equal(await textOf(page), "String.toUpperCase(");
  await field.fill("Coalesce");
  await waitForText(sheet.locator(".am-idiom"), "Coalesce");
});

pageTest("every recipe of the cookbook opens as a mapping", async ({ page }) => {
  await open(page);
  await command(page, "Reference");
  const sheet = page.getByRole("complementary", { name: "Reference" });
  const recipes = sheet.getByRole("button", { name: /^Open: / });
  const count = await recipes.count();
  assert.ok(count >= 10, `${count}`);
  for (let at = 0; at < count; at += 1) {
    const text = await recipes.nth(at).locator("xpath=../following-sibling::code").innerText();
    await recipes.nth(at).click();
    await waitForText(page.locator(".am-target"), `recipe${at + 1}`);
    assert.equal(await textOf(page), text);
  }
  assert.equal(await partsOf(page).mappings.getByRole("option").count(), 5 + count);
  await partsOf(page).undo.click();
  assert.equal(await partsOf(page).mappings.getByRole("option").count(), 4 + count);
});

pageTest("F8 walks the problems of all mappings, round the end", async ({ page }) => {
  await open(page);
  await page.getByRole("option", { name: /^lastName/ }).click();
  await type(page, "appuser.nix + appuser.nox");
  await page.keyboard.press("Control+Home");
  for (const part of ["nix", "nox"]) {
    await page.keyboard.press("F8");
    await waitForSelection(page, part);
  }
  await page.keyboard.press("F8");
  await waitForText(page.locator(".am-target"), "primaryPhone");
  await waitForSelection(page, "appuser.extensionNumber");
  await page.keyboard.press("Shift+F8");
  await waitForText(page.locator(".am-target"), "lastName");
});

pageTest("34: the stories IA1 to IA8 by keyboard alone; Tab leaves the editor", async ({ page }) => {
  const { keyboard } = page;
  await open(page);
  // IA1: what is wrong is seen at once, and mended by one key.
  await waitForText(partsOf(page).strip, "null");
  for (let step = 0; step < 3; step += 1) await keyboard.press("F6");
  assert.equal(await focusedName(page), "Expression for primaryPhone");
  // IA2: pasted text with curly quotes is repaired by its fix.
  await keyboard.press("Control+a");
  await keyboard.insertText("“x” + appuser.lastName");
  await waitForText(partsOf(page).strip, /quote/);
  await keyboard.press("Control+.");
  await page.locator("#am-choices").waitFor();
  await keyboard.press("Enter");
  await waitForResult(page, "value", "xKhan");
  await keyboard.press("Tab");
  assert.notEqual(await focusedName(page), "Expression for primaryPhone");
  // Outside the editor the workspace is undone.
  await keyboard.press("Control+z");
  await keyboard.press("Control+z");
  await waitForResult(page, "value", "+15550100125#null");
  // IA3: people are pasted.
  await keyboard.press("Control+o");
  await page.getByRole("textbox", { name: "Paste data" }).waitFor();
  await tabTo(page, "Paste data");
  await keyboard.insertText('[{"firstName":"Ada","lastName":"Byron","directNumber":null,"extensionNumber":"7"}]');
  await page.getByTestId("import-report").waitFor();
  await tabTo(page, "Add people");
  await keyboard.press("Enter");
  await waitForText(partsOf(page).count, /^10 people$/);
  // IA4: those with a problem are listed by an expression.
  await command(page, "People");
  await tabTo(page, "Filter people");
  await keyboard.type("appuser.extensionNumber == null");
  await waitForText(partsOf(page).count, /^[12] of 10 people$/);
  await keyboard.press("Control+a");
  await keyboard.press("Delete");
  // IA5: why Eli has #102.
  await command(page, "Eli Stone");
  await waitForResult(page, "value", "#102");
  const tree = page.getByRole("tree", { name: "Trace" });
  await waitForText(tree, "not evaluated");
  // IA6: the new rule is compared with the old one over everybody.
  await command(page, "Diff");
  await tabTo(page, "Pin baseline");
  await keyboard.press("Enter");
  await keyboard.press("F8");
  await waitForSelection(page, "appuser.extensionNumber");
  await keyboard.press("Control+.");
  await page.locator("#am-choices").waitFor();
  await keyboard.press("Enter");
  await waitForText(page.getByTestId("diff-summary"), "people change");
  // IA7: a link with the rule and the checks, and nobody in it.
  await keyboard.press("Control+Shift+s");
  await waitForText(page.getByTestId("share-people-count"), "nobody");
  await keyboard.press("Escape");
  // IA8: the result for a console.
  await command(page, "Export");
  await page.getByTestId("export-text").waitFor();
  await keyboard.press("Escape");
  // The focus comes back to where the dialog was opened from.
  assert.notEqual(await page.evaluate(() => document.activeElement.tagName), "BODY");
  await keyboard.press("F1");
  await waitForText(page.getByRole("dialog", { name: "Keyboard" }), "Ctrl+Shift+Space");
});

pageTest("14: two people are traced side by side, only where they differ", async ({ page }) => {
  await open(page);
  const other = page.getByRole("combobox", { name: /^Only where it differs/ });
  await other.click();
  await other.fill("Dana");
  await page.keyboard.press("Enter");
  const tree = page.getByRole("tree", { name: "Trace" });
  await waitForText(tree.getByRole("treeitem", { name: /^appuser.extensionNumber/ }), /null[^]*101/);
  const alike = tree.getByRole("treeitem", { name: /^appuser.directNumber != null true/ });
  assert.equal(await alike.count(), 0);
  await assertAccessible(page);
  await page.getByRole("button", { name: "Show every part again" }).click();
  await alike.waitFor();
  assert.equal(await textOf(page), vendorRule);
});
