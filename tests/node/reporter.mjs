// Reports tests in few lines: what failed in full, top-level names with their time, the count last.

/** A reporter for `node --test-reporter`; the last line is `N passed, M failed`. */
export default async function* report(events) {
  let passed = 0;
  let failed = 0;
  for await (const { type, data } of events) {
    const isSuite = data?.details?.type === "suite";
    if (type === "test:pass") {
      passed += isSuite ? 0 : 1;
      if (data.nesting === 0) yield `✓ ${data.name} (${Math.round(data.details.duration_ms)} ms)\n`;
    } else if (type === "test:fail") {
      // A suite fails because of its tests, which are counted and shown themselves.
      if (data.details.error?.failureType === "subtestsFailed") continue;
      failed += 1;
      yield `✗ ${data.name} (${data.file ?? "no file"})\n${indented(data.details.error)}\n`;
    } else if (type === "test:stdout" || type === "test:stderr") {
      yield data.message;
    }
  }
  yield `${passed} passed, ${failed} failed\n`;
}

/** The cause of a failure, two spaces in. */
function indented(error) {
  const cause = error?.cause ?? error;
  const text = cause?.stack ?? String(cause);
  const values =
    cause && "expected" in cause
      ? `\nexpected: ${inspect(cause.expected)}\nactual:   ${inspect(cause.actual)}`
      : "";
  return `${text}${values}`.replace(/^/gm, "  ");
}

function inspect(value) {
  return typeof value === "string" ? value : JSON.stringify(value);
}
