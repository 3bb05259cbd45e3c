// Cells of the grid: selected by keys and pointer, spoken once, copied for a spreadsheet.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";

import { assertAccessible, open, pageTest, sizes } from "./harness.mjs";
import { crowd, replacePeople, waitUntilFresh } from "./crowd.mjs";
import { focusedName, partsOf, tabTo, type, waitForResult, waitForText } from "./handles.mjs";

const cell = (page, row, column) => page.locator(`#am-cell-${row}-${column}`);

/** How many mounted cells are selected. */
const selected = (page) => partsOf(page).grid.locator("[aria-selected=true]").count();

/** Keeps everything that is spoken from now on: one saying may follow another at once. */
const listen = (page) =>
  page.evaluate(() => {
    globalThis.spoken = [];
    const live = document.querySelector("[data-testid=live]");
    new MutationObserver(() => globalThis.spoken.push(live.textContent)).observe(live, { subtree: true, childList: true, characterData: true });
  });

/** Waits until this was spoken. */
const waitForSpoken = (page, text) => page.waitForFunction((text) => globalThis.spoken.includes(text), text);

const cells = (count, what) => `${count.toLocaleString("en")} cell${count === 1 ? "" : "s"} ${what}`;

/** Puts the focus on a cell and selects nothing. */
async function goTo(page, row, column) {
  await cell(page, row, column).click();
  await page.locator(`#am-cell-${row}-${column}:focus`).waitFor();
}

/** What is on the clipboard. The page itself may not read it, so it is pasted in another one. */
async function pasted(page) {
  const other = await page.context().newPage();
  await other.setContent("<textarea></textarea>");
  await other.locator("textarea").focus();
  await other.keyboard.press("Control+v");
  const text = await other.locator("textarea").inputValue();
  await other.close();
  return text;
}

/** What is on the clipboard, once it is said to be there. */
async function copied(page, count) {
  await listen(page);
  await page.keyboard.press("Control+c");
  await waitForSpoken(page, cells(count, "copied"));
  return pasted(page);
}

const clipboard = { permissions: ["clipboard-read", "clipboard-write"] };

pageTest("4.8: Shift and arrows select cells, which is spoken once", async ({ page }) => {
  await open(page);
  const { grid } = partsOf(page);
  assert.equal(await grid.getAttribute("aria-multiselectable"), "true");
  await goTo(page, 1, 1);
  assert.equal(await selected(page), 0);
  await listen(page);
  for (const key of ["ArrowDown", "ArrowDown", "ArrowRight", "ArrowRight", "ArrowRight"]) await page.keyboard.press(`Shift+${key}`);
  assert.equal(await selected(page), 12);
  for (const [row, column, expected] of [[1, 1, "true"], [3, 4, "true"], [0, 1, "false"], [1, 5, "false"]]) {
    assert.equal(await cell(page, row, column).getAttribute("aria-selected"), expected, `${row}, ${column}`);
  }
  await waitForSpoken(page, cells(12, "selected"));
  const spoken = await page.evaluate(() => globalThis.spoken);
  assert.equal(spoken.filter((text) => text.includes("selected")).length, 1, `${spoken}`);
  assert.ok(await cell(page, 3, 4).evaluate((cell) => cell === document.activeElement), "the focus is at the end");
  await assertAccessible(page);
  // A row is current, not selected.
  assert.equal(await grid.locator("[role=row][aria-selected]").count(), 0);
  assert.equal(await grid.locator("[role=row][aria-current=true]").count(), 1);
  await page.keyboard.press("Shift+ArrowUp");
  assert.equal(await selected(page), 8);
  await page.keyboard.press("Shift+Home");
  assert.equal(await selected(page), 4);
  await page.keyboard.press("Shift+End");
  assert.equal(await selected(page), 14);
  await page.keyboard.press("Control+Shift+End");
  assert.equal(await selected(page), 8 * 7);
  await page.keyboard.press("ArrowUp");
  assert.equal(await selected(page), 0);
});

pageTest("4.8: Ctrl+A selects all cells, and Escape none", async ({ page }) => {
  await open(page);
  await goTo(page, 2, 2);
  await listen(page);
  await page.keyboard.press("Control+a");
  assert.equal(await selected(page), 9 * 8);
  await waitForSpoken(page, cells(72, "selected"));
  assert.ok(await cell(page, 2, 2).evaluate((cell) => cell === document.activeElement), "the focus stays");
  await page.keyboard.press("Escape");
  assert.equal(await selected(page), 0);
  await waitForSpoken(page, cells(0, "selected"));
  await page.keyboard.press("Control+a");
  await partsOf(page).filter.fill("dana");
  await waitForText(partsOf(page).count, "1 of 9 people");
  assert.equal(await selected(page), 0);
});

pageTest("4.8: Shift and a click, and drawing with the pointer, select cells", async ({ page }) => {
  await open(page);
  await goTo(page, 0, 1);
  await cell(page, 2, 3).click({ modifiers: ["Shift"] });
  assert.equal(await selected(page), 9);
  await waitForText(page.locator(".am-for"), "Dana Reyes");
  const middle = async (row, column) => {
    const { x, y, width, height } = await cell(page, row, column).boundingBox();
    return [x + width / 2, y + height / 2];
  };
  await listen(page);
  await page.mouse.move(...(await middle(1, 2)));
  await page.mouse.down();
  await page.mouse.move(...(await middle(1, 3)));
  await page.mouse.move(...(await middle(2, 3)));
  await page.mouse.up();
  assert.equal(await selected(page), 4);
  await waitForText(page.locator(".am-for"), "Dana Reyes");
  await waitForSpoken(page, cells(4, "selected"));
  assert.equal(await page.evaluate(() => String(getSelection())), "", "no letters are selected");
  await cell(page, 1, 2).click();
  assert.equal(await selected(page), 0);
  await waitForText(page.locator(".am-for"), "Eli Stone");
});

pageTest("4.8: cells are copied as they are shown, with tabs between them, safe for a spreadsheet", async ({ page }) => {
  await open(page);
  const values = ["a\tb", 'c "d"', "e\nf", "=1+1", "a, b", null, ""];
  const people = values.map((directNumber, at) => ({ firstName: `P${at}`, lastName: "X", directNumber }));
  await page.getByRole("button", { name: "Import", exact: true }).click();
  await page.getByRole("textbox", { name: "Paste data" }).fill(JSON.stringify(people));
  await page.getByRole("button", { name: "Replace people" }).click();
  await type(page, "appuser.directNumber");
  await waitForResult(page, "value");
  await waitUntilFresh(page);
  await goTo(page, 0, 6);
  await page.keyboard.press("Control+Shift+End");
  await page.keyboard.press("Shift+ArrowLeft");
  assert.equal(await copied(page, 7), '"a\tb"\n"c ""d"""\n"e\nf"\n\'=1+1\na, b\n⟨null⟩\n⟨empty⟩');
  await goTo(page, 5, 1);
  assert.equal(await copied(page, 1), "P5 X", "without a selection the one cell");
  await goTo(page, 3, 0);
  await page.keyboard.press("Shift+End");
  const line = await copied(page, 8);
  assert.deepEqual(line.split("\t").slice(0, 2), ["4", "P3 X"]);
  assert.equal(line.split("\t")[7], (await cell(page, 3, 7).innerText()).trim());
}, clipboard);

pageTest("4.8: all of 10,000 people are copied, not only those in view", async ({ page }) => {
  await open(page);
  await replacePeople(page, crowd(10_000), 10_000);
  await goTo(page, 0, 1);
  await listen(page);
  await page.keyboard.press("Control+a");
  await waitForSpoken(page, cells(80_000, "selected"));
  const lines = (await copied(page, 80_000)).split("\n");
  assert.equal(lines.length, 10_000);
  assert.ok(lines.every((line) => line.split("\t").length === 8));
  assert.equal(lines[9_999].split("\t").slice(0, 3).join("|"), "10000|Given8 Family9999|person9999@example.com");
  assert.equal(lines[1].split("\t")[6], "'+15551000001#10001");
}, clipboard);

pageTest("43: where the clipboard is refused, the cells are there to be copied by hand", async ({ page }) => {
  await page.addInitScript(() => {
    navigator.clipboard.writeText = () => Promise.reject(new DOMException("no", "NotAllowedError"));
  });
  await open(page);
  await goTo(page, 0, 1);
  await page.keyboard.press("Shift+ArrowDown");
  await listen(page);
  await page.keyboard.press("Control+c");
  await page.waitForFunction(() => globalThis.spoken.some((text) => text.includes("refused the clipboard")));
  const box = page.getByTestId("by-hand");
  const field = box.getByRole("textbox");
  assert.equal(await field.inputValue(), "Dana Reyes\nEli Stone");
  const chosen = await field.evaluate((field) => field.value.slice(field.selectionStart, field.selectionEnd));
  assert.equal(chosen, "Dana Reyes\nEli Stone");
  assert.match(await focusedName(page), /refused the clipboard/);
  await assertAccessible(page);
  await page.keyboard.press("Escape");
  await box.waitFor({ state: "detached" });
  assert.ok(await cell(page, 1, 1).evaluate((cell) => cell === document.activeElement), "the focus returns");
  assert.equal(await selected(page), 2, "what was selected still is");
  await page.getByRole("button", { name: "Export", exact: true }).click();
  await page.getByRole("button", { name: "Copy", exact: true }).click();
  await box.waitFor();
  await assertAccessible(page);
  await tabTo(page, "Close");
});

pageTest("4.8: the keyboard help tells how cells are selected and copied", async ({ page }) => {
  await open(page);
  await page.keyboard.press("F1");
  const help = page.getByRole("dialog", { name: "Keyboard" });
  await waitForText(help.getByRole("row", { name: /^Ctrl\+C/ }), "copy the selected cells");
  await waitForText(help.getByRole("row", { name: /^Shift\+↑/ }), "select cells");
});

pageTest("selected people become checks, are exported and removed, and undo brings them back", async ({ page }) => {
  await open(page);
  const { grid, undo } = partsOf(page);
  const actions = page.getByTestId("row-actions");
  assert.equal(await actions.count(), 0);
  await grid.getByRole("rowheader", { name: "Dana Reyes" }).click();
  await page.keyboard.press("Shift+ArrowDown");
  await waitForText(actions, "2 people");
  await assertAccessible(page);
  await actions.getByRole("button", { name: "Make checks from these" }).click();
  await page.getByRole("tab", { name: "Checks 8" }).waitFor();
  const download = page.waitForEvent("download");
  await actions.getByRole("button", { name: "Export rows" }).click();
  const rows = readFileSync(await (await download).path(), "utf8").trim().split("\r\n");
  assert.equal(rows.length, 3);
  assert.match(rows[2], /^eli,Eli Stone,.*#102$/);
  await actions.getByRole("button", { name: "Remove" }).click();
  await page.getByRole("tab", { name: "People 7" }).waitFor();
  await waitForText(partsOf(page).live, "2 people removed");
  await undo.click();
  await page.getByRole("tab", { name: "People 9" }).waitFor();
  await page.getByRole("tab", { name: "Checks 8" }).click();
  await waitForText(page.getByTestId("checks-summary"), "7 pass, 1 fail");
  await undo.click();
  await page.getByRole("tab", { name: "Checks 6" }).waitFor();
});

pageTest("the person stays in sight when the results are scrolled sideways", async ({ page }) => {
  await open(page);
  const { grid } = partsOf(page);
  const name = grid.getByRole("rowheader", { name: "Dana Reyes" });
  const before = await name.boundingBox();
  await grid.evaluate((element) => { element.scrollLeft = 400; });
  const after = await name.boundingBox();
  assert.ok(await grid.evaluate((element) => element.scrollLeft > 100), "there is something to scroll");
  assert.ok(Math.abs(after.x - before.x) <= 50, `${before.x} → ${after.x}`);
}, { viewport: sizes.narrow });
