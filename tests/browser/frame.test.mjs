// Item 40 of the acceptance checklist: the page in a frame, and who may talk to it.

import assert from "node:assert/strict";

import { pageTest, url } from "./harness.mjs";
import { vendorRule } from "./handles.mjs";

/** The same server under its other name, which is another origin. */
const host = new URL(url).origin.replace("127.0.0.1", "localhost");

/** Opens a page of the host with the playground in a frame that hears only `pinned`. */
async function openHost(page, pinned = host) {
  // The frame of the example is replaced by one that it knows nothing of.
  await page.goto(`${host}/embed/frame.html`);
  const ready = page.frameLocator("iframe").locator("html[data-ready=true]");
  await ready.waitFor({ state: "attached" });
  await page.evaluate((src) => {
    document.querySelector("iframe").remove();
    const frame = document.createElement("iframe");
    Object.assign(frame, { src, width: 1300, height: 800 });
    document.body.append(frame);
    globalThis.heard = [];
    globalThis.talk = undefined;
    /** Asks the frame something and waits for the answer, or a while for none. */
    globalThis.ask = (type, payload, port) =>
      new Promise((answer) => {
        const id = Math.random().toString(36).slice(2);
        const listen = ({ data, ports }) => {
          if (ports?.[0]) globalThis.talk = ports[0];
          if (data?.id === id) answer(data);
          else globalThis.heard.push(data);
        };
        addEventListener("message", listen);
        if (globalThis.talk) {
          globalThis.talk.addEventListener("message", listen);
          globalThis.talk.start();
        }
        const message = { attrmap: 1, id, type, payload };
        if (port) frame.contentWindow.postMessage(message, "*");
        else globalThis.talk.postMessage(message);
        setTimeout(() => answer(undefined), 2_000);
      });
  }, `${url}?embed#origin=${encodeURIComponent(pinned)}`);
  await ready.waitFor({ state: "attached" });
}

const ask = (page, type, payload) => page.evaluate(([type, payload]) => globalThis.ask(type, payload), [type, payload]);
const hello = (page) => page.evaluate(() => globalThis.ask("hello", {}, true));

pageTest("40: the pinned origin gets answers through a port", async ({ page }) => {
  await openHost(page);
  const ready = await hello(page);
  assert.equal(ready.type, "ready");
  assert.match(ready.payload.version, /^\d+\.\d+\.\d+/);
  assert.ok(ready.payload.capabilities.includes("evaluate"));

  const { payload } = await ask(page, "get");
  assert.equal(payload.workspace.attrmap, 1);
  assert.ok(payload.workspace.mappings.some(({ expr }) => expr === vendorRule));

  const checked = await ask(page, "check", { text: "user.x ==" });
  assert.equal(checked.type, "problems");
  assert.equal(checked.payload.ok, false);
  assert.match(checked.payload.problems[0].code, /^E\d{4}$/);

  const result = await ask(page, "evaluate", { text: vendorRule, person: "Farah Khan" });
  assert.deepEqual([result.payload.state, result.payload.text], ["value", "+15550100125#null"]);
});

pageTest("40: the page says by itself that it is ready, with a port, to nobody but the pinned origin", async ({ page }) => {
  await page.goto(`${host}/embed/frame.html`);
  const started = () => page.frameLocator("iframe").locator("html[data-ready=true]").waitFor({ state: "attached" });
  await started();
  const greeting = (pinned) => page.evaluate((src) => {
    document.querySelector("iframe")?.remove();
    const frame = document.createElement("iframe");
    frame.src = src;
    return new Promise((answer) => {
      addEventListener("message", ({ data, ports: [port], source }) => {
        if (source !== frame.contentWindow) return;
        port.onmessage = (event) => { if (event.data.id === 7) answer([data.type, event.data.type, event.data.payload.code]); };
        port.postMessage({ attrmap: 1, id: 7, type: "theme", payload: "dark" });
      });
      document.body.append(frame);
      setTimeout(() => answer(undefined), 4_000);
    });
  }, `${url}?embed#origin=${encodeURIComponent(pinned)}`);
  assert.deepEqual(await greeting(host), ["ready", "error", "bad-payload"]);
  await started();
  assert.equal(await greeting("https://other.example"), undefined);
});

pageTest("40: a loaded workspace is shown, and changes are told", async ({ page }) => {
  await openHost(page);
  await hello(page);
  const { payload } = await ask(page, "get");
  const { workspace } = payload;
  workspace.mappings = [{ to: "greeting", expr: "'Hello ' + appuser.firstName" }];
  const loaded = await ask(page, "load", { workspace });
  assert.equal(loaded.type, "workspace");
  const frame = page.frameLocator("iframe");
  await frame.getByText(/^Hello /).first().waitFor();
  await page.waitForFunction(() => globalThis.heard.some((data) => data?.type === "changed" && data.payload.errors === 0));
  const theme = page.evaluate(() => globalThis.ask("theme", { theme: "dark" }));
  await frame.locator("html[data-theme=dark]").waitFor({ state: "attached" });
  assert.equal(await theme, undefined, "a change of the theme is not answered");
});

pageTest("40: an unknown type and a bad payload are answered with an error", async ({ page }) => {
  await openHost(page);
  await hello(page);
  const unknown = await ask(page, "dance", {});
  assert.deepEqual([unknown.type, unknown.payload.code], ["error", "unknown-type"]);
  assert.equal((await ask(page, "load", { workspace: { attrmap: 99 } })).payload.code, "bad-workspace");
  assert.equal((await ask(page, "check", {})).payload.code, "bad-payload");
  const large = await page.evaluate(() => globalThis.ask("check", { text: "x".repeat(9_000_000) }));
  assert.equal(large.payload.code, "too-large");
});

pageTest("40: another origin is not answered at all", async ({ page }) => {
  await openHost(page, "https://other.example");
  assert.equal(await hello(page), undefined);
  assert.deepEqual(await page.evaluate(() => globalThis.heard), []);
});

pageTest("40: the example of a frame shows what the playground evaluates, and asks for nothing before it is ready", async ({ page }) => {
  await page.addInitScript(() => {
    // Of what the window around says to this one, only in the frame.
    globalThis.told = [];
    addEventListener("message", ({ data, source }) => source === parent && source !== self && told.push(data.type));
  });
  await page.goto(`${host}/embed/frame.html?site=${encodeURIComponent(new URL(url).origin)}`);
  const shown = page.locator("output");
  await page.waitForFunction(() => document.querySelector("output").textContent === "Farah Khan");
  await page.getByRole("textbox", { name: "Evaluate" }).fill("'#' + 1");
  await page.waitForFunction(() => document.querySelector("output").textContent === "#1");
  assert.equal(await shown.textContent(), "#1");
  const frame = page.frames().find((frame) => frame !== page.mainFrame());
  assert.deepEqual(await frame.evaluate(() => globalThis.told), []);
});
