// Items 5, 6 and 15 of the acceptance checklist: what the engine knows while an expression is written.

import assert from "node:assert/strict";

import { assertAccessible, pageTest } from "./harness.mjs";
import {
  command, editors, openIn, partsOf, placeCaret, textOf, type, vendorRule, waitForResult, waitForText,
} from "./handles.mjs";

const listOf = (page) => page.getByRole("listbox", { name: "Completions" });
const labels = (page) => listOf(page).locator(".am-choice-label").allInnerTexts();

for (const kind of editors) {
  const declare = (name, work) =>
    pageTest(`${name} (${kind} editor)`, async ({ page }) => {
      await openIn(page, kind);
      await work(page);
    });

  declare("5: completion after a dot, in the middle, tells types, shares and samples", async (page) => {
    const list = listOf(page);
    await type(page, 'appuser.firstName + "-" + appuser.lastName');
    await placeCaret(page, "appuser.".length);
    await page.keyboard.press("Control+Space");
    await waitForText(list, "extensionNumber");
    await waitForText(list.getByRole("option").filter({ hasText: "directNumber" }), /text · in \d of 9 · \+1555/);
    await page.keyboard.type("dir");
    await waitForText(list, /^directNumber/);
    await page.keyboard.press("Enter");
    await list.waitFor({ state: "detached" });
    assert.equal(await textOf(page), 'appuser.directNumber + "-" + appuser.lastName');
    await page.keyboard.press("Control+z");
    assert.match(await textOf(page), /^appuser\.(dir)?firstName/);
  });

  declare("5: completion inside a call opens by typing and is left by Escape", async (page) => {
    const list = listOf(page);
    await type(page, "String.toUpperCase()");
    await placeCaret(page, "String.toUpperCase(".length);
    await page.keyboard.type("appu");
    await list.getByRole("option", { name: /^appuser/ }).first().waitFor();
    await assertAccessible(page);
    await page.keyboard.press("Escape");
    await list.waitFor({ state: "detached" });
    assert.equal(await textOf(page), "String.toUpperCase(appu)");
    await page.keyboard.press("Control+Space");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("Enter");
    assert.equal(await textOf(page), "String.toUpperCase(appuser)");
  });

  declare("5: completion inside quotes proposes the values of the attribute", async (page) => {
    await page.getByRole("button", { name: "Switch direction" }).click();
    await type(page, 'user.city == ""');
    await placeCaret(page, 'user.city == "'.length);
    await page.keyboard.press("Control+Space");
    await listOf(page).getByRole("option").first().waitFor();
    const found = await labels(page);
    await page.keyboard.press("Enter");
    assert.equal(await textOf(page), `user.city == "${found[0]}"`);
  });

  declare("5: the signature of the call marks the parameter at the caret", async (page) => {
    await type(page, "String.substringBefore");
    await page.keyboard.type("(");
    const signature = page.getByTestId("signature");
    await waitForText(signature, "String.substringBefore(");
    const first = await signature.locator("mark").innerText();
    await page.keyboard.type('"a", ');
    await page.waitForFunction((before) => {
      const mark = document.querySelector("[data-testid=signature] mark");
      return mark && mark.textContent !== before;
    }, first);
    await page.keyboard.press("Escape");
    await page.keyboard.press("Escape");
    await signature.waitFor({ state: "detached" });
  });

  declare("6: Ctrl+I tells type and live value, Escape hides it", async (page) => {
    const card = page.getByTestId("hover-card");
    await placeCaret(page, vendorRule.length - 2);
    await page.keyboard.press("Control+i");
    await waitForText(card, "extensionNumber");
    await waitForText(page.getByTestId("hover-value"), "⟨null⟩");
    await assertAccessible(page);
    await page.keyboard.press("Escape");
    await card.waitFor({ state: "detached" });
    await type(page, "String.len(appuser.directNumber)");
    await placeCaret(page, 9);
    await page.keyboard.press("Control+i");
    await waitForText(card, "String.len(input: text) → integer");
    await waitForText(page.getByTestId("hover-value"), "12");
    await waitForText(page.getByTestId("live"), "String.len");
  });

  declare("what the keys do at the caret the palette does from anywhere", async (page) => {
    const elsewhere = page.getByRole("button", { name: "Help" });
    await placeCaret(page, vendorRule.length - 2);
    await elsewhere.focus();
    await command(page, "Hover card at the caret");
    await waitForText(page.getByTestId("hover-value"), "⟨null⟩");
    // The keyboard is in the editor now.
    await page.keyboard.press("Escape");
    await page.getByTestId("hover-card").waitFor({ state: "detached" });
    await elsewhere.focus();
    await command(page, "Quick fixes at the caret");
    await page.locator("#am-choices").waitFor();
    await page.keyboard.press("Enter");
    await waitForResult(page, "value", "+15550100125#");
    await type(page, "String.substringBefore( 'a-b','-')");
    await placeCaret(page, "String.substringBefore( 'a'".length);
    await elsewhere.focus();
    await command(page, "Signature help at the caret");
    await waitForText(page.getByTestId("signature"), "String.substringBefore(");
    await page.keyboard.press("Escape");
    await elsewhere.focus();
    await command(page, "Format");
    const formatted = "String.substringBefore('a-b', '-')";
    for (const start = Date.now(); (await textOf(page)) !== formatted; ) assert.ok(Date.now() - start < 20_000, await textOf(page));
    await type(page, "appuser.");
    await elsewhere.focus();
    await command(page, "Completion at the caret");
    await listOf(page).getByRole("option", { name: /^directNumber/ }).first().waitFor();
  });

  declare("6: the card under a resting pointer can be entered and goes when it leaves", async (page) => {
    const card = page.getByTestId("hover-card");
    const word = page.locator(".tok-attr", { hasText: "extensionNumber" }).first();
    const place = await word.boundingBox();
    await page.mouse.move(place.x + 40, place.y + 8);
    await waitForText(card, "extensionNumber");
    const box = await card.boundingBox();
    await page.mouse.move(box.x + 10, box.y + 10, { steps: 5 });
    assert.equal(await card.count(), 1);
    await page.mouse.move(5, 700);
    await card.waitFor({ state: "detached" });
  });
}

pageTest("15: the explanation mentions every attribute read, and selects what it is about", async ({ page }) => {
  await openIn(page, "rich");
  await page.getByRole("button", { name: "Explain" }).click();
  const region = page.getByRole("region", { name: "Explanation" });
  for (const name of ["directNumber", "extensionNumber"]) await waitForText(region, name);
  await waitForText(region, /null/);
  await assertAccessible(page);
  await type(page, "appuser.lastName ?: appuser.userName");
  for (const name of ["lastName", "userName"]) await waitForText(region, name);
});

pageTest("the values of attributes stand beside them when wanted", async ({ page }) => {
  await openIn(page, "rich");
  await partsOf(page).editor.focus();
  await page.keyboard.press("Control+Alt+v");
  const label = page.locator(".am-inline-value");
  await waitForText(label.last(), "⟨null⟩");
  assert.equal(await label.count(), 3);
  assert.equal(await textOf(page), vendorRule);
  await page.keyboard.press("Control+Alt+v");
  await label.first().waitFor({ state: "detached" });
});

pageTest("10: the plain editor has the values of attributes beneath it, and its description says them", async ({ page }) => {
  await openIn(page, "plain");
  const { editor } = partsOf(page);
  const described = () => editor.evaluate((field) => field.ariaDescribedByElements.map((part) => part.textContent).join(" "));
  assert.doesNotMatch(await described(), /Inline values/);
  await editor.focus();
  await page.keyboard.press("Control+Alt+v");
  const values = page.locator("#am-values");
  const pairs = async () => {
    const [names, given] = await Promise.all([values.locator("dt").allInnerTexts(), values.locator("dd").allInnerTexts()]);
    return names.map((name, at) => `${name.trim()} ${given[at].trim()}`);
  };
  await values.waitFor();
  const phone = "appuser.directNumber +15550100125";
  assert.deepEqual(await pairs(), [phone, phone, "appuser.extensionNumber ⟨null⟩"]);
  assert.match(await described(), /appuser\.extensionNumber ⟨null⟩/);
  await assertAccessible(page);
  // They follow the person and the text.
  await page.keyboard.press("Alt+ArrowUp");
  await waitForText(values, /not evaluated/);
  await type(page, "appuser.lastName");
  await waitForText(values, "Stone");
  assert.deepEqual(await pairs(), ["appuser.lastName Stone"]);
  assert.equal(await textOf(page), "appuser.lastName");
  await page.keyboard.press("Control+Alt+v");
  await values.waitFor({ state: "detached" });
  assert.doesNotMatch(await described(), /Inline values/);
});

pageTest("10: the plain editor is chosen in the menu and remembered", async ({ page }) => {
  await openIn(page, "rich");
  await page.getByRole("button", { name: "More for the expression" }).click();
  await page.getByRole("menuitemcheckbox", { name: "Plain editor" }).click();
  await page.locator("textarea[aria-label^=Expression]").waitFor();
  assert.equal(await textOf(page), vendorRule);
  await type(page, '"plain"');
  await waitForResult(page, "value", "plain");
  await page.reload();
  await page.locator("textarea[aria-label^=Expression]").waitFor();
});
