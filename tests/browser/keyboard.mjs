// What somebody does who has only a keyboard, and what must hold after every key.

import assert from "node:assert/strict";

import { focusedName } from "./handles.mjs";

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

/** Presses keys one after the other. */
export async function press(page, ...keys) {
  for (const key of keys) await page.keyboard.press(key);
}

/** Presses Tab, or Shift+Tab, until what has the focus is inside of a part of the page. */
export async function tabInto(page, part, key = "Tab") {
  const passed = [];
  for (let presses = 0; presses < 150; presses += 1) {
    if (await part.evaluate((part) => part.contains(document.activeElement))) return;
    passed.push(await focusedName(page));
    await page.keyboard.press(key);
  }
  assert.fail(`never there, but at ${passed.join(" | ")}`);
}

/** Walks through the regions of the page until the focus is in the one that begins with this. */
export async function walkTo(page, region) {
  for (let presses = 0; presses < 10; presses += 1) {
    if (await page.evaluate((name) => document.activeElement.closest("[data-region]")?.dataset.region === name, region)) return;
    await page.keyboard.press("F6");
  }
  assert.fail(`no key leads to ${region}`);
}
