// Makes workers of text that is already here: they inherit that the network is shut.

/** What makes a worker that runs `script` on the compiled `program`. */
export function workerMaker(script, program) {
  const address = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
  return () => {
    const worker = new Worker(address);
    worker.postMessage(program);
    return worker;
  };
}
