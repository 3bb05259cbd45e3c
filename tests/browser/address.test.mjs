// Items 6 and 13 of the design: links that come while the page is open, and drafts that go with it.

import assert from "node:assert/strict";
import { deflateRawSync } from "node:zlib";

import { open, pageTest } from "./harness.mjs";
import { partsOf, textOf, type, vendorRule, waitForResult, waitForText, waitForValue } from "./handles.mjs";

/** The fragment of a link to a workspace. */
const fragment = (workspace) =>
  `#am1.d${deflateRawSync(JSON.stringify({ attrmap: 1, ...workspace })).toString("base64url")}`;

const other = { name: "other", mappings: [{ to: "note", expr: '"from the link"' }], people: [{ id: "1", name: "Ann", records: {} }] };

/** Puts a link in the address bar of the open page. */
const follow = (page, hash) => page.evaluate((hash) => (location.hash = hash), hash);

pageTest("13: a link pasted into the address of the open page opens, and the draft is still there", async ({ page }) => {
  await open(page);
  await type(page, '"my draft"');
  await waitForResult(page, "value", "my draft");
  await follow(page, fragment(other));
  await waitForResult(page, "value", "from the link");
  await page.getByText("This is a shared copy.").waitFor();
  await type(page, '"from the link, changed"');
  await page.getByRole("button", { name: "Back to my draft" }).click();
  await waitForResult(page, "value", "my draft");
});

pageTest("13: a link that cannot be read says so in the open page and changes nothing", async ({ page }) => {
  await open(page);
  await follow(page, "#am1.dxxxx");
  await waitForText(page.getByRole("alert"), /cannot be read/);
  assert.equal(await textOf(page), vendorRule);
  // After a shared copy it is the own draft that stands there, which the copy must not become.
  await follow(page, fragment(other));
  await waitForResult(page, "value", "from the link");
  await follow(page, "#am9.dxxxx");
  await waitForText(page.getByRole("alert"), /newer version/);
  assert.equal(await textOf(page), vendorRule);
});

pageTest("13: the address is written when a link is copied, in the place of what was there", async ({ page }) => {
  await open(page);
  const entries = await page.evaluate(() => history.length);
  await type(page, '"shared"');
  await page.getByRole("button", { name: "Share", exact: true }).click();
  assert.equal(await page.evaluate(() => location.hash), "");
  const link = await page.getByRole("textbox", { name: "Link" }).inputValue();
  await page.getByRole("button", { name: "Copy link" }).click();
  await waitForValue(page, () => page.evaluate(() => [location.href, history.length]), [link, entries]);
});

pageTest("6: what was typed last is kept when the page is left at once", async ({ page }) => {
  await open(page);
  await type(page, '"typed last"');
  await page.reload();
  await page.locator("html[data-ready=true]").waitFor({ state: "attached" });
  assert.equal(await textOf(page), '"typed last"');
});

pageTest("28: a link made to be slow is refused at once", async ({ page }) => {
  await open(page);
  const many = (count, make) => Array.from({ length: count }, (_, at) => make(at));
  const slow = [
    { mappings: many(20_000, (at) => ({ to: `a${at}`, expr: '"x"' })) },
    { ...other, people: [{ id: "1", name: "A", records: { appuser: { x: many(100_000, () => "v") } } }] },
    { ...other, people: [{ id: "1", name: "A", records: Object.fromEntries(many(20_000, (at) => [`r${at}`, { x: "x" }])) }] },
    { ...other, people: [{ id: "1", name: "A", records: { appuser: { x: "v".repeat(3e6) } } }] },
    { mappings: [{ to: "a", expr: "= ".repeat(5e5) }] },
    { priority: Object.fromEntries([["a", many(20_000, (at) => `s${at}`)]]) },
  ];
  for (const workspace of slow) {
    await follow(page, fragment(workspace));
    await waitForText(page.getByRole("alert"), /too large/);
    assert.equal(await textOf(page), vendorRule);
    await page.getByRole("button", { name: "Close" }).click();
  }
});

pageTest("7: Caps Lock does not make undo of redo", async ({ page }) => {
  await open(page);
  await type(page, '"abc"');
  await page.keyboard.press("Control+z");
  // With Caps Lock, Shift makes a small letter.
  await page.keyboard.press("Control+Shift+z");
  assert.equal(await textOf(page), '"abc"');
  await page.getByRole("button", { name: "Next person" }).focus();
  await page.keyboard.press("Control+Z");
  assert.equal(await textOf(page), vendorRule);
});

pageTest("17: mappings are named by their target, the panels below by their tab", async ({ page }) => {
  await open(page);
  const { mappings } = partsOf(page);
  assert.equal(await mappings.getByRole("option", { name: "primaryPhone", exact: true }).count(), 1);
  for (const name of ["People", "Checks", "Diff", "Problems", "History"]) {
    await page.getByRole("tab", { name: new RegExp(`^${name}`) }).click();
    await page.getByRole("region", { name, exact: true }).waitFor();
  }
  await page.getByRole("tab", { name: /^People/ }).click();
  for (const chip of ["Errors 0", "Warnings 2", "Null 0", "Empty 0", "Changed 0", "Duplicates 2", "Checks failed 1"]) {
    await page.getByRole("button", { name: chip, exact: true }).waitFor();
  }
  await type(page, "{}");
  await waitForResult(page, "value", "⟨empty list⟩");
});
