// Items 33 to 37 of the acceptance checklist: everybody can use it.

import assert from "node:assert/strict";

import { assertAccessible, open, pageTest, sizes } from "./harness.mjs";
import { focusedName, partsOf, setState, waitForResult, waitForText, waitForValue } from "./handles.mjs";
import { illegible, restyle, spacing } from "./legible.mjs";
import { views } from "./views.mjs";

/** How the same page may be shown. */
const lights = [{ colorScheme: "light" }, { colorScheme: "dark" }, { forcedColors: "active" }];

for (const [view, show] of Object.entries(views)) {
  pageTest(`33: axe finds nothing in ${view}, light, dark and in forced colors`, async ({ page }) => {
    await open(page);
    await show(page);
    for (const light of lights) {
      await page.emulateMedia({ colorScheme: null, forcedColors: null, ...light });
      await assertAccessible(page);
    }
  }, { reducedMotion: "reduce" }); // A color on its way to another has the contrast of neither.
}

pageTest("34: the first story works by keyboard, and Tab leaves the editor", async ({ page }) => {
  await open(page);
  const focused = () => focusedName(page);
  await page.keyboard.press("F6");
  await page.keyboard.press("F6");
  await page.keyboard.press("F6");
  assert.equal(await focused(), "Expression for primaryPhone");
  await page.keyboard.press("Tab");
  assert.notEqual(await focused(), "Expression for primaryPhone");
  await page.keyboard.press("Alt+ArrowDown");
  await waitForText(page.locator(".am-for"), "Wang Wei");
  await page.keyboard.press("Control+Alt+ArrowUp");
  await waitForText(page.locator(".am-target"), "email");
});

// Twice as large as on a page of 1,440 by 900, and as WCAG 1.4.10 and 1.4.12 want it.
const demands = [[sizes.wide, spacing], [{ width: 720, height: 450 }, ""], [{ width: 720, height: 450 }, spacing], [{ width: 320, height: 640 }, spacing]];

for (const [view, show] of Object.entries(views)) {
  pageTest(`35: in ${view} no text is cut or covered, enlarged and with the spacing that readers ask for`, async ({ page }) => {
    await open(page);
    await show(page);
    for (const [size, css] of demands) {
      await page.setViewportSize(size);
      await restyle(page, css);
      await waitForValue(page, () => illegible(page), []);
    }
  }, { reducedMotion: "reduce" });
}

pageTest("35: at 320 pixels nothing needs to be scrolled sideways but the grid", async ({ page }) => {
  await open(page);
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  assert.ok(width <= 320, `the page is ${width} px wide`);
  await waitForResult(page, "value", "+15550100125#null");
}, { viewport: { width: 320, height: 720 } });

pageTest("36: the live region speaks once after a pause; the grid tells its size", async ({ page }) => {
  await open(page);
  const { live, grid } = partsOf(page);
  assert.equal(await live.innerText(), "");
  await page.evaluate(() => {
    globalThis.said = [];
    const region = document.querySelector("[data-testid=live]");
    const note = () => globalThis.said.push(region.textContent.trim());
    new MutationObserver(note).observe(region, { childList: true, characterData: true, subtree: true });
  });
  // In one task, so that a busy machine makes no pause between them.
  await partsOf(page).editor.evaluate((field) => {
    field.focus();
    document.execCommand("selectAll");
    for (const letter of '"ab"') document.execCommand("insertText", false, letter);
  });
  await waitForText(live, "Result ab, ");
  assert.equal((await page.evaluate(() => globalThis.said)).length, 1);
  assert.equal(await grid.getAttribute("aria-colcount"), "8");
  assert.equal(await grid.getByRole("row").nth(1).getAttribute("aria-rowindex"), "2");
});

pageTest("37: with reduced motion nothing moves by itself", async ({ page }) => {
  await open(page);
  const moving = await page.evaluate(() =>
    [...document.querySelectorAll("*")].filter((element) => {
      const { transitionDuration, animationName } = getComputedStyle(element);
      return transitionDuration !== "0s" || animationName !== "none";
    }).length);
  assert.equal(moving, 0);
  await setState(page, "extensionNumber", "Null");
}, { reducedMotion: "reduce" });

pageTest("37: rows are 36 pixels high for coarse pointers", async ({ page }) => {
  await open(page);
  const box = await partsOf(page).mappings.getByRole("option").first().boundingBox();
  assert.equal(box.height, 36);
}, { hasTouch: true, isMobile: true, viewport: sizes.wide });

for (const height of [640, 256]) {
  pageTest(`35: at 320 by ${height} pixels nothing lies over the panels, and none widens the page`, async ({ page }) => {
    await open(page);
    const rims = () =>
      page.evaluate(() => {
        const box = (name) => document.querySelector(name).getBoundingClientRect();
        return [box(".am-bottom").bottom <= box("footer").top + 1, document.documentElement.scrollWidth];
      });
    for (const tab of await page.locator(".am-bottom").getByRole("tab").all()) {
      await tab.click();
      await waitForValue(page, rims, [true, 320]);
    }
  }, { viewport: { width: 320, height } });
}
