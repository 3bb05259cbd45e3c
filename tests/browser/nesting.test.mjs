// Deep expressions in the page and in a worker of the package: what works elsewhere works here.

import assert from "node:assert/strict";

import { open, pageTest, url } from "./harness.mjs";
import { partsOf, type, waitForResult } from "./handles.mjs";

const wrapped = (levels) => `${"(".repeat(levels)}1${")".repeat(levels)}`;

pageTest("200 levels are evaluated in the page, 251 are refused", async ({ page }) => {
  await open(page);
  await type(page, wrapped(200));
  await waitForResult(page, "value", "1");
  await type(page, wrapped(251));
  await partsOf(page).strip.and(page.locator("[data-code=E0141]")).first().waitFor();
  await type(page, "2 + 2");
  await waitForResult(page, "value", "4");
});

pageTest("200 levels are evaluated in a worker, 251 are refused", async ({ page }) => {
  // The notices are plain text: nothing locks the network there, so that the package can be fetched.
  // A browser looks for an icon beside plain text.
  await page.route("**/favicon.ico", (route) => route.fulfill({ status: 204 }));
  await page.goto(new URL("licenses.txt", url).href);
  const answers = await page.evaluate(
    async (texts) => {
      const script = await (await fetch("/worker/attrmap.js")).text();
      const module = await WebAssembly.compileStreaming(fetch("/pkg/attrmap_bg.wasm"));
      const work = `${script};
        onmessage = async ({ data: { module, texts } }) => {
          await wasm_bindgen({ module_or_path: module });
          postMessage(texts.map((text) => {
            const program = wasm_bindgen.compile(text);
            return program.ok ? program.evaluate({}).text : program.problems[0].kind;
          }));
        };`;
      const worker = new Worker(URL.createObjectURL(new Blob([work], { type: "text/javascript" })));
      return new Promise((resolve, reject) => {
        worker.onmessage = ({ data }) => resolve(data);
        worker.onerror = (event) => reject(new Error(event.message));
        worker.postMessage({ module, texts });
      });
    },
    [wrapped(200), wrapped(251), "2 + 2"],
  );
  assert.deepEqual(answers, ["1", "limit_exceeded", "4"]);
});
