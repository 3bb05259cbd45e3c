// Items 32 and 43 of the checklist: what is kept on the device, and what is not.

import assert from "node:assert/strict";

import { assertAccessible, open, pageTest, url } from "./harness.mjs";
import { partsOf, textOf, type, waitForText } from "./handles.mjs";

const table = "firstName,extensionNumber\nQuincy,201\nBo,202";

/** Everything that is kept, as one text. */
const kept = (page) => page.evaluate(() => JSON.stringify(Object.entries(localStorage)));

/** Waits until what is kept fits. */
async function waitForKept(page, fits) {
  for (const start = Date.now(); Date.now() - start < 20_000; ) {
    if (fits(await kept(page))) return;
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(done)));
  }
  assert.fail(`kept is ${await kept(page)}`);
}

/** Opens the page once more, as on another day. */
async function reopen(page) {
  await page.reload();
  await page.locator("html[data-ready=true]").waitFor({ state: "attached" });
}

async function openSettings(page) {
  await page.getByRole("button", { name: /^Workspace/ }).click();
  await page.getByRole("menuitem", { name: "Settings" }).click();
  return page.getByRole("checkbox", { name: "Remember people on this device" });
}

async function addPeople(page, text = table) {
  await page.getByRole("button", { name: "Import", exact: true }).click();
  await page.getByRole("textbox", { name: "Paste data" }).fill(text);
  await page.getByRole("button", { name: "Add people" }).click();
  await page.getByRole("dialog").waitFor({ state: "detached" });
}

pageTest("32: nobody is kept unless that is ticked", async ({ page, context }) => {
  const foreign = [];
  context.on("request", (request) => {
    if (!/^(data|blob):/.test(request.url()) && !request.url().startsWith(url)) foreign.push(request.url());
  });
  await open(page);
  await addPeople(page);
  await type(page, "appuser.firstName");
  await waitForKept(page, (text) => text.includes("appuser.firstName"));
  assert.ok(!(await kept(page)).includes("Quincy"));
  const remember = await openSettings(page);
  assert.ok(!(await remember.isChecked()));
  await assertAccessible(page);
  await reopen(page);
  assert.equal(await textOf(page), "appuser.firstName");
  assert.ok(!(await page.locator("body").innerText()).includes("Quincy"));
  assert.deepEqual([foreign, await context.cookies(), await page.evaluate(() => document.cookie)], [[], [], ""]);
});

pageTest("32: people who are remembered come back, and are gone at once when not wished", async ({ page }) => {
  await open(page);
  const { count } = partsOf(page);
  const remember = await openSettings(page);
  await remember.check();
  await page.keyboard.press("Escape");
  await addPeople(page);
  await waitForKept(page, (text) => text.includes("Quincy"));
  await reopen(page);
  await waitForText(count, /^11 people$/);
  const again = await openSettings(page);
  assert.ok(await again.isChecked());
  await again.uncheck();
  assert.ok(!(await kept(page)).includes("Quincy"), "removed at once");
  await page.keyboard.press("Escape");
  await type(page, "appuser.lastName");
  await waitForKept(page, (text) => text.includes("appuser.lastName"));
  assert.ok(!(await kept(page)).includes("Quincy"), "and stays out");
});

pageTest("32: ticking keeps those who are here, and forgetting leaves nothing", async ({ page }) => {
  await open(page);
  await addPeople(page);
  await type(page, "appuser.firstName");
  await waitForKept(page, (text) => text.includes("appuser.firstName"));
  const remember = await openSettings(page);
  await remember.check();
  assert.ok((await kept(page)).includes("Quincy"));
  await page.getByRole("button", { name: "Forget everything on this device" }).click();
  assert.ok((await kept(page)).includes("Quincy"), "it asks first");
  await page.getByRole("button", { name: "Really forget everything on this device" }).click();
  assert.equal(await kept(page), "[]");
  assert.ok(!(await remember.isChecked()));
});

pageTest("32: the changed people of a scenario are not kept, but the scenario's own come back", async ({ page }) => {
  await open(page);
  await page.getByRole("textbox", { name: "mobilePhone" }).first().fill("+15550199");
  await waitForKept(page, (text) => text.includes("office-at-hand"));
  assert.ok(!(await kept(page)).includes("+15550199"));
  await reopen(page);
  await waitForText(partsOf(page).count, /^9 people$/);
});

pageTest("43: what there is no room for is said quietly, and the rest is kept", async ({ page }) => {
  await page.addInitScript(() => {
    const { setItem } = Storage.prototype;
    Storage.prototype.setItem = function (key, value) {
      if (value.includes("Quincy")) throw new DOMException("full", "QuotaExceededError");
      setItem.call(this, key, value);
    };
  });
  await open(page);
  assert.equal(await page.getByTestId("kept-note").count(), 0);
  await (await openSettings(page)).check();
  await page.keyboard.press("Escape");
  await addPeople(page);
  await waitForText(page.getByRole("contentinfo").getByTestId("kept-note"), "people are not kept");
  assert.ok((await kept(page)).includes("primaryPhone"), "the draft is kept");
  await assertAccessible(page);
  await partsOf(page).undo.click();
  await page.getByTestId("kept-note").waitFor({ state: "detached" });
});

pageTest("43: where storage is refused one quiet note says so", async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(globalThis, "localStorage", { get() { throw new DOMException("no", "SecurityError"); } });
  });
  await open(page);
  await waitForText(page.getByRole("contentinfo").getByTestId("kept-note"), "nothing is kept");
  await (await openSettings(page)).check();
  await page.keyboard.press("Escape");
  await addPeople(page);
  await waitForText(partsOf(page).count, /^11 people$/);
});

pageTest("the chosen colors are kept on the device, the system's own leave nothing", async ({ page }) => {
  await open(page);
  const choose = async (name) => {
    await page.getByRole("button", { name: "Theme" }).click();
    await page.getByRole("menuitemradio", { name }).click();
  };
  const shown = () => page.evaluate(() => [document.documentElement.dataset.theme, localStorage.getItem("attrmap.theme")]);
  await choose("Theme: dark");
  await open(page, "?");
  assert.deepEqual(await shown(), ["dark", "dark"]);
  await choose("Theme: as the system");
  await open(page);
  assert.deepEqual(await shown(), [undefined, null]);
});

pageTest("the chosen language is kept on the device until it is forgotten", async ({ page }) => {
  await open(page);
  const settings = async () => {
    await page.getByRole("button", { name: /Wórkšpáçé:|Workspace:/ }).click();
    await page.getByRole("menuitem", { name: /Šéttíñgš|Settings/ }).click();
  };
  const kept = () => page.evaluate(() => localStorage.getItem("attrmap.language"));
  await settings();
  const languages = page.getByRole("dialog").getByRole("combobox");
  await languages.selectOption({ index: 1 });
  const pseudo = page.locator("h2", { hasText: "[Máppíñgš" });
  await pseudo.waitFor();
  await open(page, "?");
  assert.equal(await pseudo.count(), 1);
  await settings();
  const forget = page.getByRole("dialog").locator(".am-row button");
  await forget.click();
  await forget.click();
  assert.equal(await page.evaluate(() => localStorage.length), 0);
  await open(page);
  assert.deepEqual([await pseudo.count(), await kept()], [0, null]);
  await settings();
  await languages.selectOption({ index: 1 });
  await pseudo.waitFor();
  await languages.selectOption({ index: 0 });
  await pseudo.waitFor({ state: "detached" });
  assert.equal(await kept(), null);
});

/** What lies in every place where a browser keeps something for a page. */
function everyPlace(page) {
  return page.evaluate(async () => {
    const root = await navigator.storage.getDirectory();
    return {
      local: Object.fromEntries(Object.entries(localStorage)),
      session: Object.entries(sessionStorage),
      databases: await indexedDB.databases(),
      caches: await caches.keys(),
      files: await Array.fromAsync(root.keys()),
      workers: (await navigator.serviceWorker.getRegistrations()).length,
      cookie: document.cookie,
      name: window.name,
      history: history.state,
      address: location.search + location.hash,
    };
  });
}

pageTest("32: no place of the browser holds a person after a day's work, and forgetting empties them all", async ({ page, context }) => {
  const foreign = [];
  context.on("request", (request) => {
    if (!/^(data|blob):/.test(request.url()) && !request.url().startsWith(url)) foreign.push(request.url());
  });
  const nowhere = { session: [], databases: [], caches: [], files: [], workers: 0, cookie: "", name: "", history: null, address: "" };
  await open(page);
  await addPeople(page);
  await waitForText(partsOf(page).count, /^11 people$/);
  await type(page, "appuser.firstName");
  await partsOf(page).filter.fill("Quincy");
  await waitForText(partsOf(page).count, "1 of 11 people");
  for (const tab of [/^Diff/, /^Round trip/, /^History/, /^Problems/, /^Checks/]) await page.getByRole("tab", { name: tab }).click();
  await page.getByRole("tab", { name: /^Diff/ }).click();
  await page.getByTestId("baseline-pin").click();
  for (const name of ["Export", "Share"]) {
    await page.getByRole("button", { name, exact: true }).click();
    const dialog = page.getByRole("dialog", { name });
    if (name === "Share") await dialog.getByRole("checkbox", { name: "people", exact: true }).check();
    else await dialog.getByRole("combobox", { name: "Form" }).selectOption("Whole workspace (JSON)");
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "detached" });
  }
  // All that is kept of what was chosen.
  await page.getByRole("button", { name: "Theme" }).click();
  await page.getByRole("menuitemradio", { name: "Theme: dark" }).click();
  await page.getByRole("button", { name: "More for the expression" }).click();
  await page.getByRole("menuitemcheckbox", { name: "Plain editor" }).click();
  await page.getByRole("tab", { name: /^People/ }).click();
  await page.getByRole("button", { name: "Columns" }).click();
  await page.getByRole("dialog", { name: "Columns" }).getByRole("checkbox").first().click();
  await page.keyboard.press("Escape");
  const remember = await openSettings(page);
  await page.getByRole("checkbox", { name: /^Tab indents/ }).check();
  await page.getByRole("combobox", { name: "Language" }).selectOption({ index: 1 });
  await waitForKept(page, (text) => ["draft", "sample", "recent", "editor", "tab", "columns", "theme", "language"]
    .every((name) => text.includes(`"attrmap.${name}"`)));
  const { local, ...others } = await everyPlace(page);
  assert.deepEqual(others, nowhere);
  assert.ok(!JSON.stringify(local).includes("Quincy"));
  await page.getByRole("dialog").getByRole("combobox").selectOption({ index: 0 });
  await remember.check();
  await waitForKept(page, (text) => text.includes("Quincy"));
  await page.getByRole("button", { name: "Forget everything on this device" }).click();
  await page.getByRole("button", { name: "Really forget everything on this device" }).click();
  assert.deepEqual(await everyPlace(page), { local: {}, ...nowhere });
  // Nothing comes back by itself, neither now nor when the page is left.
  await page.keyboard.press("Escape");
  await page.getByRole("tab", { name: /^Checks/ }).click();
  await reopen(page);
  assert.deepEqual((await everyPlace(page)).local, {});
  assert.deepEqual([foreign, await context.cookies()], [[], []]);
});
