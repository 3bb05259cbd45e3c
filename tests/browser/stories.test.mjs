// Item 34 of the acceptance checklist: the stories of an identity administrator, each done to its end
// by keyboard alone. No key leaves the focus nowhere or out of sight.

import assert from "node:assert/strict";

import { open, pageTest } from "./harness.mjs";
import { focusedName, partsOf, textOf, vendorRule, waitForResult, waitForText } from "./handles.mjs";
import { assertHeld, choose, moveInto, moveTo, paste, press, walkTo } from "./keyboard.mjs";
import { compareBeforeAndAfter, copyForTheConsole, decideWhatIsWritten, goBack, share, takeFix } from "./stories.mjs";

pageTest("34: the stories IA1 to IA8 by keyboard alone", async ({ page }) => {
  await open(page);
  await seeWhatIsWrong(page);
  await pasteAnExpression(page);
  await pastePeople(page);
  await listSomePeople(page);
  await understandOneResult(page);
  await compareBeforeAndAfter(page);
  await decideWhatIsWritten(page);
  await share(page);
  await copyForTheConsole(page);
  await goBack(page);
}, { permissions: ["clipboard-read", "clipboard-write"] });

/** IA1: what is wrong is seen at once, mended by one key, and undone. */
async function seeWhatIsWrong(page) {
  const { strip } = partsOf(page);
  await waitForText(strip, "null");
  await walkTo(page, "expression");
  assert.equal(await focusedName(page), "Expression for primaryPhone");
  await takeFix(page);
  await waitForResult(page, "value", "+15550100125#");
  await waitForText(page.locator("#am-strip"), "No problems");
  await press(page, "Control+z");
  assert.equal(await textOf(page), vendorRule);
}

/** IA2: pasted text with curly quotes and hard spaces is repaired by its fix; Tab leaves the editor. */
async function pasteAnExpression(page) {
  await press(page, "Control+a");
  await paste(page, "= “x” +\u00a0appuser.lastName;");
  await waitForText(partsOf(page).strip, /quote|pasted|space|equals/i);
  await takeFix(page);
  await waitForResult(page, "value", "xKhan");
  assert.match(await textOf(page), /^"x" \+ appuser\.lastName$/);
  await press(page, "Tab");
  assert.notEqual(await focusedName(page), "Expression for primaryPhone");
  // Outside of the editor it is the workspace that is undone: the fix, and what was pasted.
  await moveTo(page, "Next person");
  for (let step = 0; step < 5 && (await textOf(page)) !== vendorRule; step += 1) await press(page, "Control+z");
  await waitForResult(page, "value", "+15550100125#null");
}

/** IA3: a user of an API, a table and an entry of a directory are pasted. */
async function pastePeople(page) {
  const { count } = partsOf(page);
  const pieces = [
    '{"id":"00u1","status":"ACTIVE","profile":{"login":"ada@example.com","firstName":"Ada","lastName":"Byron"}}',
    "userName,firstName,lastName,directNumber,extensionNumber\nbo@example.com,Bo,Lind,+15550100131,101\n",
    "dn: CN=Cy Dow,DC=example,DC=com\nsAMAccountName: cy\ngivenName: Cy\nsn: Dow\n",
  ];
  for (const [at, piece] of pieces.entries()) {
    await press(page, "Control+o");
    await moveTo(page, "Paste data");
    await paste(page, piece);
    await waitForText(page.getByTestId("import-report"), "1 read, 0 skipped");
    await moveTo(page, "Add people");
    await press(page, "Enter");
    await waitForText(count, new RegExp(`^${10 + at} people$`));
    await assertHeld(page, "people added");
  }
}

/** IA4: those who stand out are listed, by kind and by an expression, and one is chosen in the grid. */
async function listSomePeople(page) {
  const { count, grid } = partsOf(page);
  await choose(page, "People");
  await moveTo(page, "Duplicates");
  await press(page, "Enter");
  await waitForText(count, /^3 of 12 people$/);
  await grid.getByRole("row", { name: /Bo Lind/ }).waitFor();
  await press(page, "Enter");
  await waitForText(count, /^12 people$/);
  await moveTo(page, "Filter people", "Shift+Tab");
  await page.keyboard.type("appuser.extensionNumber == null");
  await waitForText(count, /^\d of 12 people$/);
  await waitForText(page.getByTestId("grid-filter-kind"), "expression");
  await grid.getByRole("row", { name: /Farah Khan/ }).waitFor();
  await moveTo(page, "Clear filter");
  await press(page, "Enter");
  await waitForText(count, /^12 people$/);
  await assertHeld(page, "cleared");
  await moveInto(page, grid);
  await press(page, "Control+Home", "ArrowDown", "Enter");
  await waitForText(page.locator(".am-for"), "Eli Stone");
}

/** IA5: why Eli has #102: the part that was skipped is found in the trace, and the explanation is read. */
async function understandOneResult(page) {
  await waitForResult(page, "value", "#102");
  const tree = page.getByRole("tree", { name: "Trace" });
  await moveInto(page, tree, "Shift+Tab");
  await press(page, "Home");
  const focused = () => page.evaluate(() => document.activeElement.textContent);
  for (let step = 0; step < 12 && !/not evaluated/.test(await focused()); step += 1) await press(page, "ArrowDown");
  assert.match(await focused(), /^appuser\.directNumbernot evaluated$/);
  await choose(page, "Explain");
  await waitForText(page.getByRole("region", { name: "Explanation" }), "directNumber");
  await choose(page, "Explain");
}
