// Item 34 of the acceptance checklist: what goes away hands the focus on.

import assert from "node:assert/strict";

import { open, pageTest } from "./harness.mjs";
import { command, focusedName, tabTo, waitForText } from "./handles.mjs";
import { assertHeld, press } from "./keyboard.mjs";

pageTest("34: the focus is kept where what has it goes away", async ({ page }) => {
  await open(page);
  const held = (step) => assertHeld(page, step);
  const at = (name) => page.getByRole("button", { name, exact: true }).first();
  await command(page, "Checks");
  const rows = page.getByRole("table", { name: "Checks" }).locator("tbody tr");
  const before = await rows.count();
  await page.getByRole("button", { name: /^Remove the check/ }).last().press("Enter");
  await rows.nth(before - 1).waitFor({ state: "detached" });
  await held("a check is removed");
  assert.ok(await page.locator("#am-bottom-panel").evaluate((panel) => panel.contains(document.activeElement)));
  await at("Undo").press("Enter");
  await page.waitForFunction(() => document.querySelector("[aria-label=Undo]").disabled);
  await held("there is nothing more to undo");
  await at("Next person").focus();
  for (let step = 0; step < 8; step += 1) await press(page, "Enter");
  await held("there is nobody after");
  await at("Add mapping").press("Enter");
  await page.getByRole("combobox", { name: "Target attribute" }).or(page.getByRole("textbox", { name: "Target attribute" })).first().focus();
  await page.keyboard.type("title");
  await press(page, "Enter");
  await page.getByRole("option", { name: /^title/ }).waitFor();
  await held("a mapping is added");
});

pageTest("34: a button that is used up gives the focus to what it was for", async ({ page }) => {
  await open(page);
  const summary = page.getByTestId("checks-summary");
  await command(page, "Checks");
  await waitForText(summary, "5 pass, 1 fail");
  await tabTo(page, "Accept new results");
  await press(page, "Enter");
  await waitForText(summary, "6 pass, 0 fail");
  await page.getByRole("button", { name: /^Accept new results/ }).waitFor({ state: "detached" });
  await assertHeld(page, "accepted");
  // The tick of all failing checks stands nearest, but there is none to tick.
  assert.equal(await focusedName(page), "Checks");
  await press(page, "Control+z");
  await waitForText(summary, "5 pass, 1 fail");
  await assertHeld(page, "undone");
});

pageTest("34: a quick key after one that disables what has the focus does not lose it", async ({ page }) => {
  await open(page);
  for (let round = 0; round < 8; round += 1) {
    await page.getByRole("button", { name: "Move Office@Hand down" }).focus();
    // The first can then not go further down, and the second makes that good before anything is painted.
    await page.keyboard.press("Enter");
    await page.keyboard.press("Control+z");
    await assertHeld(page, `round ${round}`);
    assert.match(await focusedName(page), /Office@Hand/);
  }
});
