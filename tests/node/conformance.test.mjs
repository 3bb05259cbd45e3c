// The cases of the language reference and of its edges, through the built package as a program would use it.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

import { ExactNumber, parseExact, stringifyExact } from "./exact.mjs";
import { loadEngine, loadPackage } from "./package.mjs";

const attrmap = await loadPackage();
const engine = await loadEngine();
for (const [suite, about] of [
  ["conformance", "of the language reference"],
  ["edges", "at the edges of the language"],
]) {
  const path = join(import.meta.dirname, `../suite/${suite}.jsonl`);
  const cases = readFileSync(path, "utf8").trim().split("\n").map(parseExact);
  for (const [edition, by] of [["the whole package", attrmap], ["the small edition", engine]]) {
    test(`the ${cases.length} cases ${about}, by ${edition}`, async (t) => {
      for (const one of cases) {
        await t.test(one.id, () => {
          const got = outcome(by, one);
          assert.ok(same(one.expect, got), `${one.expr}\n${stringifyExact(got)}`);
        });
      }
    });
  }
  test(`the cases ${about} by column, each among the people of another`, async (t) => {
    for (const [at, one] of cases.entries()) {
      await t.test(one.id, () => byColumn(one, [cases[(at + 7) % cases.length], one]));
    }
  });
}

/** Evaluates a case for people that stay inside, and each of them alone. */
function byColumn(one, others) {
  const lines = others.map(({ profile = {} }) => stringifyExact(profile));
  const people = attrmap.People.fromLines(new TextEncoder().encode(lines.join("\n")));
  const program = compile(attrmap, one);
  const answers = program.evaluateAll(people);
  const { text, ends, states, failed, failures } = program.evaluateMany(people);
  try {
    const names = ["value", "null", "empty", "missing", "error"];
    for (const [row, line] of lines.entries()) {
      const alone = program.evaluate(line);
      assert.deepEqual(answers.get(row), alone);
      assert.equal(names[states[row]], alone.state);
      assert.equal(text.slice(row ? ends[row - 1] : 0, ends[row]), program.ok ? (alone.text ?? "") : "");
      const problem = failures[failed[row]]?.problem;
      assert.deepEqual(problem, program.ok ? alone.problem : undefined);
    }
  } finally {
    answers.free();
    program.free();
    people.free();
  }
}

/** The program of a case. */
function compile(edition, { expr, dialect, context, profile = {}, now, options = {} }) {
  return edition.compile(expr, {
    dialect,
    context,
    roots: Object.keys(profile),
    ...(now === undefined ? {} : { now }),
    ...options,
  });
}

/** What an edition of the package gives for a case, in the encoding of `expect`. */
function outcome(edition, one) {
  const { profile = {} } = one;
  const program = compile(edition, one);
  try {
    if (!program.ok) return { error: program.problems[0].kind };
    const result = program.evaluate(stringifyExact(profile));
    if (result.state === "error") return { error: result.problem.kind };
    return { value: parseExact(result.json) };
  } finally {
    program.free();
  }
}

/** Whether two values agree; the fraction of a date-time may have more zeros, a double more digits. */
function same(expected, got) {
  if (expected instanceof ExactNumber && got instanceof ExactNumber) {
    const whole = (number) => /^-?\d+$/.test(number.digits);
    if (whole(expected) || whole(got)) return expected.digits === got.digits;
    return Object.is(Number(expected.digits), Number(got.digits));
  }
  if (expected === null || typeof expected !== "object") return expected === got;
  if (got === null || typeof got !== "object") return false;
  if (expected.type === "datetime" && got.type === "datetime") {
    return plain(expected.value) === plain(got.value);
  }
  const keys = Object.keys(expected);
  return (
    Array.isArray(expected) === Array.isArray(got) &&
    keys.length === Object.keys(got).length &&
    keys.every((key) => key in got && same(expected[key], got[key]))
  );
}

/** A date-time without the zeros at the end of its fraction, and with its seconds. */
function plain(text) {
  return text
    .replace(/(T\d\d:\d\d)(?=[Z+-])/, "$1:00")
    .replace(/(\.\d*?)0+(?=[Z+-])/, "$1")
    .replace(/\.(?=[Z+-])/, "");
}
