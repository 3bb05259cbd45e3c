// Items 16 and 29 of the checklist: files of every encoding, where columns go, parts of workspaces.

import assert from "node:assert/strict";
import { Buffer } from "node:buffer";

import { assertAccessible, open, pageTest, url } from "./harness.mjs";
import { partsOf, textOf, type, waitForResult, waitForText } from "./handles.mjs";

async function openImport(page, text = undefined) {
  await page.getByRole("button", { name: "Import", exact: true }).click();
  const field = page.getByRole("textbox", { name: "Paste data" });
  await field.waitFor();
  if (text !== undefined) await field.fill(text);
  return page.getByRole("dialog");
}

const choose = (page, name, buffer) =>
  page.locator("input[type=file]").setInputFiles({ name, mimeType: "text/csv", buffer });

/** Drops a file of these bytes on what a selector finds. */
const drop = (page, selector, bytes) =>
  page.locator(selector).first().evaluate((target, content) => {
    const data = new DataTransfer();
    data.items.add(new File([Uint8Array.from(content)], "people.csv"));
    const event = (type) =>
      target.dispatchEvent(new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true, composed: true }));
    return [event("dragover"), event("drop")];
  }, [...bytes]);

pageTest("16: a file is dropped anywhere, and undo takes its people away", async ({ page }) => {
  await open(page);
  const taken = await drop(page, "[role=grid]", Buffer.from("firstName,extensionNumber\nZoë,301\n"));
  assert.deepEqual(taken, [false, false], "the browser does not leave for the file");
  await waitForText(page.getByTestId("import-preview"), "Zoë");
  await drop(page, "dialog", Buffer.from("firstName,extensionNumber\nBo,302\nCy,303\n"));
  await waitForText(page.getByTestId("import-report"), "2 read, 0 skipped");
  await assertAccessible(page);
  await page.getByRole("button", { name: "Add people" }).click();
  const { count, undo } = partsOf(page);
  await waitForText(count, /^11 people$/);
  await undo.click();
  await waitForText(count, /^9 people$/);
  await openImport(page);
  assert.equal(await page.getByRole("textbox", { name: "Paste data" }).inputValue(), "");
});

pageTest("16: UTF-8, UTF-16 and Windows-1252 are read, and a guess is told", async ({ page }) => {
  await open(page);
  await openImport(page);
  const text = "firstName,lastName\nZoë,Žák\n";
  const preview = page.getByTestId("import-preview");
  const note = page.getByTestId("import-encoding");
  const little = Buffer.from(`\ufeff${text}`, "utf16le");
  await choose(page, "little.csv", little);
  await waitForText(preview, /Zoë\s+Žák/);
  await waitForText(note, "UTF-16");
  await choose(page, "eight.csv", Buffer.from(`\ufeff${text.replace("Zoë", "Chloë")}`));
  await waitForText(preview, /Chloë\s+Žák/);
  await note.waitFor({ state: "detached" });
  await choose(page, "big.csv", Buffer.from(little).swap16());
  await waitForText(preview, /Zoë\s+Žák/);
  await choose(page, "old.csv", Buffer.from(text.replaceAll("ë", "\u00eb").replace("Ž", "\u008e").replace("á", "\u00e1"), "latin1"));
  await waitForText(note, "Windows-1252, which is a guess");
  await waitForText(preview, /Zoë\s+Žák/);
});

pageTest("16: columns go where they are sent, and one of them names the person", async ({ page }) => {
  await open(page);
  const dialog = await openImport(page, "First name;user.email;Badge;Noise\nAda;ada@example.com;007;x\nBo;;008;y");
  const columns = page.getByTestId("import-columns");
  const root = (name) => columns.getByRole("textbox", { name: `Root of ${name}` });
  const attribute = (name) => columns.getByRole("textbox", { name: `Attribute of ${name}` });
  assert.equal(await attribute("First name").inputValue(), "firstName", "spelled as the schema does");
  assert.deepEqual([await root("user.email").inputValue(), await attribute("user.email").inputValue()], ["user", "email"]);
  await root("Badge").fill("user");
  await attribute("Badge").fill("badgeNumber");
  await columns.getByRole("checkbox", { name: "Take Noise" }).uncheck();
  await dialog.getByRole("combobox", { name: "Column that names the person" }).selectOption("Badge");
  const preview = page.getByTestId("import-preview");
  await waitForText(preview, /appuser\.firstName\s+user\.email\s+user\.badgeNumber/);
  assert.ok(!(await preview.innerText()).includes("Noise"));
  await waitForText(preview, /007\s+Ada\s+ada@example\.com\s+007/);
  await assertAccessible(page);
  await page.getByRole("button", { name: "Replace people" }).click();
  await type(page, "appuser.firstName");
  await waitForResult(page, "value", "Ada");
  await waitForText(partsOf(page).grid, "008");
  await openImport(page, "a,b\n1,2");
  assert.equal(await attribute("a").inputValue(), "a", "another table begins anew");
});

pageTest("16: every bad row is listed with its line, and where the list ends it says so", async ({ page }) => {
  await open(page);
  const rows = Array.from({ length: 700 }, (_, at) => (at % 7 === 0 ? `p${at},b` : `only${at}`));
  await openImport(page, `firstName,lastName\n${rows.join("\n")}`);
  await waitForText(page.getByTestId("import-report"), "100 read, 600 skipped");
  const list = page.getByTestId("import-skipped");
  assert.equal(await list.getByRole("listitem").count(), 500);
  assert.equal(await list.getByRole("listitem").first().innerText(), "line 3: 1 field where the header has 2");
  await waitForText(page.getByRole("group", { name: "What was skipped" }), "100 more are not listed.");
  assert.equal(await page.getByTestId("import-preview").getByRole("row").count(), 11, "ten rows below the header");
  assert.equal(await page.getByTestId("import-cut").innerText(), "the first 10 of 100 people");
  await openImportText(page, "a,b,c,d,e,f,g\n1,2,3,4,5,6,7\n");
  await waitForText(page.getByTestId("import-cut"), /^the first 6 of 7 attributes$/);
  await openImportText(page, '[\n{"firstName":"Ada"},\n7,\n{"firstName":"Bo"}\n]');
  await waitForText(list, "line 3: not an object");
});

const openImportText = (page, text) => page.getByRole("textbox", { name: "Paste data" }).fill(text);

pageTest("16: what is too large or too many is refused in clear words", async ({ page }) => {
  await open(page);
  await openImport(page);
  await choose(page, "many.csv", Buffer.from(`a,b\n${"1,2\n".repeat(100_001)}`));
  await waitForText(page.getByTestId("import-refused"), "These are 100,001 people, and at most 100,000 can be read. Nobody was read.");
  assert.equal(await page.getByRole("button", { name: "Add people" }).count(), 0);
  await page.locator("input[type=file]").evaluate((field) => {
    const data = new DataTransfer();
    data.items.add(new File([new Uint8Array(52 * 1024 * 1024)], "large.csv"));
    field.files = data.files;
    field.dispatchEvent(new Event("change", { bubbles: true }));
  });
  await waitForText(page.getByTestId("import-refused"), "This is 52 MB large, and at most 50 MB can be read. Nothing was read.");
  await openImportText(page, "neither this nor that");
  await waitForText(page.getByTestId("import-refused"), "none of the forms");
});

const other = JSON.stringify({
  attrmap: 1,
  name: "other",
  mappings: [{ to: "primaryPhone", expr: '"merged"' }, { to: "nickName", expr: "appuser.firstName" }],
  people: [{ id: "zed", name: "Zed Young", records: { appuser: { firstName: "Zed" } } }],
  checks: [{ person: "zed", to: "nickName", value: "Zed" }],
});

pageTest("29: of a workspace file the ticked parts are taken over", async ({ page }) => {
  await open(page);
  const { count, undo } = partsOf(page);
  const dialog = await openImport(page, other);
  const tick = (name) => dialog.getByRole("checkbox", { name });
  assert.equal(await tick(/^schema/).count(), 0, "what is not there is not offered");
  await tick("1 check").uncheck();
  await tick("1 person").uncheck();
  await assertAccessible(page);
  await page.getByRole("button", { name: "Merge parts" }).click();
  await page.getByRole("option", { name: /^nickName/ }).waitFor();
  await page.getByRole("option", { name: /^login/ }).waitFor();
  assert.equal(await textOf(page), '"merged"');
  await waitForText(count, /^9 people$/);
  await undo.click();
  await page.getByRole("option", { name: /^nickName/ }).waitFor({ state: "detached" });
  await openImport(page, other);
  await page.getByRole("button", { name: "Merge parts" }).click();
  await waitForText(count, /^10 people$/);
  await page.getByRole("tab", { name: /^Checks/ }).click();
  await waitForText(page.getByRole("table", { name: "Checks" }), "Zed Young");
});

pageTest("29: opening a workspace file is undone like everything else", async ({ page }) => {
  await open(page);
  const { count, undo } = partsOf(page);
  await openImport(page, other);
  await page.getByRole("button", { name: "Open workspace" }).click();
  await waitForText(count, /^1 person$/);
  await undo.click();
  await waitForText(count, /^9 people$/);
});

pageTest("28: a workspace of a newer version is looked at only, and what was ignored is said", async ({ page }) => {
  await open(page);
  await type(page, "appuser.lastName");
  await openImport(page, JSON.stringify({ ...JSON.parse(other), attrmap: 7, themes: [1], checks: { moved: true } }));
  await page.getByRole("button", { name: "Open read-only" }).click();
  await waitForText(page.getByTestId("read-only"), "newer version: it can only be looked at, and these parts of it were ignored: checks, themes.");
  await waitForText(partsOf(page).count, /^1 person$/);
  assert.equal(await page.getByRole("button", { name: "Import", exact: true }).count(), 0);
  await assertAccessible(page);
  await page.getByRole("button", { name: "Back to my draft" }).click();
  await waitForText(partsOf(page).count, /^9 people$/);
  await page.getByRole("button", { name: "Import", exact: true }).waitFor();
});

for (const [name, answer, words] of [
  ["has a wrong type", { contentType: "text/plain", body: "x" }, "application/wasm"],
  ["is damaged", { contentType: "application/wasm", body: "x" }, "damaged or blocked"],
]) {
  pageTest(`43: where the program ${name} the page says so and leads to the single file`, async ({ page }) => {
    await page.route("**/playground_bg.wasm", (route) => route.fulfill(answer));
    await page.goto(url);
    const notice = page.locator("#am-boot");
    await waitForText(notice, words);
    const link = notice.getByRole("link", { name: "Download the single-file edition" });
    assert.equal((await page.request.get(await link.evaluate((a) => a.href))).status(), 200);
    await assertAccessible(page);
  });
}
