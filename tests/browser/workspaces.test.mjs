// What is done with whole workspaces, and what a first visit and a refused storage show.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";

import { assertAccessible, open, pageTest } from "./harness.mjs";
import { partsOf, selectedText, textOf, type, vendorRule, waitForText } from "./handles.mjs";

const nameOf = (page) => page.getByRole("textbox", { name: "Name of the workspace" });

async function choose(page, item) {
  await page.getByRole("button", { name: /^Workspace:/ }).click();
  await page.getByRole("menuitem", { name: item, exact: true }).click();
}

async function waitForName(page, name) {
  await page.waitForFunction((wanted) => document.querySelector(".am-workspace-field")?.value === wanted, name);
}

pageTest("a workspace is begun, copied, renamed and saved, and undo goes back", async ({ page }) => {
  await open(page);
  const { undo, mappings } = partsOf(page);
  await choose(page, "New");
  await waitForName(page, "Untitled");
  assert.equal(await textOf(page), "");
  assert.deepEqual(await mappings.getByRole("option").locator(".am-option-name").allInnerTexts(), ["login"]);
  await assertAccessible(page);
  // Where nobody is, no filter is at fault: the way to the first people is beside it.
  const people = page.getByRole("tabpanel").filter({ hasText: "There is nobody here" });
  const load = people.getByRole("button", { name: "Load people…" });
  await load.waitFor();
  assert.equal(await page.getByRole("button", { name: "Import" }).count(), 1, "by its name only the header's is found");
  await load.click();
  await page.getByRole("dialog", { name: "Import" }).waitFor();
  await page.keyboard.press("Escape");
  await undo.click();
  await waitForName(page, "Office@Hand round trip");
  assert.equal(await mappings.getByRole("option").count(), 5);
  assert.equal(await textOf(page), vendorRule, "what was selected is selected again");
  await choose(page, "Duplicate");
  await waitForName(page, "Office@Hand round trip (copy)");
  await nameOf(page).fill("Mine");
  await page.getByRole("button", { name: "Workspace: Mine" }).waitFor();
  const download = page.waitForEvent("download");
  await choose(page, "Save file…");
  const saved = JSON.parse(readFileSync(await (await download).path(), "utf8"));
  assert.equal(saved.name, "Mine");
  assert.equal(saved.people.length, 9);
  await choose(page, "Open file…");
  await page.getByRole("textbox", { name: "Paste data" }).fill(JSON.stringify({ ...saved, name: "From a file" }));
  await page.getByRole("button", { name: "Open workspace" }).click();
  await waitForName(page, "From a file");
  await undo.click();
  await waitForName(page, "Mine");
});

pageTest("what was edited is found again on this device, until it is forgotten", async ({ page }) => {
  await open(page);
  await type(page, "appuser.userName");
  const kept = (text) => page.waitForFunction((part) => localStorage.getItem("attrmap.recent")?.includes(part), text);
  await kept("appuser.userName");
  await choose(page, "Open: Group rules");
  await waitForName(page, "Group rules");
  await type(page, "true");
  await kept("Group rules");
  await choose(page, "Recent");
  const dialog = page.getByRole("dialog", { name: "Recent" });
  assert.equal(await dialog.getByRole("listitem").count(), 2);
  await assertAccessible(page);
  await dialog.getByRole("button", { name: "Open: Office@Hand round trip" }).click();
  await waitForName(page, "Office@Hand round trip");
  assert.equal(await textOf(page), "appuser.userName");
  await type(page, '"again"');
  await kept("again");
  await choose(page, "Recent");
  assert.equal(await dialog.getByRole("listitem").count(), 3);
  await page.keyboard.press("Escape");
  await choose(page, "Settings");
  await page.getByRole("button", { name: "Forget everything on this device" }).click();
  await page.getByRole("button", { name: "Really forget" }).click();
  assert.equal(await page.evaluate(() => localStorage.length), 0);
});

pageTest("states of the history have names, and pinned ones say so", async ({ page }) => {
  await open(page);
  await page.getByRole("tab", { name: /^History/ }).click();
  const rows = page.getByTestId("history-row");
  await rows.first().waitFor();
  await rows.first().getByRole("textbox", { name: /^Name of the state/ }).fill("before the move");
  const pin = rows.first().getByRole("button", { name: /^Pin(ned:)? the state/ });
  await pin.click();
  await page.locator("[aria-pressed=true]", { hasText: "Pinned" }).waitFor();
  await type(page, "appuser.userName");
  await waitForText(rows, "primaryPhone");
  assert.equal(await rows.nth(1).getByRole("textbox").inputValue(), "before the move");
  await assertAccessible(page);
  await rows.nth(1).getByRole("button", { name: "Restore" }).click();
  await page.locator(".am-option[aria-selected=true]", { hasText: "warning" }).waitFor();
  assert.equal(await textOf(page), vendorRule);
});

pageTest("a first visit has one line to start from, which goes away and stays away", async ({ page }) => {
  await open(page);
  const welcome = page.getByTestId("welcome");
  await waitForText(welcome, "Start with your own:");
  await assertAccessible(page);
  await welcome.getByRole("link", { name: "Paste an expression" }).click();
  assert.equal(await selectedText(page), vendorRule);
  await welcome.waitFor({ state: "detached" });
  await page.keyboard.insertText("appuser.userName");
  await page.waitForFunction(() => localStorage.getItem("attrmap.draft") !== null);
  await page.reload();
  await page.locator("html[data-ready=true]").waitFor({ state: "attached" });
  assert.equal(await welcome.count(), 0);
});
