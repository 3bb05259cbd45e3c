// Which results the grid shows, and in which order, and what is edited from it.

import assert from "node:assert/strict";

import { assertAccessible, open, pageTest, sizes } from "./harness.mjs";
import { focusedName, partsOf, textOf, vendorRule, waitForText, waitForValue } from "./handles.mjs";
import { assertHeld, choose, moveInto, moveTo, press } from "./keyboard.mjs";

const heads = (page) => partsOf(page).grid.getByRole("columnheader").allInnerTexts();

pageTest("columns of the grid are chosen and moved by keyboard, and the cells follow", async ({ page }) => {
  const { grid } = partsOf(page);
  await open(page);
  await waitForValue(page, () => heads(page), ["#", "Person", "login", "firstName", "lastName", "email", "primaryPhone", "State"]);
  await moveTo(page, "Columns");
  await press(page, "Enter");
  const dialog = page.getByRole("dialog", { name: "Columns" });
  await moveTo(page, "firstName");
  await press(page, "Space");
  await moveTo(page, "Move primaryPhone up");
  await press(page, "Enter", "Enter", "Enter", "Enter");
  // The first of all cannot go further up: what moves it down is beside it.
  assert.equal(await focusedName(page), "Move primaryPhone down");
  await assertAccessible(page);
  assert.deepEqual(await dialog.getByRole("listitem").allInnerTexts(), ["primaryPhone", "login", "firstName", "lastName", "email"]);
  await press(page, "Escape");
  await assertHeld(page, "closed");
  assert.equal(await focusedName(page), "Columns 4/5");
  await waitForValue(page, () => heads(page), ["#", "Person", "primaryPhone", "login", "lastName", "email", "State"]);
  assert.equal(await grid.getAttribute("aria-colcount"), "7");
  const farah = grid.getByRole("row", { name: /Farah Khan/ });
  assert.deepEqual((await farah.locator(".am-cell").allInnerTexts()).slice(2, 5), ["+15550100125#null", "farah@example.com", "Khan"]);
  // It is sorted by what stands under the name, and a cell leads to its own mapping.
  await grid.getByRole("button", { name: "lastName" }).click();
  await waitForText(grid.getByRole("row").nth(1), "Khan");
  await farah.locator(".am-cell").nth(4).click();
  await waitForValue(page, () => textOf(page), "appuser.lastName");
  await moveTo(page, "Columns", "Shift+Tab");
  await press(page, "Enter");
  await moveTo(page, "Show all");
  await press(page, "Enter");
  await press(page, "Escape");
  await waitForValue(page, async () => (await heads(page)).length, 8);
});

pageTest("the chosen columns are kept on the device by their names, until all is forgotten", async ({ page }) => {
  await open(page);
  await page.getByRole("button", { name: /^Columns/ }).click();
  const dialog = page.getByRole("dialog", { name: "Columns" });
  await dialog.getByRole("checkbox", { name: "firstName" }).uncheck();
  await dialog.getByRole("button", { name: "Move email up" }).click();
  await page.keyboard.press("Escape");
  const chosen = ["#", "Person", "login", "email", "lastName", "primaryPhone", "State"];
  await waitForValue(page, () => heads(page), chosen);
  await open(page, "?");
  await waitForValue(page, () => heads(page), chosen);
  const kept = await page.evaluate(() => Object.entries(localStorage).filter(([key]) => /columns/.test(key)));
  assert.deepEqual(kept, [["attrmap.columns", "+login\n-firstName\n+email\n+lastName\n+primaryPhone\n"]]);
  await page.getByRole("button", { name: /^Workspace/ }).click();
  await page.getByRole("menuitem", { name: "Settings" }).click();
  await page.getByRole("button", { name: "Forget everything on this device" }).click();
  await page.getByRole("button", { name: "Really forget everything on this device" }).click();
  await open(page);
  await waitForValue(page, async () => (await heads(page)).length, 8);
});

pageTest("checks are made of the columns that are shown", async ({ page }) => {
  const { grid } = partsOf(page);
  await open(page);
  await choose(page, "Columns");
  await page.getByRole("button", { name: "Move primaryPhone up" }).click({ clickCount: 1 });
  for (let step = 0; step < 3; step += 1) await page.getByRole("button", { name: "Move primaryPhone up" }).click();
  await press(page, "Escape");
  await moveInto(page, grid);
  await press(page, "Control+Home", "ArrowRight", "ArrowRight", "Shift+ArrowDown");
  await page.getByRole("button", { name: "Make checks from these" }).click();
  await choose(page, "Checks");
  const rows = page.getByRole("table", { name: "Checks" }).locator("tbody tr");
  await waitForText(rows.nth(7), "primaryPhone: directNumber is null");
});

pageTest("F2 in the grid edits the expression of a result", async ({ page }) => {
  const { grid } = partsOf(page);
  await open(page);
  await moveInto(page, grid);
  await press(page, "Control+Home", "ArrowDown", "F2");
  assert.notEqual(await focusedName(page), "Expression for login", "a person is nothing to edit here");
  await press(page, "ArrowRight", "ArrowRight", "F2");
  await waitForValue(page, () => focusedName(page), "Expression for login");
  await waitForText(page.locator(".am-for"), "Eli Stone");
  await page.keyboard.type(" ");
  await waitForValue(page, () => textOf(page), "appuser.userName ");
});

pageTest("the results of the current mapping are in sight on a narrow page, and no column is cut", async ({ page }) => {
  const { grid } = partsOf(page);
  await open(page);
  /** The columns from the person to the right edge, and which of them is partly under it. */
  const columns = () => grid.evaluate((grid) => {
    const [, person, ...heads] = [...grid.querySelectorAll(".am-grid-head .am-cell")].map((head) => head.getBoundingClientRect());
    const current = grid.querySelector(".am-current-column").getBoundingClientRect();
    return {
      inSight: current.left >= person.right - 1 && current.right <= grid.getBoundingClientRect().right + 1,
      cut: heads.findIndex(({ left, right }) => left < person.right - 1 && right > person.right + 1),
    };
  });
  await waitForValue(page, columns, { inSight: true, cut: -1 });
  assert.equal(await textOf(page), vendorRule);
  await page.getByRole("combobox", { name: "Mapping" }).fill("login");
  await press(page, "Enter");
  await waitForText(page.getByTestId("result-value"), "farah@example.com");
  await waitForValue(page, columns, { inSight: true, cut: -1 });
}, { viewport: sizes.narrow });
