// Photographs every panel and dialog at both layouts, light and dark, for people to look at.

import { test } from "node:test";

import { open, screenshot, sizes, withPage } from "./harness.mjs";
import { views } from "./views.mjs";

for (const [view, show] of Object.entries(views)) {
  for (const colorScheme of ["light", "dark"]) {
    for (const size of ["wide", "narrow"]) {
      const name = `${view}/${size}-${colorScheme}`;
      const work = async ({ page }) => {
        await open(page);
        await show(page);
        await screenshot(page, name);
      };
      test(name, () => withPage(name, work, [], { colorScheme, viewport: sizes[size] }));
    }
  }
}
