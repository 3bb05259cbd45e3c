// The Tab key in the editors: it leaves, or indents where the settings say so and leaves after Escape.

import assert from "node:assert/strict";

import { assertAccessible, open, pageTest } from "./harness.mjs";
import { editors, focusedName, openIn, partsOf, placeCaret, textOf, type } from "./handles.mjs";

const NAME = "Expression for primaryPhone";

/** Ticks or unticks the setting by keyboard. */
async function setTab(page) {
  await page.getByRole("button", { name: /^Workspace:/ }).click();
  await page.getByRole("menuitem", { name: "Settings" }).click();
  await page.getByRole("checkbox", { name: /^Tab indents/ }).press("Space");
  await assertAccessible(page);
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "detached" });
}

/** What describes the editor for those who hear it. */
const description = (page) =>
  partsOf(page).editor.evaluate((field) => (field.ariaDescribedByElements ?? []).map((part) => part.textContent).join(" "));

async function assertLeaves(page, key) {
  await partsOf(page).editor.focus();
  const before = await textOf(page);
  for (const each of key.split(" ")) await page.keyboard.press(each);
  assert.notEqual(await focusedName(page), NAME, key);
  assert.equal(await textOf(page), before);
}

for (const kind of editors) {
  pageTest(`2.1.2: Tab leaves the editor until the settings say that it indents, ${kind}`, async ({ page }) => {
    await openIn(page, kind);
    assert.doesNotMatch(await description(page), /Tab/);
    await assertLeaves(page, "Tab");
    await assertLeaves(page, "Shift+Tab");
    await setTab(page);
    assert.match(await description(page), /Escape, then Tab leaves/);

    await type(page, '"a" +\n"b"');
    await placeCaret(page, 3);
    await page.keyboard.press("Tab");
    assert.equal(await textOf(page), '"a"   +\n"b"');
    assert.equal(await focusedName(page), NAME);
    // The selection goes with its lines.
    await page.keyboard.press("Control+a");
    await page.keyboard.press("Tab");
    assert.equal(await textOf(page), '  "a"   +\n  "b"');
    await page.keyboard.press("Shift+Tab");
    await page.keyboard.press("Shift+Tab");
    assert.equal(await textOf(page), '"a"   +\n"b"');
    assert.equal(await focusedName(page), NAME);
    for (let step = 0; step < 3; step += 1) await page.keyboard.press("Control+z");
    assert.equal(await textOf(page), '"a" +\n"b"');

    await assertLeaves(page, "Escape Tab");
    await assertLeaves(page, "Escape Shift+Tab");
    // Another key between takes the leave back.
    await type(page, '"a"');
    await page.keyboard.press("Escape");
    await page.keyboard.press("Home");
    await page.keyboard.press("Tab");
    assert.equal(await textOf(page), '  "a"');
    assert.equal(await focusedName(page), NAME);

    // It is remembered on the device, and can be taken back.
    await open(page);
    await partsOf(page).editor.focus();
    await page.keyboard.press("Control+Home");
    const before = await textOf(page);
    await page.keyboard.press("Tab");
    assert.equal(await textOf(page), `  ${before}`);
    await setTab(page);
    await assertLeaves(page, "Tab");
  });
}
