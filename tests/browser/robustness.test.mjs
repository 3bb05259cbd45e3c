// Items 29 and 41 of the acceptance checklist: nothing is lost on the way out and in again, and no
// edit, however odd, stops the page.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";

import { open, pageTest } from "./harness.mjs";
import { choosePerson, openIn, partsOf, textOf, type, waitForResult, waitForText } from "./handles.mjs";

const scenarios = ["", "?scenario=groups", "?scenario=names", "?scenario=tokens"];

async function exported(page, form) {
  await page.getByRole("button", { name: "Export", exact: true }).click();
  await page.getByRole("combobox", { name: "Form" }).selectOption(form);
  const text = await page.getByTestId("export-text").inputValue();
  await page.keyboard.press("Escape");
  return text;
}

async function choose(page, item) {
  await page.getByRole("button", { name: /^Workspace:/ }).click();
  await page.getByRole("menuitem", { name: item, exact: true }).click();
}

async function imported(page, text, action) {
  await page.getByRole("button", { name: "Import", exact: true }).click();
  // The browser's own command takes half a minute for one line of 80 kB, in any page.
  await page.getByRole("textbox", { name: "Paste data" }).evaluate((field, value) => {
    field.value = value;
    field.dispatchEvent(new InputEvent("input", { bubbles: true }));
  }, text);
  await page.getByRole("button", { name: action }).click();
  await page.getByRole("dialog").waitFor({ state: "detached" });
}

for (const path of scenarios) {
  pageTest(`29: what is exported comes back the same, ${path || "first screen"}`, async ({ page }) => {
    await open(page, path);
    const workspace = await exported(page, "Whole workspace (JSON)");
    const name = JSON.parse(workspace).name;
    await open(page, path === "" ? "?scenario=groups" : "");
    await imported(page, workspace, "Open workspace");
    await page.getByRole("button", { name: `Workspace: ${name}`, exact: true }).waitFor();
    assert.equal(await exported(page, "Whole workspace (JSON)"), workspace);
    const expressions = (text) => JSON.parse(text).mappings.map(({ to, expr }) => [to, expr]);
    await imported(page, await exported(page, "Mapping set (JSON)"), "Replace mappings");
    assert.deepEqual(expressions(await exported(page, "Whole workspace (JSON)")), expressions(workspace));
  });
}

pageTest("29: Terraform escapes templates and takes them back; spreadsheets get no formulas", async ({ page }) => {
  await open(page);
  const odd = '"${x} %{y} \\"z\\" $${w}\\\\" + appuser.userName';
  await type(page, odd);
  const terraform = await exported(page, "Terraform");
  assert.ok(terraform.includes("$${x} %%{y}"), terraform);
  await imported(page, terraform, "Replace mappings");
  await page.getByRole("option", { name: /primaryPhone/ }).click();
  assert.equal(await textOf(page), odd);
  await type(page, '"=1+1 " + appuser.userName');
  await waitForText(page.getByTestId("result-value"), "=1+1");
  await page.locator("[data-fresh=true]").waitFor();
  assert.match(await exported(page, "Results, CSV for a spreadsheet"), /'=1\+1/);
  assert.doesNotMatch(await exported(page, "Results, exact CSV"), /'=1\+1/);
});

for (const path of scenarios) {
  const scenario = path || "first screen";
  pageTest(`29: mappings come back the same from every form that has them, ${scenario}`, async ({ page }) => {
    await open(page, path);
    await page.getByTestId("apply-create").check();
    const rules = (text) => JSON.parse(text).mappings.map(({ to, expr, apply }) => ({ to, expr, apply }));
    const whole = rules(await exported(page, "Whole workspace (JSON)"));
    assert.ok(new Set(whole.map(({ apply }) => apply)).size === 2);
    const texts = [];
    for (const form of ["Mapping set (JSON)", "Body for the mappings API", "Terraform"]) texts.push(await exported(page, form));
    for (const text of texts) {
      await choose(page, "New");
      await imported(page, text, "Replace mappings");
      assert.deepEqual(rules(await exported(page, "Whole workspace (JSON)")), whole, text);
    }
  });

  pageTest(`29: every form is downloaded as it is shown, ${scenario}`, async ({ page }) => {
    await open(page, path);
    await page.locator("[data-fresh=true]").waitFor();
    await page.getByRole("button", { name: "Export", exact: true }).click();
    const form = page.getByRole("combobox", { name: "Form" });
    const names = [];
    for (const option of await form.locator("option").allInnerTexts()) {
      await form.selectOption(option);
      const download = page.waitForEvent("download");
      await page.getByRole("button", { name: "Download" }).click();
      const file = await download;
      names.push(file.suggestedFilename());
      const shown = await page.getByTestId("export-text").evaluate((field) => field.value);
      // A text field makes one of the two characters that end a line.
      const written = readFileSync(await file.path(), "utf8");
      assert.equal(written.replaceAll("\r\n", "\n"), shown, option);
      assert.ok(written.trim().length > 10, option);
    }
    assert.deepEqual(names, [
      "expression.txt", "mappings.json", "mapping-body.json", "mapping.tf", "results.csv", "results.csv",
      "checks.attrmap.json", "summary.md", "workspace.attrmap.json",
    ]);
  });
}

pageTest("29: results, checks and summary say what the page says, and are read again", async ({ page }) => {
  await open(page);
  const { value, count } = partsOf(page);
  await page.locator("[data-fresh=true]").waitFor();
  const [expression, table, checks, summary] = [
    await exported(page, "Expression only"), await exported(page, "Results, exact CSV"), await exported(page, "Checks (JSON)"),
    await exported(page, "Summary (Markdown)"),
  ];
  assert.equal(expression, await textOf(page));
  const shown = (await value.innerText()).trim();
  assert.ok(summary.includes(`\`\`\`text\n${expression}\n\`\`\``) && summary.includes(`| Farah Khan | \`${shown}\` |`), summary);
  await choose(page, "New");
  await imported(page, checks, "Open workspace");
  assert.equal(await exported(page, "Checks (JSON)"), checks);
  assert.ok(JSON.parse(checks).checks.length === 6 && JSON.parse(checks).people === undefined);
  // Results are people for whoever reads them next.
  await imported(page, table, "Replace people");
  await waitForText(count, /^9 people$/);
  await choosePerson(page, "Farah Khan");
  await type(page, "appuser.person + '|' + appuser.primaryPhone");
  await waitForResult(page, "value", `Farah Khan|${shown}`);
});

/** Numbers from 0 up to below 1 that are the same in every run. */
function seeded(seed) {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/**
 * Makes edits in a text field, one a frame; returns what was written when the page stood still for
 * over 50 ms. On a busy machine it stands still for others, too: so these edits are made again, and
 * only those count that never went well.
 */
async function perform(field, edits) {
  const frame = () => new Promise((done) => requestAnimationFrame(done));
  const long = [];
  const observer = new PerformanceObserver((list) => long.push(...list.getEntries()));
  observer.observe({ type: "longtask" });
  /** The tasks of over 50 ms since it was asked last. */
  const freezes = () => [...long.splice(0), ...observer.takeRecords()];
  const write = async (text, caret) => {
    field.value = text;
    field.setSelectionRange(caret, caret);
    field.dispatchEvent(new InputEvent("input", { bubbles: true }));
    await frame();
  };
  const made = [];
  for (const [place, kind, part] of edits) {
    const before = field.value;
    const at = Math.floor(place * (before.length + 1));
    const gone = kind < 0.4 || before.length > 400 ? Math.ceil(kind * 10) : 0;
    const piece = kind < 0.35 ? "" : part;
    const after = before.slice(0, at) + piece + before.slice(Math.min(at + gone, before.length));
    made.push({ start: performance.now(), before, after, at });
    await write(after, at + piece.length);
  }
  await frame();
  await frame();
  const suspects = new Set();
  for (const { startTime, duration } of freezes()) {
    // One that began in it, or the last before, which is painted in it.
    for (const one of made.filter(({ start }) => start <= startTime + duration).slice(-2)) suspects.add(one);
  }
  const always = [];
  for (const { before, after, at } of suspects) {
    let slow = true;
    for (let again = 0; slow && again < 20; again += 1) {
      await write(before, at);
      await frame();
      await frame();
      freezes();
      await write(after, at);
      await frame();
      await frame();
      slow = freezes().length > 0;
    }
    if (slow) always.push(after);
  }
  return always;
}

for (const [seed, path] of scenarios.entries()) {
  pageTest(`41: 1,000 random edits do no harm, ${path || "first screen"}`, async ({ page }) => {
    await openIn(page, "plain", path);
    const { editor } = partsOf(page);
    const before = await textOf(page);
    const random = seeded(seed + 1);
    const parts = ["(", ")", '"', "'", "null", " ? ", " : ", "+", ".", ",", "user.", "String.len(", "{", "}", "[", "]",
      "😀", "王", "\u00a0", "“", " AND ", "==", "=", "!", "1", "99999999999999999999", "\n", "matches", "$", "\\", "\u202e"];
    const edits = Array.from({ length: 1000 }, () => [random(), random(), parts[Math.floor(random() * parts.length)]]);
    const freezes = await editor.evaluate(perform, edits);
    assert.deepEqual(freezes, [], "the page stood still for over 50 ms, each time");
    await type(page, before);
    assert.equal(await textOf(page), before);
    await page.locator("[data-fresh=true]").waitFor();
    await page.locator("[data-testid=result]:not([data-state=error])").waitFor();
  });
}
