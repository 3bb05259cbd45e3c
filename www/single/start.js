// Starts the single-file edition: everything is in this script, so that nothing is ever requested.

import * as editor from "attrmap-editor";
import program from "attrmap-module";
import init, { hire, start as open } from "attrmap-page";
import script from "attrmap-worker" with { type: "text" };

import { workerMaker } from "../site/worker_maker.js";

async function start() {
  // The policy of this file refuses the network from the first byte on.
  document.documentElement.dataset.network = "locked";
  const module = await WebAssembly.compile(program);
  await init({ module_or_path: module });
  hire(workerMaker(script, module));
  open(editor);
}

start().catch((error) => {
  const place = document.getElementById("am-boot") ?? document.body;
  place.className = "am-notice";
  place.textContent = `The page could not start. (${error})`;
});
