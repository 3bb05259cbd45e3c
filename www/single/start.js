// Starts the single-file edition: everything is in this script, so that nothing is ever requested.

import * as editor from "attrmap-editor";
import program from "attrmap-module";
import init, { start as open } from "attrmap-page";

async function start() {
  // The policy of this file refuses the network from the first byte on.
  document.documentElement.dataset.network = "locked";
  await init({ module_or_path: await WebAssembly.compile(program) });
  open(editor);
}

start().catch((error) => {
  const place = document.getElementById("am-boot") ?? document.body;
  place.className = "am-notice";
  place.textContent = `The page could not start. (${error})`;
});
