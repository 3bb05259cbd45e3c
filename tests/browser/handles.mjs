// The stable names of the page, once: roles first, test ids where no role fits.

import assert from "node:assert/strict";

/** The vendor's own rule, with its fault. */
export const vendorRule =
  '(appuser.directNumber != null ? appuser.directNumber : "") + "#" + appuser.extensionNumber';

/** The parts of an opened page. */
export function partsOf(page) {
  return {
    editor: page.getByRole("textbox", { name: /^Expression/ }),
    result: page.getByTestId("result"),
    value: page.getByTestId("result-value"),
    strip: page.locator("#am-strip").getByTestId("problem"),
    fix: page.locator("#am-strip").getByTestId("fix"),
    person: page.getByRole("combobox", { name: "Person" }),
    mappings: page.getByRole("listbox", { name: "Mappings" }),
    grid: page.getByRole("grid", { name: "People" }),
    filter: page.getByTestId("grid-filter"),
    count: page.getByTestId("grid-count"),
    undo: page.getByRole("button", { name: "Undo" }),
    redo: page.getByRole("button", { name: "Redo" }),
    live: page.getByTestId("live"),
  };
}

/** Puts a whole text in the editor, as if it were pasted. */
export async function type(page, text) {
  const { editor } = partsOf(page);
  await editor.focus();
  await page.keyboard.press("Control+A");
  if (text === "") await page.keyboard.press("Delete");
  else await page.keyboard.insertText(text);
}

/** Makes a person the current one by name. */
export async function choosePerson(page, name) {
  const { person } = partsOf(page);
  await person.click();
  await person.fill(name);
  await page.keyboard.press("Enter");
  await waitForText(page.locator(".am-for"), name);
}

/** Puts an attribute of the current person in one of the four states. */
export async function setState(page, attribute, state) {
  await page.getByRole("button", { name: `State of ${attribute}` }).click();
  await page.getByRole("menuitemradio", { name: state, exact: true }).click();
}

/** Waits until a locator's text has, or matches, `expected`. */
export async function waitForText(locator, expected) {
  const matches = (text) =>
    expected instanceof RegExp ? expected.test(text) : text.includes(expected);
  let text = "";
  for (const start = Date.now(); Date.now() - start < 20_000; ) {
    text = (await locator.first().innerText().catch(() => "")) ?? "";
    if (matches(text)) return;
    await locator.page().evaluate(() => new Promise((done) => requestAnimationFrame(done)));
  }
  assert.fail(`waited for ${expected}, saw ${JSON.stringify(text)}`);
}

/** Waits until the result has this state and, if given, this text. */
export async function waitForResult(page, state, text = undefined) {
  await page.locator(`[data-testid=result][data-state=${state}]`).waitFor();
  if (text !== undefined) await waitForText(page.getByTestId("result-value"), text);
}
