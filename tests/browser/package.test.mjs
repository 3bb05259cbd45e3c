// Item 38 of the acceptance checklist in a browser: the package in a page and in a worker.

import assert from "node:assert/strict";

import { pageTest, url } from "./harness.mjs";

/** The lines of a list, once there are as many as expected. */
async function linesOf(page, list, count) {
  const lines = page.locator(`${list} li`);
  await page.waitForFunction(([list, count]) => document.querySelectorAll(`${list} li`).length === count, [list, count]);
  return lines.allInnerTexts();
}

pageTest("38: the package checks in a page and evaluates in a worker, under a strict policy", async ({ page }) => {
  await page.goto(new URL("embed/package.html", url).href);
  assert.deepEqual(await linesOf(page, "ol", 3), [
    "value +15550100123#101",
    "value #102",
    "value +15550100125#null",
  ]);
  const [problem] = await linesOf(page, "ul", 1);
  assert.match(problem, /^W\d{4}: /);
});

pageTest("38: a wrong text is an answer with problems, not an exception", async ({ page }) => {
  await page.goto(new URL("embed/package.html", url).href);
  await linesOf(page, "ol", 3);
  await page.getByRole("textbox", { name: "Expression" }).fill("appuser.directNumber = null");
  const [problem] = await linesOf(page, "ul", 1);
  assert.match(problem, /^E0134: /);
  assert.deepEqual(await linesOf(page, "ol", 0), []);
});

pageTest("38: misuse throws a TypeError with a message", async ({ page }) => {
  await page.goto(new URL("embed/package.html", url).href);
  await linesOf(page, "ol", 3);
  const thrown = await page.evaluate(async (address) => {
    const { check } = await import(address);
    try {
      check(7);
      return "nothing";
    } catch (error) {
      return `${error instanceof TypeError} ${error.message}`;
    }
  }, new URL("pkg/attrmap.js", url).href);
  assert.match(thrown, /^true .+/);
});
