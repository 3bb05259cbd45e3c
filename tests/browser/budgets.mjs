// Measures the built page against its budgets and prints them as a table; nothing fails here.
//
// Timed on whatever else the machine does: for figures to quote, let it be idle.

import { test } from "node:test";

import * as probes from "./budget_probes.mjs";
import { open, withPage } from "./harness.mjs";

const rows = [];

/** Adds a line to the table. */
function line(what, budget, measured) {
  rows.push(`| ${what} | ${budget} | ${measured} |`);
  console.log(`  ${what}: ${measured}`);
}

const ms = (value) => `${value.toFixed(value < 10 ? 1 : 0)} ms`;
const spread = ({ p50, p95 }) => `p50 ${ms(p50)}, p95 ${ms(p95)}`;
const kB = (bytes) => `${(bytes / 1000).toFixed(0)} kB`;
const MB = (bytes) => `${(bytes / 1e6).toFixed(0)} MB`;
const tasks = ({ longest, count }) => (count === 0 ? "none over 50 ms" : `${count} over 50 ms, longest ${ms(longest)}`);

/** Performs `work` on an opened page of its own; what fails is a line and ends nothing else. */
function part(name, work) {
  test(name, { timeout: 600_000 }, () => withPage(name, work));
}

part("sizes", async ({ page }) => {
  const sizes = await probes.sizes(page);
  line("page module, Brotli", "550 kB", kB(sizes.page));
  line("engine module, Brotli", "250 kB", kB(sizes.engine));
  line("first load, Brotli", "900 kB", kB(sizes.everything));
});

part("opening", async ({ page }) => {
  const { cold, warm } = await probes.opening(page);
  line("navigation → first result, cold", "1,000 ms", ms(cold));
  line("the same, warm", "500 ms", spread(warm));
});

part("1,000 people", async ({ page }) => {
  await open(page);
  await probes.people(page, 1_000);
  const keys = await probes.typing(page, 100);
  line("key → result painted, 1,000 people", "the next frame", spread(keys.painted));
  line("main-thread work of a key, 1,000 people", "16 ms", spread(keys.work));
  line("key → rows and counts, 1,000 people", "50 ms, 100 ms", spread(await probes.settling(page, 30)));
  await probes.throttle(page, 4);
  const slow = await probes.typing(page, 50);
  line("key → result painted, 1,000 people, CPU ÷ 4", "50 ms", spread(slow.painted));
  line("long tasks while typing, 1,000 people, CPU ÷ 4", "none over 150 ms", tasks(slow.tasks));
});

part("10,000 people", async ({ page }) => {
  await open(page);
  const imported = await probes.people(page, 10_000);
  line(`import of 10,000 people, CSV of ${MB(imported.bytes)}`, "1,500 ms", ms(imported.took));
  line("long tasks of the import", "interface alive", tasks(imported.tasks));
  const keys = await probes.typing(page, 100);
  line("long tasks while typing, 10,000 people", "none over 50 ms", tasks(keys.tasks));
  line("key → result painted, 10,000 people", "–", spread(keys.painted));
  line("main-thread work of a key, 10,000 people", "–", spread(keys.work));
  line("key → rows and counts, 10,000 people", "100 ms, 500 ms", spread(await probes.settling(page, 30)));
  await probes.throttle(page, 4);
  const slow = await probes.typing(page, 50);
  line("long tasks while typing, 10,000 people, CPU ÷ 4", "none over 150 ms", tasks(slow.tasks));
});

part("scrolling", async ({ page }) => {
  await open(page);
  await probes.wideWorkspace(page, 10_000);
  line("frames while scrolling 10,000 × 12", "33 ms", spread(await probes.scrolling(page, 200)));
});

part("memory", async ({ page, context }) => {
  const empty = await probes.resident(context.browser());
  await open(page);
  await probes.people(page, 10_000);
  const memory = await probes.memory(page, context.browser(), 2_000);
  if (memory.length === 0) return line("memory, 10,000 people", "200 MB", "not known here");
  // Most of a small page's process is the browser's own program.
  line("memory of a process with an empty page", "–", MB(empty));
  line("memory of the page's process, 10,000 people, while 2,000 keys are typed", "200 MB, no growth", memory.map(MB).join(" → "));
});

process.on("exit", () => {
  console.log(["", "| what | budget | measured |", "| --- | --- | --- |", ...rows, ""].join("\n"));
});
