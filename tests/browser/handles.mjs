// The stable names of the page, once: roles first, test ids where no role fits.

import assert from "node:assert/strict";
import { isDeepStrictEqual } from "node:util";

import { open } from "./harness.mjs";

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

/** The two editors, which must do the same. */
export const editors = ["rich", "plain"];

/** Opens the page with one of the editors chosen before. */
export async function openIn(page, kind, path = "") {
  if (kind === "plain") await page.addInitScript(() => localStorage.setItem("attrmap.editor", "plain"));
  await open(page, path);
  await page.locator(`[data-editor=${kind}]`).waitFor();
}

/** The text in the editor, whichever it is. */
export function textOf(page) {
  return partsOf(page).editor.evaluate((field) => {
    if (field.value !== undefined) return field.value;
    const lines = [...field.querySelectorAll(".cm-line")].map((line) => {
      const copy = line.cloneNode(true);
      for (const label of copy.querySelectorAll(".am-inline-value")) label.remove();
      return copy.textContent;
    });
    return lines.join("\n");
  });
}

/** Where the selection starts and ends, in a text of one line. */
export function selectionOf(page) {
  return partsOf(page).editor.evaluate((field) => {
    if (field.value !== undefined) return [field.selectionStart, field.selectionEnd];
    // What is selected there is the browser's selection only while it has the focus.
    if (field.getRootNode().activeElement !== field) field.focus();
    const { anchorNode, anchorOffset, focusNode, focusOffset } = field.getRootNode().getSelection();
    const place = (node, offset) => {
      const range = new Range();
      range.setStart(field, 0);
      range.setEnd(node, offset);
      return range.toString().length;
    };
    return [place(anchorNode, anchorOffset), place(focusNode, focusOffset)].sort((one, other) => one - other);
  });
}

/** The selected text, once there is one. */
export async function selectedText(page) {
  for (const start = Date.now(); Date.now() - start < 20_000; ) {
    const [from, to] = await selectionOf(page);
    if (from < to) return (await textOf(page)).slice(from, to);
  }
  return "";
}

/** Waits until exactly this is selected in the editor. */
export async function waitForSelection(page, text) {
  let selected = "";
  for (const start = Date.now(); Date.now() - start < 20_000; ) {
    const [from, to] = await selectionOf(page);
    selected = (await textOf(page)).slice(from, to);
    if (selected === text) return;
  }
  assert.fail(`waited for ${text} to be selected, saw ${selected}`);
}

/** Presses Tab until something of this name has the focus. */
export async function tabTo(page, name) {
  const passed = [];
  for (let presses = 0; presses < 100; presses += 1) {
    const focused = await focusedName(page);
    if (focused.startsWith(name)) return;
    passed.push(focused);
    await page.keyboard.press("Tab");
  }
  assert.fail(`no ${name} among ${passed.join(" | ")}`);
}

/** The name of what has the keyboard focus, also inside the editor. */
export function focusedName(page) {
  return page.evaluate(() => {
    let element = document.activeElement;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    const label = element?.getAttribute("aria-label") ?? element?.labels?.[0]?.textContent;
    return (label ?? element?.textContent ?? "").trim();
  });
}

/** Puts the caret behind `before` characters of a text of one line. */
export async function placeCaret(page, before) {
  await partsOf(page).editor.focus();
  await page.keyboard.press("Control+Home");
  for (let at = 0; at < before; at += 1) await page.keyboard.press("ArrowRight");
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

/** Waits until `read` gives what is expected, as `assert.deepEqual` compares it. */
export async function waitForValue(page, read, expected) {
  let value;
  for (const start = Date.now(); Date.now() - start < 20_000; ) {
    value = await read();
    if (isDeepStrictEqual(value, expected)) return;
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(done)));
  }
  assert.deepEqual(value, expected);
}

/** Waits until the result has this state and, if given, this text. */
export async function waitForResult(page, state, text = undefined) {
  await page.locator(`[data-testid=result][data-state=${state}]`).waitFor();
  if (text !== undefined) await waitForText(page.getByTestId("result-value"), text);
}

/** Opens the palette, searches and chooses the first entry. */
export async function command(page, search) {
  await page.keyboard.press("Control+k");
  const field = page.getByRole("combobox", { name: /^Search commands/ });
  await field.waitFor();
  await page.keyboard.type(search);
  await waitForText(page.locator("#am-commands [role=option]").first(), new RegExp(search, "i"));
  await page.keyboard.press("Enter");
  await field.waitFor({ state: "detached" });
}
