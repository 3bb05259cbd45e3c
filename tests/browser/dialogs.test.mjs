// Import, export, share, help and privacy: items 12, 16, 26 to 29, 31 and 34 of the checklist.

import assert from "node:assert/strict";

import { waitUntilFresh } from "./crowd.mjs";
import { assertAccessible, open, pageTest, withPage } from "./harness.mjs";
import { partsOf, textOf, type, waitForResult, waitForText, waitForValue } from "./handles.mjs";

const fixtures = [
  ["JSON", '[{"firstName":"Ada","lastName":"One"},{"firstName":"Bo"},7]', 2, 1],
  ["JSON records", '[{"appuser":{"firstName":"Ada"},"user":{"login":"a"}}]', 1, 0],
  ["JSON lines", '{"firstName":"Ada"}\n{"firstName":"Bo"}\n{oops', 2, 1],
  ["Okta users API", '[{"id":"00u1","status":"ACTIVE","profile":{"firstName":"Ada"}}]', 1, 0],
  ["Okta app users API", '[{"scope":"USER","credentials":{"userName":"ada"},"profile":{}}]', 1, 0],
  ["Okta mappings API", '{"properties":{"email":{"expression":"appuser.email","pushStatus":"PUSH"}}}', 1, 0],
  ["SCIM", '{"Resources":[{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"name":{"givenName":"Ada"}}]}', 1, 0],
  ["CSV", 'firstName;note\nAda;""\nBo\nCy;x', 2, 1],
  ["TSV", "firstName\tlastName\nAda\tOne", 1, 0],
  ["LDIF", "dn: cn=Ada,dc=example\ncn: Ada\nmail: a\nmail: b\n\noops", 1, 1],
  ["Terraform", 'resource "okta_profile_mapping" "x" {\n  mappings {\n    id = "email"\n    expression = "appuser.email"\n  }\n}', 1, 0],
  ["attrmap workspace", '{"attrmap":1,"name":"w","people":[{"id":"1","name":"Ada"}]}', 1, 0],
];

pageTest("16: every form of import is recognized, and a bad row is reported", async ({ page }) => {
  await open(page);
  await page.getByRole("button", { name: "Import" }).click();
  const field = page.getByRole("textbox", { name: "Paste data" });
  for (const [kind, text, read, skipped] of fixtures) {
    await field.fill(text);
    await waitForText(page.getByTestId("import-kind"), kind);
    await waitForText(page.getByTestId("import-report"), `${read} read, ${skipped} skipped`);
  }
});

pageTest("16: imported people join the others, and undo takes them away", async ({ page }) => {
  await open(page);
  await page.keyboard.press("Control+o");
  await page.getByRole("textbox", { name: "Paste data" }).fill("firstName,extensionNumber\nAda,201\nBo,202");
  await page.getByRole("button", { name: "Add people" }).click();
  const { count, undo } = partsOf(page);
  await waitForText(count, /^11 people$/);
  await waitForText(page.getByTestId("live"), "2 imported");
  await undo.click();
  await waitForText(count, /^9 people$/);
});

pageTest("12: large whole numbers keep every digit", async ({ page }) => {
  await open(page);
  await page.getByRole("button", { name: "Import" }).click();
  await page.getByRole("textbox", { name: "Paste data" })
    .fill('[{"firstName":"Ada","stamp":133520736000000000,"odd":9007199254740993}]');
  await page.getByRole("button", { name: "Replace people" }).click();
  await type(page, "appuser.stamp");
  await waitForResult(page, "value", "133520736000000000");
  await type(page, "appuser.odd");
  await waitForResult(page, "value", "9007199254740993");
  await page.getByRole("textbox", { name: "odd" }).fill("9007199254740995");
  await waitForResult(page, "value", "9007199254740995");
  await page.getByRole("button", { name: "Export" }).click();
  await page.getByRole("combobox", { name: "Form" }).selectOption("Whole workspace (JSON)");
  const text = await page.getByTestId("export-text").inputValue();
  assert.match(text, /9007199254740995/);
  assert.match(text, /133520736000000000/);
});

pageTest("26 and 27: people are in a link only when ticked, and everything survives", async ({ page, context }) => {
  await open(page);
  await type(page, 'appuser.firstName + "王😀\'%+"');
  await page.getByRole("button", { name: "Share" }).click();
  const link = page.getByRole("textbox", { name: "Link" });
  const without = await link.inputValue();
  await waitForText(page.getByTestId("share-people-count"), "nobody");
  await page.getByRole("checkbox", { name: "people", exact: true }).check();
  await waitForText(page.getByTestId("share-people-count"), "9 people");
  const all = await link.inputValue();
  await page.getByRole("checkbox", { name: "redact people" }).check();
  const redacted = await link.inputValue();
  assert.ok(new Set([without, all, redacted]).size === 3);
  await page.goto("about:blank");
  const follow = async (address) => {
    const other = await context.newPage();
    await open(other, new URL(address).hash);
    return other;
  };
  const second = await follow(all);
  assert.equal(await textOf(second), 'appuser.firstName + "王😀\'%+"');
  await waitForText(second.getByTestId("result-value"), "Farah王😀'%+");
  await second.getByRole("button", { name: "Share" }).click();
  await second.getByRole("checkbox", { name: "people", exact: true }).check();
  assert.equal(await second.getByRole("textbox", { name: "Link" }).inputValue(), all);
  const third = await follow(without);
  assert.equal(await third.getByTestId("grid-count").innerText(), "0 people");
  const fourth = await follow(redacted);
  assert.ok(!(await fourth.locator("body").innerText()).includes("Farah"));
  await waitForText(fourth.getByTestId("grid-count"), "9 people");
});

pageTest("28: a link that nobody could open is not made, and the reason is said", async ({ page }) => {
  await open(page);
  await page.getByRole("button", { name: "Import", exact: true }).click();
  const roles = Array.from({ length: 1001 }, (_, at) => `r${at}`);
  await page.getByRole("textbox", { name: "Paste data" }).fill(JSON.stringify([{ firstName: "Ada", roles }]));
  await page.getByRole("button", { name: "Add people" }).click();
  await waitForText(page.getByTestId("grid-count"), "10 people");
  await page.getByRole("button", { name: "Share", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "Share" });
  const refused = dialog.getByRole("alert");
  const [copyLink, copyMarkdown] = ["Copy link", "Copy as Markdown"].map((name) => dialog.getByRole("button", { name }));
  const people = dialog.getByRole("checkbox", { name: "people", exact: true });
  assert.ok(await copyLink.isEnabled());
  await people.check();
  await waitForText(refused, "“roles” has more than 1,000 entries. Export a workspace file instead.");
  assert.ok((await copyLink.isDisabled()) && (await copyMarkdown.isDisabled()));
  assert.equal(await dialog.getByRole("textbox", { name: "Link" }).inputValue(), "");
  await assertAccessible(page);
  await people.uncheck();
  await refused.waitFor({ state: "detached" });
  assert.ok((await copyLink.isEnabled()) && (await copyMarkdown.isEnabled()));
  await page.keyboard.press("Escape");
  await type(page, `"${"word ".repeat(20_001)}"`);
  await page.getByRole("button", { name: "Share", exact: true }).click();
  await waitForText(refused, /the text “.{30}…” takes more than 100,000 bytes/);
  await dialog.getByRole("button", { name: "Export" }).click();
  await page.getByRole("dialog", { name: "Export" }).waitFor();
});

/** The link to everything that is open, people included. */
async function linkToAll(page) {
  await page.getByRole("button", { name: "Share", exact: true }).click();
  await page.getByRole("checkbox", { name: "people", exact: true }).check();
  await waitForText(page.getByTestId("share-people-count"), "people");
  const link = await page.getByRole("textbox", { name: "Link" }).inputValue();
  await page.keyboard.press("Escape");
  return link;
}

for (const path of ["", "?scenario=groups", "?scenario=names", "?scenario=tokens"]) {
  pageTest(`26: a link takes ${path || "the first screen"} to a fresh profile, where it is the same link`, async ({ page }) => {
    const grid = (page) => partsOf(page).grid.innerText();
    await open(page, path);
    await waitUntilFresh(page);
    const [link, shown] = [await linkToAll(page), await grid(page)];
    await withPage("a fresh profile", async ({ page }) => {
      await open(page, new URL(link).hash);
      await waitForValue(page, () => grid(page), shown);
      assert.equal(await linkToAll(page), link);
    });
  });
}

pageTest("28: links that cannot be read leave a message and the page", async ({ page }) => {
  const bad = [
    "am1.", "am1.d", "am1.dAAAA", "am1.j", "am1.jAAAA", "am1.x", "am2.dAAAA", "am99.", "am1.d!!!!", "am1.jW10",
    `am1.d${"A".repeat(300_000)}`, "am1.j%00", "am1.jeyJhdHRybWFwIjo5fQ", "am1.jeyJhdHRybWFwIjoxLCJwZW9wbGUiOjN9",
    "am1.d..", "am1.jbnVsbA", "am1.jMQ", "am.d", "am1.jeyJhdHRybWFwIjotMX0", "am1.d<script>alert(1)</script>",
  ];
  for (const fragment of bad) {
    await page.goto("about:blank");
    await open(page, `#${fragment}`);
    await page.getByTestId("link-problem").waitFor();
    await waitForResult(page, "value", "+15550100125#null");
  }
});

pageTest("29: results are safe for spreadsheets where ticked, and only of those shown where asked", async ({ page }) => {
  await open(page);
  await partsOf(page).filter.fill("Dana");
  await waitForText(partsOf(page).count, "1 of 9 people");
  await page.getByRole("button", { name: "Export", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "Export" });
  const text = () => page.getByTestId("export-text").inputValue();
  const form = dialog.getByRole("combobox", { name: "Form" });
  const safe = dialog.getByRole("checkbox", { name: /^formula-safe/ });
  await form.selectOption("Results, CSV for a spreadsheet");
  assert.ok(await safe.isChecked());
  assert.match(await text(), /,'\+15550100123#101/);
  await safe.uncheck();
  assert.match(await text(), /,\+15550100123#101/);
  await form.selectOption("Results, exact CSV");
  assert.ok(!(await safe.isChecked()));
  assert.match(await text(), /,\+15550100123#101/);
  await safe.check();
  assert.match(await text(), /,'\+15550100123#101/);
  await waitForText(page.getByTestId("export-people"), "9 people");
  const shown = dialog.getByRole("checkbox", { name: "only the people whom the filter shows" });
  await shown.check();
  await waitForText(page.getByTestId("export-people"), "1 person");
  assert.equal((await text()).trimEnd().split("\n").length, 2);
  await form.selectOption("Whole workspace (JSON)");
  assert.equal(JSON.parse(await text()).people.length, 1);
  await form.selectOption("Expression only");
  assert.equal(await shown.count(), 0);
  await assertAccessible(page);
});

pageTest("29: the export says which expressions have errors", async ({ page }) => {
  await open(page);
  await type(page, "appuser.firstName +");
  await page.getByRole("button", { name: "Export", exact: true }).click();
  await waitForText(page.getByTestId("export-errors"), "The current expression has an error");
  await page.keyboard.press("Escape");
  await page.getByRole("option", { name: /^login/ }).click();
  await page.getByRole("button", { name: "Export", exact: true }).click();
  assert.equal(await page.getByTestId("export-errors").count(), 0);
  await page.getByRole("combobox", { name: "Form" }).selectOption("Terraform");
  await waitForText(page.getByTestId("export-errors"), "primaryPhone");
});

pageTest("31: the policy is as written, the network is locked, and Test it shows it", async ({ page }) => {
  await open(page);
  const policies = await page.evaluate(() =>
    [...document.querySelectorAll("meta[http-equiv=Content-Security-Policy]")].map((meta) => meta.content));
  assert.match(policies[0], /^default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self';/);
  assert.match(policies[1], /connect-src 'none'/);
  const state = page.getByTestId("net-state");
  assert.equal(await state.getAttribute("data-locked"), "true");
  await state.click();
  await waitForText(page.getByRole("dialog", { name: "Privacy" }), "Everything runs in this page. Expressions, people and results are not sent anywhere.");
  await page.getByRole("button", { name: "Test it" }).click();
  await waitForText(page.getByTestId("privacy-test"), "refused the request");
}, { expected: [/Refused to connect|violates the following Content Security Policy/] });

for (const name of ["Import", "Export", "Share", "Help"]) {
  pageTest(`34: ${name} is left by Escape, and focus returns`, async ({ page }) => {
    await open(page);
    const opener = page.getByRole("button", { name, exact: true });
    await opener.click();
    const dialog = page.getByRole("dialog");
    await dialog.waitFor();
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "detached" });
    await waitForValue(page, () => opener.evaluate((button) => document.activeElement === button), true);
  });
}
