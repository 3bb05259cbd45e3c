// The page's own program, loaded once for all elements of a document.

import { lockNetwork } from "../site/lock.js";
import { workerMaker } from "../site/worker_maker.js";

let loading;
let locked = false;

/** Hires the worker that all elements share, in place of the one before. */
let hireWorker = () => {};

/** The program and the script of its editor; loads them when they are first wanted. */
export function program() {
  loading ??= load().catch((error) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

async function load() {
  const [{ default: init, hire, Instance }, module, script, editor] = await Promise.all([
    import("../app/playground.js"),
    compile(new URL("../app/playground_bg.wasm", import.meta.url)),
    text(new URL("../app/worker.js", import.meta.url)),
    // Without it there is the plain editor.
    import("../app/editor.js").catch((error) => console.warn(String(error))),
  ]);
  await init({ module_or_path: module });
  hireWorker = () => hire(workerMaker(script, module));
  hireWorker();
  return { Instance, editor };
}

async function compile(address) {
  return WebAssembly.compileStreaming(await answer(address));
}

async function text(address) {
  return (await answer(address)).text();
}

async function answer(address) {
  const response = await fetch(address);
  if (!response.ok) throw new TypeError(`${response.url}: status ${response.status}`);
  return response;
}

/** Shuts the network for the whole document, which cannot be taken back. */
export function lock() {
  if (locked) return;
  locked = true;
  lockNetwork();
  // A worker keeps the policy that it began with.
  hireWorker();
}

export const isLocked = () => locked;
