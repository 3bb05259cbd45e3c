// Starts the page: nothing inline, so that the content policy can stay strict.

import { workerMaker } from "./worker_maker.js";

// The failures that a reader can do something about, in words.
const causes = [
  [() => typeof WebAssembly === "undefined", "This browser is too old: it has no WebAssembly."],
  [(error) => error instanceof WebAssembly.CompileError, "The program was refused: its file is damaged or blocked."],
  [(error) => /MIME|content-type/i.test(String(error)), "The server sends the program with a wrong type; it must be application/wasm."],
  [(error) => error instanceof TypeError, "The program could not be loaded: the request was blocked or failed."],
];

try {
  const [{ default: init, hire, start }, response, script, { lockNetwork }, editor] = await Promise.all([
    import("./app/playground.js"),
    fetch("./app/playground_bg.wasm"),
    fetch("./app/worker.js"),
    import("./lock.js"),
    // Without it the page has its plain editor.
    import("./app/editor.js").catch((error) => console.warn(String(error))),
  ]);
  for (const { ok, url, status } of [response, script]) {
    if (!ok) throw new TypeError(`${url}: status ${status}`);
  }
  const program = await WebAssembly.compileStreaming(response);
  const worker = await script.text();
  // From here on nothing in the page reaches the network, and no worker made from a blob either.
  lockNetwork();
  document.documentElement.dataset.network = "locked";
  await init({ module_or_path: program });
  hire(workerMaker(worker, program));
  start(editor);
} catch (error) {
  const [, cause] = causes.find(([holds]) => holds(error)) ?? [null, "The page could not start."];
  const place = document.getElementById("am-boot") ?? document.body;
  place.className = "am-notice";
  place.textContent = `${cause} (${error}) `;
  // That one needs no other file, so nothing can keep its program from it on the way.
  const single = document.createElement("a");
  single.href = "attrmap-playground.html";
  single.download = "";
  single.textContent = "Download the single-file edition";
  place.append(single, ", which brings everything in one file.");
}
