// Items 2 and 4 to 10 of the acceptance checklist, in both editors: text stays what was typed.

import assert from "node:assert/strict";

import { pageTest, sizes } from "./harness.mjs";
import {
  choosePerson, editors, openIn, partsOf, placeCaret, selectedText, selectionOf, setState, textOf, type, vendorRule,
  waitForResult, waitForText, waitForValue,
} from "./handles.mjs";

/** Declares a test of both editors. */
function inBoth(name, work, options = {}) {
  for (const kind of editors) {
    const named = kind === "plain" ? name.replace(/^(\d+)/, "$1 and 10") : name;
    pageTest(`${named} (${kind} editor)`, async (given) => {
      await openIn(given.page, kind);
      await work(given);
    }, options);
  }
}

inBoth("2: the offered fix removes the warning and changes Farah, not Dana; undo brings both back", async ({ page }) => {
  const parts = partsOf(page);
  assert.equal(await parts.strip.getAttribute("data-severity"), "warning");
  await parts.fix.click();
  await waitForResult(page, "value", /\+15550100125#$/);
  assert.equal(await parts.strip.count(), 0);
  await choosePerson(page, "Dana Reyes");
  await waitForResult(page, "value", "+15550100123#101");
  await parts.undo.click();
  await parts.strip.waitFor();
  await waitForResult(page, "value", "+15550100123#101");
  await choosePerson(page, "Farah Khan");
  await waitForResult(page, "value", "+15550100125#null");
  assert.equal(await textOf(page), vendorRule);
  await setState(page, "extensionNumber", "Empty text");
  await waitForResult(page, "value", /#$/);
});

inBoth("4: typing at the start, middle and end keeps caret and text exact", async ({ page }) => {
  const long = Array.from({ length: 30 }, (_, at) => `"part${at}"`).join(" + ").slice(0, 300);
  await type(page, long);
  for (const at of [0, 150, long.length]) {
    const before = await textOf(page);
    await placeCaret(page, at);
    await page.keyboard.type("(x 'y");
    assert.equal(await textOf(page), `${before.slice(0, at)}(x 'y${before.slice(at)}`);
    assert.deepEqual(await selectionOf(page), [at + 5, at + 5]);
    await page.keyboard.press("Escape");
  }
});

inBoth("7: two independent errors are two problems with exact ranges, also after an emoji", async ({ page }) => {
  await type(page, '"😀" + appuser.noSuchOne + appuser.norThisOne');
  await page.getByRole("tab", { name: /^Problems/ }).click();
  const problems = page.locator("#am-bottom-panel [data-testid=problem][data-code^=E]");
  await problems.nth(1).waitFor();
  assert.equal(await problems.count(), 2, (await problems.allInnerTexts()).join());
  const parts = [];
  for (const row of [0, 1]) {
    await problems.nth(row).getByRole("button").first().click();
    await page.locator("[data-editor]").locator(":focus").waitFor();
    parts.push(await selectedText(page));
  }
  assert.deepEqual(parts, ["noSuchOne", "norThisOne"]);
  const waves = await page.locator(".am-wave-error").allInnerTexts();
  assert.deepEqual(waves, parts);
});

inBoth("8: the fixes for =, curly quotes, a wrong case and near names are right", async ({ page }) => {
  const cases = [
    ['appuser.firstName = "Farah"', 'appuser.firstName == "Farah"', "true"],
    ["appuser.firstname", "appuser.firstName", "Farah"],
    ["“a” + appuser.firstName", '"a" + appuser.firstName', "aFarah"],
    ["String.toUperCase(appuser.firstName)", "String.toUpperCase(appuser.firstName)", "FARAH"],
  ];
  for (const [wrong, right, value] of cases) {
    await type(page, wrong);
    await partsOf(page).fix.click();
    await waitForResult(page, "value", value);
    assert.equal(await textOf(page), right);
  }
});

inBoth("8: Ctrl and full stop lists the fixes, Enter takes one, Ctrl+Z takes it back", async ({ page }) => {
  await type(page, 'appuser.firstName = "Farah"');
  await page.keyboard.press("Control+.");
  await page.locator("#am-choices").getByRole("option").waitFor();
  assert.equal(await textOf(page), 'appuser.firstName = "Farah"');
  await page.keyboard.press("Enter");
  await waitForResult(page, "value", "true");
  await page.keyboard.press("Control+z");
  assert.equal(await textOf(page), 'appuser.firstName = "Farah"');
});

inBoth("9: format keeps the meaning, is done once, and undo is one step", async ({ page }) => {
  const { editor } = partsOf(page);
  const loose = 'appuser.directNumber!=null?appuser.directNumber  :   "none"';
  await type(page, loose);
  await page.getByRole("button", { name: "Format" }).click();
  const formatted = 'appuser.directNumber != null ? appuser.directNumber : "none"';
  assert.equal(await textOf(page), formatted);
  await waitForResult(page, "value", "+15550100125");
  // Once more changes nothing, and is nothing to undo.
  await page.getByRole("button", { name: "Format" }).click();
  assert.equal(await textOf(page), formatted);
  await editor.focus();
  await page.keyboard.press("Control+z");
  assert.equal(await textOf(page), loose);
  await page.keyboard.press("Shift+Alt+F");
  assert.equal(await textOf(page), formatted);
});

inBoth("13: invalid text dims the last result, and Copy copies the present text", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-write"]);
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

inBoth("14: the trace marks what was skipped, and text and parts select each other", async ({ page }) => {
  const tree = page.getByRole("tree", { name: "Trace" });
  await waitForText(tree, "appuser.extensionNumber");
  const skipped = tree.locator("[role=treeitem][data-skipped=true]");
  assert.equal(await skipped.count(), 1);
  await waitForText(skipped, "not evaluated");
  await tree.getByRole("treeitem", { name: "appuser.directNumber != null true" }).click();
  assert.equal(await selectedText(page), "appuser.directNumber != null");
  await placeCaret(page, vendorRule.length - 2);
  const chosen = tree.getByRole("treeitem", { selected: true });
  await waitForText(chosen, /^appuser.extensionNumber\s*⟨null⟩$/);
});

/** How much higher the editor is than what is written in it, and its frame, at most. */
const spare = (page) => page.locator(".am-editor").evaluate((editor) => {
  const lines = editor.shadowRoot ?? editor;
  const text = [...lines.querySelectorAll(".cm-line")].reduce((sum, line) => sum + line.offsetHeight, 0);
  return editor.offsetHeight - Math.max(text, 60) < 30 ? "none" : `${editor.offsetHeight} for ${text}`;
});

for (const layout of ["narrow", "wide"]) {
  pageTest(`the rich editor is as high as its text on a ${layout} page, and when that changes`, async ({ page }) => {
    await openIn(page, "rich");
    await waitForValue(page, () => spare(page), "none");
    for (const size of [sizes.phone, sizes.wide, sizes.narrow]) {
      await page.setViewportSize(size);
      await type(page, `${vendorRule} + "#"`);
      await waitForValue(page, () => spare(page), "none");
    }
  }, { viewport: sizes[layout] });
}
