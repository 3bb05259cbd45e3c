// How the budgets are measured: with the page's own marks, and with what the browser knows of itself.

import { readFileSync } from "node:fs";
import { brotliCompressSync } from "node:zlib";

import { crowd, replacePeople, waitUntilFresh } from "./crowd.mjs";
import { open, url } from "./harness.mjs";
import { partsOf, placeCaret, type } from "./handles.mjs";

/** Half and nearly all of the values are below these. */
function spread(values) {
  const sorted = [...values].sort((one, other) => one - other);
  const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return { p50: at(0.5), p95: at(0.95) };
}

/** Bytes after Brotli of what the first load transfers, and of the two modules. */
export async function sizes(page) {
  const responses = [];
  page.on("response", (response) => responses.push(response));
  await open(page);
  const size = async (response) => brotliCompressSync(Buffer.from(await response.body())).length;
  let everything = 0;
  let own = 0;
  for (const response of responses.filter((response) => !response.url().startsWith("blob:"))) {
    const bytes = await size(response);
    everything += bytes;
    if (response.url().endsWith("playground_bg.wasm")) own = bytes;
  }
  const engine = await fetch(new URL("pkg/attrmap_bg.wasm", url));
  return { everything, page: own, engine: brotliCompressSync(Buffer.from(await engine.arrayBuffer())).length };
}

/** Milliseconds from navigation to the first result: in a fresh profile, and then again. */
export async function opening(page) {
  const ready = async () => {
    await open(page);
    return page.evaluate(() => performance.getEntriesByName("attrmap:ready")[0].startTime);
  };
  const cold = await ready();
  const warm = [];
  for (let round = 0; round < 10; round += 1) {
    await page.goto("about:blank");
    warm.push(await ready());
  }
  return { cold, warm: spread(warm) };
}

/** Slows the main thread down by a factor. */
export async function throttle(page, rate) {
  const session = await page.context().newCDPSession(page);
  await session.send("Emulation.setCPUThrottlingRate", { rate });
}

/** Replaces all people by so many; how long that took, without the looking at the preview. */
export async function people(page, count) {
  const csv = crowd(count);
  await watchTasks(page);
  await page.evaluate(() => {
    globalThis.spent = 0;
    const from = (event) => {
      if (event.target.type !== "file" && event.target.textContent !== "Replace people") return;
      const [start, isFile] = [performance.now(), event.target.type === "file"];
      // How the file came into the page before that is the test's own work.
      if (isFile) globalThis.chosen = start;
      const isDone = () =>
        isFile
          ? document.querySelector("[data-testid=import-preview]")
          : !document.querySelector("dialog[open]") && document.querySelector(".am-app[data-fresh=true]");
      const look = () => (isDone() ? (globalThis.spent += performance.now() - start) : requestAnimationFrame(look));
      // What follows the event in its own task is not done yet.
      setTimeout(() => requestAnimationFrame(look));
    };
    addEventListener("change", from, { capture: true });
    addEventListener("click", from, { capture: true });
  });
  await replacePeople(page, csv, count);
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done))));
  return { bytes: csv.length, took: await page.evaluate(() => globalThis.spent), tasks: await tasksOf(page) };
}

/** Collects the long tasks from now on. */
function watchTasks(page) {
  return page.evaluate(() => {
    globalThis.longTasks = [];
    globalThis.watching?.disconnect();
    globalThis.watching = new PerformanceObserver((list) => globalThis.longTasks.push(...list.getEntries()));
    globalThis.watching.observe({ type: "longtask" });
  });
}

async function tasksOf(page) {
  const tasks = await page.evaluate(() =>
    globalThis.longTasks.filter(({ startTime }) => startTime >= (globalThis.chosen ?? 0)).map(({ duration }) => duration),
  );
  return { count: tasks.length, longest: Math.max(0, ...tasks) };
}

/** Types so many keys without waiting for everybody: until the result is painted, and the work of it. */
export async function typing(page, count) {
  await startTyping(page);
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable");
  const busy = async () => {
    const { metrics } = await session.send("Performance.getMetrics");
    return metrics.find(({ name }) => name === "TaskDuration").value * 1000;
  };
  await watchTasks(page);
  const [painted, work] = [[], []];
  for (let key = 0; key < count; key += 1) {
    const before = await busy();
    await page.keyboard.press(key % 20 < 10 ? "a" : "Backspace");
    painted.push(await page.evaluate(() => globalThis.paintedAfter()));
    work.push((await busy()) - before);
  }
  await waitUntilFresh(page);
  return { painted: spread(painted), work: spread(work), tasks: await tasksOf(page) };
}

/** Types so many keys, and waits each time for everybody: milliseconds from the key to that paint. */
export async function settling(page, count) {
  await startTyping(page);
  const took = [];
  for (let key = 0; key < count; key += 1) {
    await page.keyboard.press(key % 20 < 10 ? "a" : "Backspace");
    took.push(await page.evaluate(() => globalThis.freshAfter()));
  }
  return spread(took);
}

/** Puts a long text in the editor and the caret inside of a quoted part. */
async function startTyping(page) {
  await type(page, '"x" + (appuser.directNumber != null ? appuser.directNumber : "") + "#" + appuser.lastName');
  await waitUntilFresh(page);
  await placeCaret(page, 2);
  await page.evaluate(() => {
    if (globalThis.paintedAfter) return;
    let pressed = 0;
    addEventListener("keydown", () => { pressed = performance.now(); }, { capture: true });
    const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(() => done(performance.now()))));
    const marked = () => performance.getEntriesByName("attrmap:painted").find(({ startTime }) => startTime > pressed);
    globalThis.paintedAfter = async () => {
      while (!marked()) await frame();
      return marked().startTime - pressed;
    };
    globalThis.freshAfter = async () => {
      const fresh = () => performance.getEntriesByName("attrmap:eval-all").some(({ startTime, duration }) => startTime + duration > pressed);
      while (!fresh()) await new Promise((done) => setTimeout(done));
      return (await frame()) - pressed;
    };
  });
}

/** Opens a workspace of so many people and twelve mappings. */
export async function wideWorkspace(page, count) {
  const names = crowd(1).split("\n")[0].split(",");
  const people = crowd(count).trim().split("\n").slice(1).map((line, at) => {
    const values = line.match(/"[^"]*"|[^,]*/g).filter((value, place, all) => value !== "" || all[place - 1] === "");
    return { id: `p${at}`, name: `Person ${at}`, records: { appuser: Object.fromEntries(names.map((name, place) => [name, values[place] ?? ""])) } };
  });
  const mappings = names.map((name) => ({ to: name, expr: `appuser.${name}` }));
  const workspace = JSON.stringify({ attrmap: 1, name: "wide", context: "any", mappings, people });
  await page.getByRole("button", { name: "Import" }).click();
  const file = { name: "wide.json", mimeType: "application/json", buffer: Buffer.from(workspace) };
  await page.getByLabel("Choose a file").setInputFiles(file);
  await page.getByRole("button", { name: "Open workspace" }).click();
  await waitUntilFresh(page);
  await page.locator("[role=columnheader]").nth(13).waitFor();
}

/** Milliseconds between frames while the grid is scrolled for so many of them. */
export async function scrolling(page, frames) {
  const { grid } = partsOf(page);
  const times = await grid.evaluate(
    (grid, frames) =>
      new Promise((done) => {
        const times = [];
        const step = (time) => {
          times.push(time);
          if (times.length > frames) return done(times);
          grid.scrollTop += 400;
          requestAnimationFrame(step);
        };
        requestAnimationFrame(step);
      }),
    frames,
  );
  return spread(times.slice(1).map((time, at) => time - times[at]));
}

/** Bytes of the largest process that shows a page; undefined where that is not known. */
export async function resident(browser) {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send("SystemInfo.getProcessInfo");
  await session.detach();
  const renderers = processInfo.filter(({ type }) => type === "renderer");
  try {
    const sizes = renderers.map(({ id }) => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${id}/status`, "utf8"))[1]) * 1024);
    return Math.max(...sizes);
  } catch {
    return undefined;
  }
}

/** Bytes of the page's process before, in the midst of and after so many keys; none where not known. */
export async function memory(page, browser, keys) {
  await startTyping(page);
  const sizes = [await resident(browser)];
  for (let quarter = 0; quarter < 4; quarter += 1) {
    for (let key = 0; key < keys / 4; key += 1) await page.keyboard.press(key % 20 < 10 ? "a" : "Backspace");
    await waitUntilFresh(page);
    sizes.push(await resident(browser));
  }
  return sizes.filter((size) => size !== undefined);
}
