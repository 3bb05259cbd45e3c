// The page as a whole: it starts, nobody complains, everybody can use it.

import assert from "node:assert/strict";

import { assertAccessible, open, pageTest, sizes } from "./harness.mjs";

pageTest("the page starts and names itself", async ({ page }) => {
  await open(page);
  assert.equal(await page.title(), "attrmap playground");
  assert.equal(await page.getByRole("heading", { level: 1 }).count(), 1);
});

for (const colorScheme of ["light", "dark"]) {
  for (const [size, viewport] of Object.entries(sizes)) {
    const name = `axe finds nothing on the first screen, ${size} and ${colorScheme}`;
    const work = async ({ page }) => {
      await open(page);
      await assertAccessible(page);
    };
    pageTest(name, work, { colorScheme, viewport });
  }
}
