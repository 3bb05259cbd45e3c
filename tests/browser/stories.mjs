// The second half of an identity administrator's stories: what was changed is compared and handed on.

import assert from "node:assert/strict";

import { open } from "./harness.mjs";
import { partsOf, textOf, vendorRule, waitForResult, waitForSelection, waitForText } from "./handles.mjs";
import { assertHeld, choose, copied, moveInto, moveTo, press } from "./keyboard.mjs";
import { waitUntilFresh } from "./crowd.mjs";

/** Takes the first fix. */
export async function takeFix(page) {
  await press(page, "Control+.");
  await page.locator("#am-choices").waitFor();
  await press(page, "Enter");
}

/** IA6: a check for Farah and a baseline before, all who change after; the change is accepted. */
export async function compareBeforeAndAfter(page) {
  const summary = page.getByTestId("checks-summary");
  const difference = page.getByTestId("diff-summary");
  await choose(page, "Farah Khan");
  await waitForResult(page, "value", "+15550100125#null");
  await press(page, "Control+Enter");
  await choose(page, "Checks");
  await waitForText(summary, "6 pass, 1 fail");
  const made = page.getByRole("table", { name: "Checks" }).getByRole("row").last();
  // The case, not the person: the name goes into links.
  await waitForText(made, "primaryPhone: extensionNumber is null");
  await choose(page, "Diff");
  await moveTo(page, "Pin baseline");
  await press(page, "Enter");
  await waitForText(difference, "0 of 12 people change");
  await assertHeld(page, "pinned");
  await press(page, "F8");
  await waitForSelection(page, "appuser.extensionNumber");
  await takeFix(page);
  await waitForText(difference, /of 12 people change/);
  const changed = page.getByTestId("diff-row").filter({ hasText: "Farah Khan" });
  await waitForText(changed, /removed\s*null/);
  await choose(page, "Checks");
  await waitUntilFresh(page);
  await waitForText(summary, "6 pass, 1 fail");
  await moveTo(page, "Accept new results");
  await press(page, "Enter");
  await waitForText(summary, "7 pass, 0 fail");
  await assertHeld(page, "accepted");
  await press(page, "Control+z");
  await waitForText(summary, "6 pass, 1 fail");
  await press(page, "Control+Shift+z");
  await waitForText(summary, "7 pass, 0 fail");
}

/** What is written in the target: on create only, or not while another source comes first. */
export async function decideWhatIsWritten(page) {
  const effect = (is, text) =>
    page.locator(`[data-testid=target-now][data-effect=${is}]`, { hasText: text }).waitFor();
  await effect("change", "primaryPhone");
  await moveInto(page, page.getByTestId("apply-update"));
  await press(page, "ArrowRight");
  await effect("skip", "primaryPhone");
  await press(page, "ArrowLeft");
  await effect("change", "primaryPhone");
  await moveTo(page, "Move Office@Hand down");
  await press(page, "Enter");
  await effect("skip", "Active Directory comes first");
  await press(page, "Control+z");
  await effect("change", "primaryPhone");
}

/** IA7: a link with the rule and the checks, and nobody in it. */
export async function share(page) {
  await press(page, "Control+Shift+s");
  await waitForText(page.getByTestId("share-people-count"), "nobody");
  const link = await page.getByRole("textbox", { name: "Link" }).inputValue();
  await moveTo(page, "Copy link");
  await press(page, "Enter");
  await waitForText(partsOf(page).live, "Link copied");
  assert.equal(await copied(page), link);
  await press(page, "Escape");
  await assertHeld(page, "shared");
  const other = await page.context().newPage();
  await open(other, new URL(link).hash);
  assert.equal(await textOf(other), await textOf(page));
  await waitForText(other.getByTestId("grid-count"), "0 people");
  await waitForText(other.getByRole("tab", { name: /^Checks/ }), "7");
  await other.close();
  await page.bringToFront();
}

/** IA8: the rule for a console: the expression alone, the body for its interface, and Terraform. */
export async function copyForTheConsole(page) {
  const rule = await textOf(page);
  const shown = page.getByTestId("export-text");
  const forms = [
    ["Expression", (text) => assert.equal(text, rule)],
    ["Body", (text) => assert.equal(JSON.parse(text).properties.primaryPhone.expression, rule)],
    ["Terraform", (text) => assert.match(text, /^resource "okta_profile_mapping"/)],
  ];
  await choose(page, "Export");
  for (const [form, isRight] of forms) {
    await moveTo(page, "Form");
    await page.keyboard.type(form);
    await moveTo(page, "Copy");
    await press(page, "Enter");
    await waitForText(partsOf(page).live, "Export copied");
    const handed = await copied(page);
    assert.equal(handed, await shown.inputValue());
    isRight(handed);
  }
  await press(page, "Escape");
  await assertHeld(page, "exported");
}

/** What was is brought back from the history, and help is found. */
export async function goBack(page) {
  const mended = await textOf(page);
  await choose(page, "History");
  await page.getByTestId("history-row").filter({ hasText: "opened" }).waitFor();
  const restores = await page.getByRole("button", { name: "Restore" }).count();
  await moveTo(page, "Restore");
  for (let at = 1; at < restores; at += 1) {
    await press(page, "Tab");
    await moveTo(page, "Restore");
  }
  await press(page, "Enter");
  await waitForText(page.locator(".am-status"), "9 people");
  assert.equal(await textOf(page), vendorRule);
  await assertHeld(page, "restored");
  await press(page, "Control+z");
  assert.equal(await textOf(page), mended);
  await press(page, "F1");
  await waitForText(page.getByRole("dialog", { name: "Keyboard" }), "Ctrl+Shift+Space");
  await press(page, "Escape");
  await assertHeld(page, "help is closed");
}
