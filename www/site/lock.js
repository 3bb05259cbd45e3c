// Shuts the network for a document and for every worker that is made from a blob afterwards.

const policy = "connect-src 'none'; img-src data:; form-action 'none'";

export function lockNetwork() {
  const meta = document.createElement("meta");
  meta.httpEquiv = "Content-Security-Policy";
  meta.content = policy;
  document.head.append(meta);
}
