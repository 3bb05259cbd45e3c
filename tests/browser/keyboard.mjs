// What somebody does who has only a keyboard, and what must hold after every key.

import assert from "node:assert/strict";

import { command, focusedName } from "./handles.mjs";

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
export async function assertHeld(page, step) {
  // What goes away hands the focus on after the next frame.
  for (let frames = 0; frames < 20 && (await focus(page)).lost; frames += 1) {
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done))));
  }
  const { name, lost, ringed, seen } = await focus(page);
  assert.ok(!lost, `${step}: the focus is lost`);
  assert.ok(ringed, `${step}: nobody sees that ${name} has the focus`);
  assert.ok(seen, `${step}: ${name} is out of sight`);
}

/** Presses keys one after the other; after each the focus is to be seen. */
export async function press(page, ...keys) {
  for (const key of keys) {
    await page.keyboard.press(key);
    await assertHeld(page, key);
  }
}

/** Does a command of the palette. */
export async function choose(page, name) {
  await command(page, name);
  await assertHeld(page, name);
}

/** Puts a text on the clipboard as another program does, and pastes it where the focus is. */
export async function paste(page, text) {
  await elsewhere(page, text, "Control+A", "Control+C");
  await press(page, "Control+V");
}

/** What was copied, as another program gets it. */
export function copied(page) {
  return elsewhere(page, "", "Control+V");
}

/** Works in the field of a page beside this one, and gives what stands there then. */
async function elsewhere(page, text, ...keys) {
  const other = await page.context().newPage();
  await other.setContent("<textarea autofocus></textarea>");
  const field = other.locator("textarea");
  await field.fill(text);
  for (const key of keys) await other.keyboard.press(key);
  const there = await field.inputValue();
  await other.close();
  await page.bringToFront();
  return there;
}

/** Presses a key until `there` says so; whatever has the focus on the way is to be seen. */
async function moveUntil(page, there, key) {
  const passed = [];
  for (let presses = 0; presses < 150; presses += 1) {
    if (await there()) return assertHeld(page, "there");
    await page.keyboard.press(key);
    const { name, lost, ringed, seen } = await focus(page);
    passed.push(name);
    // Between the last thing of a page and the first a browser has things of its own.
    if (!lost) assert.ok(ringed && seen, `nobody sees that ${name} has the focus`);
  }
  assert.fail(`never there, but at ${passed.join(" | ")}`);
}

/** Presses Tab, or Shift+Tab, until something of this name has the focus. */
export function moveTo(page, name, key = "Tab") {
  return moveUntil(page, async () => (await focusedName(page)).startsWith(name), key);
}

/** Presses Tab, or Shift+Tab, until what has the focus is inside of a part of the page. */
export function moveInto(page, part, key = "Tab") {
  return moveUntil(page, () => part.evaluate((part) => part.contains(document.activeElement)), key);
}

/** Walks through the regions of the page until the focus is in this one. */
export function walkTo(page, region) {
  return moveInto(page, page.locator(`[data-region=${region}]`), "F6");
}
