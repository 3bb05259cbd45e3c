// What is done with one expression besides writing it, and what a change of context says.

import assert from "node:assert/strict";

import { assertAccessible, open, pageTest } from "./harness.mjs";
import { editors, openIn, partsOf, placeCaret, textOf, type, waitForResult, waitForText } from "./handles.mjs";

async function choose(page, menu, item) {
  await page.getByRole("button", { name: menu }).click();
  await page.getByRole("menuitem", { name: item, exact: true }).click();
}

for (const kind of editors) {
  pageTest(`a guard stands around the selection or the whole, as one step: ${kind}`, async ({ page }) => {
    await openIn(page, kind);
    const { editor, undo } = partsOf(page);
    await type(page, '"x" + appuser.extensionNumber');
    await page.keyboard.press("End");
    for (let at = 0; at < "appuser.extensionNumber".length; at += 1) await page.keyboard.press("Shift+ArrowLeft");
    await choose(page, "More for the expression", "Wrap in guard");
    const guarded = '"x" + (appuser.extensionNumber != null ? appuser.extensionNumber : "")';
    assert.equal(await textOf(page), guarded);
    await waitForResult(page, "value", "x");
    await undo.click();
    assert.equal(await textOf(page), '"x" + appuser.extensionNumber');
    await type(page, "appuser.extensionNumber");
    await placeCaret(page, 3);
    await choose(page, "More for the expression", "Wrap in guard");
    assert.equal(await textOf(page), 'appuser.extensionNumber != null ? appuser.extensionNumber : ""');
    await waitForResult(page, "empty");
    assert.ok(await editor.isVisible());
  });
}

pageTest("Insert function opens the reference", async ({ page }) => {
  await open(page);
  await choose(page, "More for the expression", "Insert function…");
  const sheet = page.getByRole("complementary", { name: "Reference" });
  await sheet.getByRole("searchbox").fill("String.toUpperCase");
  await sheet.getByRole("button", { name: "Insert String.toUpperCase" }).click();
  assert.ok((await textOf(page)).includes("String.toUpperCase("));
});

pageTest("a mapping edited since the baseline has a dot with a word", async ({ page }) => {
  await open(page);
  await page.getByRole("tab", { name: /^Diff/ }).click();
  await page.getByTestId("baseline-pin").click();
  const { mappings } = partsOf(page);
  const edited = mappings.getByRole("option").filter({ hasText: "edited since the baseline" });
  assert.equal(await edited.count(), 0);
  await type(page, "appuser.userName");
  await edited.waitFor();
  await waitForText(edited, "primaryPhone");
  await assertAccessible(page);
  await page.getByTestId("baseline-unpin").click();
  await edited.waitFor({ state: "detached" });
});

pageTest("a mapping is opened in a new page, with its set and nobody in it", async ({ page, context }) => {
  await open(page);
  const opened = context.waitForEvent("page");
  await choose(page, "More for primaryPhone", "Open in new link");
  const other = await opened;
  await other.locator("html[data-ready=true]").waitFor({ state: "attached" });
  await waitForText(other.locator(".am-target"), "primaryPhone");
  assert.equal(await textOf(other), await textOf(page));
  assert.equal(await other.getByRole("tab", { name: /^People/ }).innerText(), "People 0");
  assert.ok(await other.getByRole("button", { name: "Switch direction" }).isDisabled());
});

pageTest("a code leads to its page of the reference, and in one file nowhere", async ({ page, context }) => {
  await open(page);
  await page.getByRole("tab", { name: /^Problems/ }).click();
  await type(page, "appuser.noSuchAttribute");
  const link = page.getByRole("tabpanel").getByRole("link", { name: /in the reference/ }).first();
  const code = await link.innerText();
  await assertAccessible(page);
  const opened = context.waitForEvent("page");
  await link.click();
  const entry = await opened;
  await waitForText(entry.locator("h1"), code);
  await entry.close();
  await open(page, "attrmap-playground.html");
  await type(page, "appuser.noSuchAttribute");
  await page.locator(`[data-code=${code}]`).first().waitFor();
  assert.equal(await page.getByRole("link", { name: /in the reference/ }).count(), 0);
});

pageTest("a change of context tells what stopped being allowed", async ({ page }) => {
  await open(page);
  await page.getByRole("tab", { name: /^Problems/ }).click();
  const told = page.getByTestId("context-change");
  assert.equal(await told.count(), 0);
  await page.getByRole("combobox", { name: "Context" }).selectOption({ label: "Group rule" });
  await waitForText(told, "No longer allowed since the context changed");
  await waitForText(told, "primaryPhone");
  await assertAccessible(page);
  await page.getByRole("button", { name: "Undo" }).click();
  await waitForText(told, "everything is still allowed");
});
