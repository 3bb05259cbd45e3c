// Items 20, 22, 43 and 44 of the checklist: edge cases, the vendor's words, refusals, language.

import assert from "node:assert/strict";

import { assertAccessible, open, pageTest, sizes } from "./harness.mjs";
import { choosePerson, partsOf, textOf, type, vendorRule, waitForResult, waitForText, waitForValue } from "./handles.mjs";
import { illegible } from "./legible.mjs";

/** Asserts that at each size all text can be read, and that nothing makes the page wider. */
async function assertFits(page) {
  for (const size of Object.values(sizes)) {
    await page.setViewportSize(size);
    await waitForValue(page, () => illegible(page), []);
    await waitForValue(page, () => page.evaluate(() => document.documentElement.scrollWidth), size.width);
  }
}

/** Chooses an entry of the menu under the workspace's name. */
async function fromWorkspaceMenu(page, name) {
  await page.getByRole("button", { name: /^Workspace/ }).click();
  await page.getByRole("menuitem", { name }).click();
}

pageTest("20: edge cases are made, named and removed together", async ({ page }) => {
  await open(page);
  const { count, grid } = partsOf(page);
  await choosePerson(page, "Dana Reyes");
  await fromWorkspaceMenu(page, "Edge cases");
  await page.getByRole("dialog", { name: "Edge cases" }).waitFor();
  await assertAccessible(page);
  const dialog = page.getByRole("dialog");
  const found = dialog.getByRole("table").getByRole("row");
  await waitForText(dialog.getByRole("table"), "extensionNumber is");
  await waitForText(dialog.getByRole("table"), /the branch|printed as null/);
  const reached = (await found.count()) - 1;
  assert.ok(reached >= 2 && reached <= 6, `${reached}`);
  await page.getByRole("checkbox", { name: "with #" }).check();
  await page.getByRole("button", { name: `Add ${reached + 2} people` }).click();
  await waitForText(count, new RegExp(`^${9 + reached + 2} people$`));
  await partsOf(page).filter.fill("extensionNumber is with #");
  await waitForText(count, `1 of ${9 + reached + 2} people`);
  await waitForText(grid, "extensionNumber is with #");
  await fromWorkspaceMenu(page, "Edge cases");
  await page.getByRole("button", { name: "Remove generated people" }).click();
  await page.keyboard.press("Escape");
  await partsOf(page).filter.fill("");
  await waitForText(count, /^9 people$/);
});

pageTest("20: pairs of unusual values are counted before and carry a badge after", async ({ page }) => {
  await open(page);
  const { count, grid, undo } = partsOf(page);
  await choosePerson(page, "Dana Reyes");
  await fromWorkspaceMenu(page, "Edge cases");
  const dialog = page.getByRole("dialog", { name: "Edge cases" });
  for (const found of await dialog.getByRole("table").getByRole("checkbox").all()) await found.uncheck();
  const makes = page.getByTestId("edge-count");
  await waitForText(makes, "0 people will be added.");
  await dialog.getByRole("checkbox", { name: "with #" }).check();
  await dialog.getByRole("checkbox", { name: "a quote" }).check();
  await waitForText(makes, "4 people will be added.");
  await dialog.getByRole("radio", { name: "pairs" }).check();
  await waitForText(makes, "4 people will be added.");
  await dialog.getByRole("checkbox", { name: "with @" }).check();
  await waitForText(makes, "9 people will be added.");
  await assertAccessible(page);
  await dialog.getByRole("button", { name: "Add 9 people" }).click();
  await waitForText(count, /^18 people$/);
  await partsOf(page).filter.fill("directNumber is with @, extensionNumber is a quote");
  await waitForText(count, "1 of 18 people");
  await waitForText(grid.getByRole("rowheader"), "generated");
  await undo.click();
  await waitForText(count, "0 of 9 people");
});

pageTest("22: the set is held to the target's rules, in the vendor's words", async ({ page }) => {
  await open(page);
  await page.getByRole("tab", { name: /^Problems/ }).click();
  const panel = page.locator("#am-bottom-panel");
  await waitForText(panel, "Extension number is duplicate. Please correct in Active Directory if you have an extension field. Otherwise edit it in the RingCentral Service web portal");
  await page.getByRole("button", { name: "Switch direction" }).click();
  await waitForText(panel, "The [country] is invalid. Please correct the parameter in Active Directory.");
  await waitForText(panel, "The [state] is invalid.");
  await waitForText(panel, "Lea Okafor");
  await page.getByRole("option", { name: /^email/ }).click();
  await page.getByRole("button", { name: "More for email" }).click();
  await page.getByRole("menuitem", { name: "Delete" }).click();
  await waitForText(panel, "Resource for parameter [email] is not found.");
  await page.getByRole("button", { name: "Undo" }).click();
  await page.getByRole("option", { name: /^email/ }).click();
  await type(page, '"kim@example.com"');
  await waitForText(panel, "More than one record found for Email: kim@example.com");
});

for (const [name, target] of [["Group rules", "Sales"], ["User names", "initialAndName"], ["Token claims", "groups"]]) {
  pageTest(`the scenario ${name} opens`, async ({ page }) => {
    await open(page);
    await fromWorkspaceMenu(page, `Open: ${name}`);
    await waitForText(page.locator(".am-target"), target);
  });
}

pageTest("43: the page works where storage and the clipboard are refused", async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(globalThis, "localStorage", { get() { throw new DOMException("no", "SecurityError"); } });
    Object.defineProperty(navigator, "clipboard", { value: undefined });
    delete globalThis.CompressionStream;
  });
  await open(page);
  await type(page, `${vendorRule} + "!"`);
  await waitForResult(page, "value", "+15550100125#null!");
  await page.getByRole("button", { name: "Copy result" }).click();
  await waitForText(page.getByTestId("live"), "refused the clipboard");
  await page.getByRole("button", { name: "Share" }).click();
  assert.match(await page.getByRole("textbox", { name: "Link" }).inputValue(), /#am1\.d/);
});

pageTest("44: in the pseudo-language no English is left and nothing overlaps", async ({ page }) => {
  await open(page);
  await fromWorkspaceMenu(page, "Settings");
  await page.getByRole("dialog").getByRole("combobox").selectOption({ index: 1 });
  await page.keyboard.press("Escape");
  await page.locator("h2", { hasText: "[" }).first().waitFor();
  const english = await page.evaluate(() => {
    const left = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const text = walker.currentNode.textContent.trim();
      const element = walker.currentNode.parentElement;
      const isData = element.closest("[translate=no], code, kbd, noscript, script, .am-problem, .am-for, [data-testid=timing]");
      if (text && !isData && /[A-Za-z]{3}/.test(text) && !text.includes("[")) left.push(text);
    }
    return left;
  });
  assert.deepEqual(english, []);
  await assertFits(page);
});

pageTest("44: right to left nothing is lost", async ({ page }) => {
  await open(page);
  await page.evaluate(() => document.documentElement.setAttribute("dir", "rtl"));
  const mappings = await partsOf(page).mappings.boundingBox();
  const person = await partsOf(page).person.boundingBox();
  assert.ok(mappings.x > person.x, "the columns change sides");
  await waitForResult(page, "value", "+15550100125#null");
  await assertFits(page);
});
