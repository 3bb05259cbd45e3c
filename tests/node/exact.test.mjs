// The reader that the suites depend on.

import assert from "node:assert/strict";
import { test } from "node:test";

import { ExactNumber, parseExact, stringifyExact } from "./exact.mjs";

test("numbers keep their digits, text that looks like one stays text", () => {
  const text = '{"a":3,"b":3.0,"c":[-9007199254740993,1.5E+300],"d":"3.0 \\" 4","e":{"5":null}}';
  assert.equal(stringifyExact(parseExact(text)), text);
  assert.deepEqual(parseExact("[3.0]"), [new ExactNumber("3.0")]);
});
