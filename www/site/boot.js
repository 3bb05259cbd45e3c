// Starts the page: nothing inline, so that the content policy can stay strict.

// After this nothing in the page can reach the network, and no worker made from a blob either.
const lock = "connect-src 'none'; img-src data:; form-action 'none'";

// The failures that a reader can do something about, in words.
const causes = [
  [() => typeof WebAssembly === "undefined", "This browser is too old: it has no WebAssembly."],
  [(error) => error instanceof WebAssembly.CompileError, "The program was refused: its file is damaged or blocked."],
  [(error) => /MIME|content-type/i.test(String(error)), "The server sends the program with a wrong type; it must be application/wasm."],
  [(error) => error instanceof TypeError, "The program could not be loaded: the request was blocked or failed."],
];

function lockNetwork() {
  const policy = document.createElement("meta");
  policy.httpEquiv = "Content-Security-Policy";
  policy.content = lock;
  document.head.append(policy);
  document.documentElement.dataset.network = "locked";
}

try {
  const [{ default: init }, response, editor] = await Promise.all([
    import("./app/playground.js"),
    fetch("./app/playground_bg.wasm"),
    // Without it the page has its plain editor.
    import("./app/editor.js").catch((error) => console.warn(String(error))),
  ]);
  globalThis.attrmapEditor = editor;
  if (!response.ok) throw new TypeError(`${response.url}: status ${response.status}`);
  const program = await WebAssembly.compileStreaming(response);
  lockNetwork();
  await init({ module_or_path: program });
} catch (error) {
  const [, cause] = causes.find(([holds]) => holds(error)) ?? [null, "The page could not start."];
  const place = document.getElementById("am-boot") ?? document.body;
  place.className = "am-notice";
  place.textContent = `${cause} (${error})`;
}
