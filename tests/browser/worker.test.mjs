// Items 17, 31 and 42 of the acceptance checklist: everybody is evaluated in a worker.

import assert from "node:assert/strict";

import { crowd, replacePeople, waitUntilFresh } from "./crowd.mjs";
import { open, pageTest } from "./harness.mjs";
import { partsOf, type, waitForResult, waitForText } from "./handles.mjs";

/** The measures of a name, oldest first. */
function measures(page, name) {
  return page.evaluate(
    (name) => performance.getEntriesByName(name).map(({ detail, startTime, duration }) => ({ detail, startTime, duration })),
    name,
  );
}

/** The one worker, once it is there. */
async function workerOf(page) {
  return page.workers()[0] ?? (await page.waitForEvent("worker"));
}

/** Ends the worker as a fault in its program would. */
async function crash(page) {
  const worker = await workerOf(page);
  const gone = worker.waitForEvent?.("close") ?? new Promise((done) => worker.once("close", done));
  await worker.evaluate(() => {
    setTimeout(() => {
      throw new Error("killed");
    });
  });
  await gone;
}

pageTest("17: 10,000 people: rows and counts follow, and only the newest is shown", async ({ page }) => {
  await open(page);
  const { filter, grid, count, editor } = partsOf(page);
  await replacePeople(page, crowd(10_000), 10_000);
  assert.equal(await grid.getAttribute("aria-rowcount"), "10001");
  await page.getByRole("button", { name: "Warnings 1,000" }).waitFor();
  const imports = await measures(page, "attrmap:import");
  assert.equal(imports.at(-1).detail, 10_000);

  const before = (await measures(page, "attrmap:eval-all")).length;
  const inputs = await page.evaluate(() => performance.getEntriesByName("attrmap:input").length);
  await type(page, "appuser.userName");
  await editor.focus();
  await page.keyboard.press("End");
  await page.keyboard.type(' + "!"');
  await waitForResult(page, "value", "person0@example.com!");
  await waitUntilFresh(page);
  await waitForText(grid, "person0@example.com!");

  const found = await measures(page, "attrmap:eval-all");
  const generations = found.map(({ detail }) => detail);
  assert.ok(found.length > before);
  assert.ok(generations.every((one, at) => at === 0 || one > generations[at - 1]), `${generations}`);
  const edits = (await page.evaluate(() => performance.getEntriesByName("attrmap:input").length)) - inputs;
  assert.ok(found.length - before <= edits, `${found.length - before} overviews of ${edits} edits`);
  const painted = await page.evaluate(() => performance.getEntriesByName("attrmap:painted").at(-1).startTime);
  const input = await page.evaluate(() => performance.getEntriesByName("attrmap:input").at(-1).startTime);
  assert.ok(painted > input);
  for (const name of ["attrmap:check", "attrmap:eval-one"]) {
    assert.ok((await measures(page, name)).length > 0, name);
  }

  await filter.fill("appuser.extensionNumber == null");
  await waitForText(count, "1,000 of 10,000 people");
  await filter.fill("family9999");
  await waitForText(count, "1 of 10,000 people");
  assert.equal(await grid.getByRole("rowheader").innerText(), "Given8 Family9999");
  await page.getByRole("button", { name: "Clear filter" }).click();
  await waitForText(count, /^10,000 people$/);
});

pageTest("17: generations that were overtaken are never shown", async ({ page }) => {
  await open(page);
  await replacePeople(page, crowd(5_000), 5_000);
  await type(page, "0");
  await waitUntilFresh(page);
  // Every text that a cell of the first row ever has.
  await page.evaluate(() => {
    globalThis.shown = [];
    const look = () => {
      const cell = document.querySelector("#am-cell-0-6")?.textContent;
      if (cell !== undefined && globalThis.shown.at(-1) !== cell) globalThis.shown.push(cell);
    };
    look();
    new MutationObserver(look).observe(document.body, { subtree: true, childList: true, characterData: true });
  });
  for (let digit = 1; digit < 10; digit += 1) await page.keyboard.type(String(digit));
  await waitForResult(page, "value", "123456789");
  await waitUntilFresh(page);
  const shown = (await page.evaluate(() => globalThis.shown)).map(Number);
  assert.equal(shown.at(-1), 123456789);
  assert.ok(shown.every((one, at) => at === 0 || one > shown[at - 1]), `${shown}`);
});

pageTest("31: the worker can not reach the network", async ({ page }) => {
  await open(page);
  const worker = await workerOf(page);
  assert.match(worker.url(), /^blob:/);
  const outcomes = await worker.evaluate(async () => {
    const own = new URL(self.location.href.replace(/^blob:/, "")).origin;
    const tries = [own, "https://example.invalid/"].map((address) => fetch(address).then(() => "answered", () => "refused"));
    return Promise.all(tries);
  });
  assert.deepEqual(outcomes, ["refused", "refused"]);
});

pageTest("42: a worker that crashes is replaced, and nothing is lost", async ({ page }) => {
  await open(page);
  const { filter, count, grid } = partsOf(page);
  await waitUntilFresh(page);
  await crash(page);
  await waitForText(page.getByTestId("restarts"), "restarted once");
  await type(page, 'appuser.firstName + "?"');
  await waitForText(grid, "Farah?");
  await filter.fill("novák");
  await waitForText(count, "1 of 9 people");
  await crash(page);
  await waitForText(page.getByTestId("restarts"), "restarted 2 times");
  await filter.fill("");
  await waitForText(count, /^9 people$/);
  await waitForText(grid, "Hana?");
  assert.equal(await page.getByTestId("paused").count(), 0);
  await page.getByRole("region", { name: "Evaluation" }).getByRole("button", { name: "Close" }).click();
  assert.equal(await page.getByTestId("restarts").count(), 0);
});

pageTest("42: a worker killed while it evaluates 10,000 people, or reads them, is replaced and goes on", async ({ page }) => {
  await open(page);
  const { filter, count, grid } = partsOf(page);
  await replacePeople(page, crowd(10_000), 10_000);
  await type(page, 'appuser.userName + "!"');
  await crash(page);
  await waitForText(page.getByTestId("restarts"), "restarted once");
  await waitUntilFresh(page);
  await waitForText(grid, "person0@example.com!");
  await filter.fill("person9999@example.com!");
  await waitForText(count, "1 of 10,000 people");
  await filter.fill("");
  await page.getByRole("button", { name: "Import", exact: true }).click();
  await page.getByLabel("Choose a file").setInputFiles({ name: "people.csv", mimeType: "text/csv", buffer: Buffer.from(crowd(30_000)) });
  await page.getByTestId("import-progress").waitFor();
  await crash(page);
  const report = page.getByTestId("import-report");
  await waitForText(report, "30,000 read");
  await page.getByRole("button", { name: "Replace people" }).click();
  await waitForText(count, /^30,000 people$/);
  await waitUntilFresh(page);
  await waitForText(grid, "person0@example.com!");
});

pageTest("42: a worker that falls silent is replaced", async ({ page }) => {
  await open(page);
  await waitUntilFresh(page);
  const worker = await workerOf(page);
  await worker.evaluate(() => self.close());
  await type(page, 'appuser.firstName + "!"');
  await waitForResult(page, "value", "Farah!");
  await waitForText(page.getByTestId("restarts"), "restarted once");
  await waitForText(partsOf(page).grid, "Hana!");
});

/** Makes every worker die when it begins an expression with the word deadly in it. */
function sabotage(page) {
  return page.addInitScript(() => {
    const dying = () => {
      const say = self.postMessage.bind(self);
      self.postMessage = (bytes, others) => {
        if (self.isDying) return;
        self.isDying = bytes[0] === 1 && new TextDecoder().decode(bytes).includes("deadly");
        if (self.isDying) setTimeout(() => { throw new Error("killed"); });
        say(bytes, others);
      };
    };
    globalThis.Blob = class extends Blob {
      constructor(parts, options) {
        super(options?.type === "text/javascript" ? [`(${dying})();`, ...parts] : parts, options);
      }
    };
  });
}

pageTest("42: an expression at which the worker dies three times is named and paused until it changes", async ({ page }) => {
  await sabotage(page);
  await open(page);
  const { grid } = partsOf(page);
  await waitUntilFresh(page);
  await type(page, '"deadly " + appuser.firstName');
  await waitForResult(page, "value", "deadly Farah");
  await waitForText(page.getByTestId("paused"), "primaryPhone");
  await waitForText(page.getByTestId("restarts"), "restarted 3 times");
  await waitUntilFresh(page);
  assert.equal(await grid.getByRole("row").count(), 10);
  await waitForText(grid, "farah@example.com");
  await type(page, '"harmless " + appuser.firstName');
  await waitForText(grid, "harmless Hana");
  assert.equal(await page.getByTestId("paused").count(), 0);
});

pageTest("16: a long file is read beside the page, can be cancelled, and its bad rows are named", async ({ page }) => {
  await open(page);
  await page.getByRole("button", { name: "Import" }).click();
  const choose = (csv) =>
    page.getByLabel("Choose a file").setInputFiles({ name: "people.csv", mimeType: "text/csv", buffer: Buffer.from(csv) });
  const report = page.getByTestId("import-report");
  await choose(`${crowd(30_000)}one,field,too,few\n`);
  await page.getByRole("button", { name: "Cancel" }).click();
  await page.getByTestId("import-progress").waitFor({ state: "detached" });
  assert.equal(await report.count(), 0);
  await choose(`${crowd(6_000)}one,field,too,few\n`);
  await waitForText(report, "6,000 read, 1 skipped");
  await waitForText(page.getByRole("dialog", { name: "Import" }), "6,002");
  await page.getByRole("button", { name: "Replace people" }).click();
  await waitForText(page.getByTestId("grid-count"), "6,000 people");
  // What was cancelled is no trouble, and the worker that was ended for it has a successor.
  assert.equal(await page.getByTestId("restarts").count(), 0);
  await waitUntilFresh(page);
  await waitForText(partsOf(page).grid, "person0@example.com");
});

pageTest("42: where no worker can be made the page finds everything out by itself", async ({ page }) => {
  await page.addInitScript(() => {
    globalThis.refusals = 0;
    globalThis.Worker = class {
      constructor() {
        globalThis.refusals += 1;
        throw new DOMException("no worker here", "SecurityError");
      }
    };
  });
  await open(page);
  const { filter, count, grid } = partsOf(page);
  await waitUntilFresh(page);
  assert.ok((await page.evaluate(() => globalThis.refusals)) > 0, "a worker was wished for");
  assert.equal(page.workers().length, 0);
  await waitForResult(page, "value", "+15550100125#null");
  await page.getByRole("button", { name: "Warnings 2" }).waitFor();
  // It counts and filters, more people than are looked at in one go.
  await replacePeople(page, crowd(2_000), 2_000);
  await page.getByRole("button", { name: "Warnings 200" }).waitFor();
  await filter.fill("appuser.extensionNumber == null");
  await waitForText(count, "200 of 2,000 people");
  await filter.fill("family1999");
  await waitForText(count, "1 of 2,000 people");
  await filter.fill("");
  await waitForText(count, /^2,000 people$/);
  // It follows what is typed, keeps checks and compares.
  await page.getByRole("tab", { name: /^Diff/ }).click();
  await page.getByTestId("baseline-pin").click();
  await type(page, 'appuser.firstName + "?"');
  await waitForResult(page, "value", "Given0?");
  await waitForText(page.getByTestId("diff-summary"), "2,000 of 2,000 people change");
  await page.getByRole("button", { name: "Expect this" }).click();
  await page.getByRole("tab", { name: /^Checks/ }).click();
  await waitForText(page.getByRole("table", { name: "Checks" }).locator("tbody tr").last(), /passes[^]*Given0\?/);
  await page.getByRole("tab", { name: /^People/ }).click();
  await waitForText(grid, "Given1?");
  await waitUntilFresh(page);
  // Nothing was restarted, for nothing ended.
  assert.equal(await page.getByTestId("restarts").count(), 0);
});
