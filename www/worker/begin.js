// Stands behind the glue in the worker's script: the first message brings the compiled program.

onmessage = ({ data }) => {
  onmessage = null;
  wasm_bindgen({ module_or_path: data }).then(
    () => wasm_bindgen.work(),
    // What is thrown here reaches the page as the worker's error.
    (error) => setTimeout(() => { throw error; }),
  );
};
