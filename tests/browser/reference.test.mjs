// The reference: pages without scripts whose examples open in the playground.

import assert from "node:assert/strict";

import { textOf } from "./handles.mjs";
import { assertAccessible, pageTest, screenshot, sizes, url } from "./harness.mjs";

const pages = ["index", "functions/String.substringBefore", "diagnostics/E0111"];

for (const name of pages) {
  for (const colorScheme of ["light", "dark"]) {
    pageTest(
      `axe finds nothing on reference/${name}, ${colorScheme}`,
      async ({ page }) => {
        await page.goto(new URL(`reference/${name}.html`, url).href);
        await assertAccessible(page);
        await screenshot(page, `reference/${name}-${colorScheme}`);
      },
      { colorScheme },
    );
  }
}

pageTest(
  "no page of the reference is wider than a phone",
  async ({ page }) => {
    for (const name of pages) {
      await page.goto(new URL(`reference/${name}.html`, url).href);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      assert.ok(wide <= sizes.phone.width, `${name}: ${wide}`);
    }
  },
  { viewport: sizes.phone },
);

pageTest("index, page and example lead to the playground", async ({ page }) => {
  await page.goto(new URL("reference/", url).href);
  await page.getByRole("link", { name: "String.substringBefore", exact: true }).first().click();
  await page.getByRole("heading", { level: 1, name: "String.substringBefore" }).waitFor();
  await page.getByRole("link", { name: /^String\.substringBefore\(/ }).first().click();
  await page.locator("html[data-ready=true]").waitFor({ state: "attached" });
  assert.match(await textOf(page), /^String\.substringBefore\(/);
});

for (const name of [
  "functions/String.substringBefore",
  "functions/text.parseStringTime",
  "functions/isMemberOfGroupName",
  "diagnostics/E0114",
  "diagnostics/E0402",
]) {
  pageTest(`the examples of reference/${name} open as they are written`, async ({ page }) => {
    const home = new URL(`reference/${name}.html`, url).href;
    await page.goto(home);
    const examples = page.locator('a[href*="#am1.j"]');
    const count = await examples.count();
    assert.ok(count > 0, "no example leads to the playground");
    for (let at = 0; at < count; at += 1) {
      await page.goto(home);
      const example = examples.nth(at);
      const written = (await example.textContent()).trim();
      const link = await example.getAttribute("href");
      const { dialect, context, mappings } = workspaceOf(link);
      await example.click();
      await page.locator("html[data-ready=true]").waitFor({ state: "attached" });
      assert.equal(await textOf(page), mappings[0].expr);
      assert.ok(written.includes(mappings[0].expr), `${written} opens ${mappings[0].expr}`);
      assert.equal(await page.getByLabel("Context").inputValue(), context);
      assert.equal(await page.getByLabel("Dialect").inputValue(), dialect);
    }
  });
}

/** The workspace inside a link. */
function workspaceOf(link) {
  return JSON.parse(Buffer.from(link.split("#am1.j")[1], "base64url"));
}
