// JSON whose numbers keep their digits: `3` is not `3.0`, and 9007199254740993 stays what it is.

/** A number as it was written. */
export class ExactNumber {
  constructor(digits) {
    this.digits = digits;
  }
}

/** Strings, to be passed over, and numbers, to be kept. */
const TOKENS = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/** The key that marks a kept number between the two passes; no JSON of ours has it. */
const MARK = "\u0000digits";

/** Reads JSON text; numbers become `ExactNumber`. */
export function parseExact(text) {
  const marked = text.replace(TOKENS, (token) =>
    token.startsWith('"') ? token : JSON.stringify({ [MARK]: token }),
  );
  return JSON.parse(marked, (_, value) =>
    value !== null && typeof value === "object" && MARK in value
      ? new ExactNumber(value[MARK])
      : value,
  );
}

/** Writes JSON text in which every `ExactNumber` has its own digits. */
export function stringifyExact(value) {
  if (value instanceof ExactNumber) return value.digits;
  if (Array.isArray(value)) return `[${value.map(stringifyExact).join(",")}]`;
  if (value !== null && typeof value === "object") {
    const entries = Object.entries(value).filter(([, part]) => part !== undefined);
    return `{${entries.map(([key, part]) => `${JSON.stringify(key)}:${stringifyExact(part)}`).join(",")}}`;
  }
  return JSON.stringify(value);
}
