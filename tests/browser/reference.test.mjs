// The reference: pages without scripts whose examples open in the playground.

import assert from "node:assert/strict";

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
  const example = page.getByRole("link", { name: /^String\.substringBefore\(/ }).first();
  const link = await example.getAttribute("href");
  await example.click();
  await page.locator("html[data-ready=true]").waitFor({ state: "attached" });
  const workspace = JSON.parse(Buffer.from(link.split("#am1.j")[1], "base64url"));
  assert.match(workspace.mappings[0].expr, /^String\.substringBefore\(/);
});
