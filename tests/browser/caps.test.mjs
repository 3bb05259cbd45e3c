// Lists that do not show all at once say what they leave out, and show it when asked.

import assert from "node:assert/strict";

import { crowd, replacePeople } from "./crowd.mjs";
import { assertAccessible, open, pageTest } from "./harness.mjs";
import { focusedName, partsOf, type, waitForResult, waitForText } from "./handles.mjs";

const tab = (page, name) => page.getByRole("tab", { name: new RegExp(`^${name}`) }).click();

/** Puts a text in the import field, as pasting does. */
async function paste(page, text) {
  await page.getByRole("button", { name: "Import", exact: true }).click();
  await page.getByRole("textbox", { name: "Paste data" }).evaluate((field, value) => {
    field.value = value;
    field.dispatchEvent(new InputEvent("input", { bubbles: true }));
  }, text);
}

/** Presses the button under a list by keyboard. */
const press = (page, name) => page.getByTestId("more").getByRole("button", { name }).press("Enter");

/** Waits until there are exactly so many of something. */
async function waitForCount(locator, count) {
  await locator.nth(count - 1).waitFor({ state: "attached" });
  await locator.nth(count).waitFor({ state: "detached" });
}

pageTest("4.9: more checks than are listed are counted, and shown when asked", async ({ page }) => {
  await open(page);
  const check = (at) => ({ person: "1", to: "email", op: "equals", value: `${at}`, name: `check ${at}` });
  await paste(page, JSON.stringify({
    attrmap: 1,
    name: "many",
    context: "profile_mapping_to_okta",
    mappings: [{ to: "email", expr: '"7"' }],
    people: [{ id: "1", name: "Ada", records: { appuser: { userName: "a" } } }],
    checks: Array.from({ length: 1203 }, (_, at) => check(at)),
  }));
  await page.getByRole("button", { name: "Open workspace" }).click();
  await tab(page, "Checks");
  const rows = page.getByRole("table", { name: "Checks" }).locator("tbody tr");
  await waitForText(page.getByTestId("checks-summary"), "1 pass, 1,202 fail");
  await waitForCount(rows, 500);
  await waitForText(page.getByTestId("more"), "703 more checks");
  await assertAccessible(page);
  await press(page, "Show more");
  await waitForCount(rows, 1000);
  await waitForText(page.getByTestId("more"), "203 more checks");
  await press(page, "Show more");
  await waitForCount(rows, 1203);
  assert.equal(await focusedName(page), "Show fewer", "the focus stays");
  await press(page, "Show fewer");
  await waitForCount(rows, 500);
});

pageTest("4.10: more changes than are listed are counted, and shown when asked", async ({ page }) => {
  await open(page);
  await replacePeople(page, crowd(450), 450);
  await tab(page, "Diff");
  await page.getByTestId("baseline-pin").click();
  await type(page, 'appuser.directNumber + "!"');
  await waitForText(page.getByTestId("diff-summary"), "450 of 450 people change");
  const rows = page.getByTestId("diff-row");
  await waitForCount(rows, 200);
  await waitForText(page.getByTestId("more"), "250 more changes");
  await press(page, "Show more");
  await waitForCount(rows, 400);
  await waitForText(page.getByTestId("more"), "50 more changes");
  await press(page, "Show more");
  await waitForCount(rows, 450);
  await assertAccessible(page);
});

pageTest("4.11: more problems of the set than are listed are counted, and shown with all their people", async ({ page }) => {
  await open(page);
  // Each extension twice, and one of them eight times.
  const lines = Array.from({ length: 800 }, (_, at) => `P${at},p${at}@example.com,${at < 8 ? 1000 : 2000 + (at >> 1)}`);
  await replacePeople(page, `firstName,userName,extensionNumber\n${lines.join("\n")}\n`, 800);
  await tab(page, "Problems");
  const problems = page.locator(".am-problem-group").first().getByTestId("problem");
  const all = 397;
  await waitForText(page.getByTestId("more"), /\d+ more problems/);
  const left = Number((await page.getByTestId("more").innerText()).match(/^(\d+)/)[1]);
  assert.equal(await problems.count(), 300);
  assert.ok(300 + left >= all, `${left} left`);
  const details = page.locator(".am-problem details", { hasText: "3 more people" });
  await details.locator("summary").press("Enter");
  await waitForText(details, "p7@example.com");
  await press(page, "Show more");
  await waitForCount(problems, 300 + left);
  await assertAccessible(page);
});

pageTest("4.5: a long expression's trace says how many parts it leaves out", async ({ page }) => {
  await open(page);
  await type(page, Array.from({ length: 350 }, () => "appuser.firstName").join(" + "));
  await waitForResult(page, "value", "FarahFarah");
  const parts = page.getByRole("treeitem");
  await waitForCount(parts, 300);
  await waitForText(page.getByTestId("more"), "51 more parts");
  await press(page, "Show more");
  await waitForCount(parts, 351);
  await assertAccessible(page);
});

pageTest("4.7: searches that find more than they list say so", async ({ page }) => {
  await open(page);
  await replacePeople(page, crowd(120), 120);
  const { person } = partsOf(page);
  await person.click();
  const list = page.locator(".am-picker-list:not(.am-gone)");
  await waitForText(list, "More match");
  await assertAccessible(page);
  await person.fill("Family119");
  await waitForText(list, /^[^]*Family119\s*$/);
  await page.keyboard.press("Enter");
  await waitForText(page.locator(".am-for"), "Family119");
  await page.keyboard.press("Control+k");
  const palette = page.getByRole("dialog", { name: "Commands" });
  await waitForText(palette, "More match");
  await page.keyboard.type("Family118");
  await waitForCount(palette.getByRole("option"), 1);
  assert.doesNotMatch(await palette.innerText(), /More match/);
});
