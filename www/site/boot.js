// Starts the page: nothing inline, so that the content policy can stay strict.

// The failures that a reader can do something about, in words.
const causes = [
  [() => typeof WebAssembly === "undefined", "This browser is too old: it has no WebAssembly."],
  [(error) => error instanceof WebAssembly.CompileError, "The program was refused: its file is damaged or blocked."],
  [(error) => /MIME|content-type/i.test(String(error)), "The server sends the program with a wrong type; it must be application/wasm."],
  [(error) => error instanceof TypeError, "The program could not be loaded: the request was blocked or failed."],
];

try {
  const [{ default: init, start }, response, { lockNetwork }, editor] = await Promise.all([
    import("./app/playground.js"),
    fetch("./app/playground_bg.wasm"),
    import("./lock.js"),
    // Without it the page has its plain editor.
    import("./app/editor.js").catch((error) => console.warn(String(error))),
  ]);
  if (!response.ok) throw new TypeError(`${response.url}: status ${response.status}`);
  const program = await WebAssembly.compileStreaming(response);
  // From here on nothing in the page reaches the network, and no worker made from a blob either.
  lockNetwork();
  document.documentElement.dataset.network = "locked";
  await init({ module_or_path: program });
  start(editor);
} catch (error) {
  const [, cause] = causes.find(([holds]) => holds(error)) ?? [null, "The page could not start."];
  const place = document.getElementById("am-boot") ?? document.body;
  place.className = "am-notice";
  place.textContent = `${cause} (${error})`;
}
