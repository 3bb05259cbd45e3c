// The page's own program, loaded once for all elements of a document.

import { lockNetwork } from "../site/lock.js";

let loading;
let locked = false;

/** The program and the script of its editor; loads them when they are first wanted. */
export function program() {
  loading ??= load().catch((error) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

async function load() {
  const [{ default: init, Instance }, module, editor] = await Promise.all([
    import("../app/playground.js"),
    compile(new URL("../app/playground_bg.wasm", import.meta.url)),
    // Without it there is the plain editor.
    import("../app/editor.js").catch((error) => console.warn(String(error))),
  ]);
  await init({ module_or_path: module });
  return { Instance, editor };
}

async function compile(address) {
  const response = await fetch(address);
  if (!response.ok) throw new TypeError(`${response.url}: status ${response.status}`);
  return WebAssembly.compileStreaming(response);
}

/** Shuts the network for the whole document, which cannot be taken back. */
export function lock() {
  if (!locked) lockNetwork();
  locked = true;
}

export const isLocked = () => locked;
