// Item 34 of the acceptance checklist: what goes away hands the focus on.

import assert from "node:assert/strict";

import { open, pageTest } from "./harness.mjs";
import { command } from "./handles.mjs";

/** What has the keyboard focus: its name, whether it is seen to have it, and whether it can be seen at all. */
function focus(page) {
  return page.evaluate(() => {
    let element = document.activeElement;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    const rings = (each) => {
      const { outlineStyle, outlineWidth } = getComputedStyle(each);
      return outlineStyle !== "none" && parseFloat(outlineWidth) >= 1;
    };
    const chain = [];
    for (let each = element; each && chain.length < 8; each = each.parentElement ?? each.getRootNode().host) chain.push(each);
    const { left, right, top, bottom } = element.getBoundingClientRect();
    return {
      name: `${element.tagName} ${element.getAttribute("aria-label") ?? element.textContent.slice(0, 40)}`,
      lost: element === document.body || element === document.documentElement,
      ringed: chain.slice(0, chain.findIndex((each) => each.matches?.("section, dialog, body")) + 1 || undefined).some(rings),
      seen: right > 0 && bottom > 0 && left < innerWidth && top < innerHeight,
    };
  });
}

/** Asserts that something has the focus, which is to be seen. */
async function assertHeld(page, step) {
  // What goes away hands the focus on after the next frame.
  for (let frames = 0; frames < 20 && (await focus(page)).lost; frames += 1) await page.waitForTimeout(25);
  const { name, lost, ringed, seen } = await focus(page);
  assert.ok(!lost, `${step}: the focus is lost`);
  assert.ok(ringed, `${step}: nobody sees that ${name} has the focus`);
  assert.ok(seen, `${step}: ${name} is out of sight`);
}

/** Presses keys one after the other. */
async function press(page, ...keys) {
  for (const key of keys) await page.keyboard.press(key);
}

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
