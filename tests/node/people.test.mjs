// People that stay inside: how they come in, and what goes out.

import assert from "node:assert/strict";
import { test } from "node:test";

import { loadPackage } from "./package.mjs";

const attrmap = await loadPackage();
const bytes = (text) => new TextEncoder().encode(text);
const lines = [
  '{"user":{"name":"Zoë","age":41}}',
  "not json",
  '{"user":{"name":"","age":null}}',
  '{"user":{"name":null}}',
  '{"user":{"age":41}}',
  "[1]",
  '{"user":{"name":"😀"}}',
].join("\n");

/** Frees what a test made, also when it fails. */
function using(made, body) {
  try {
    return body(...made);
  } finally {
    for (const one of made) one.free();
  }
}

test("lines, bytes, objects and texts are the same people", () => {
  const program = attrmap.compile("user.name");
  const window = { from: 0, count: 7 };
  const objects = ['{"user":{"name":"Zoë","age":41}}', "not json", { user: { name: "", age: null } }];
  objects.push({ user: { name: null } }, { user: { age: 41 } }, "[1]", { user: { name: "😀" } });
  for (const people of [
    attrmap.People.fromLines(lines),
    attrmap.People.fromLines(bytes(`${lines}\r\n\r\n`)),
    attrmap.People.fromObjects(objects),
  ]) {
    const { total, from, text, ends, states, failed, failures, counts } = program.evaluateMany(people, window);
    assert.deepEqual([total, from, people.length], [7, 0, 7]);
    assert.equal(text, "Zoë😀");
    assert.deepEqual([...ends], [3, 3, 3, 3, 3, 3, 5], "ends count UTF-16 units");
    assert.deepEqual([...states], [0, 4, 2, 1, 3, 4, 0]);
    assert.deepEqual([...failed], [-1, 0, -1, -1, -1, 1, -1]);
    assert.match(failures[0].message, /^this is not JSON/);
    assert.equal(failures[0].message, people.fault(1));
    assert.equal(people.fault(0), undefined);
    assert.deepEqual(counts, { value: 2, null: 1, empty: 1, missing: 1, error: 2 });
    people.free();
  }
  program.free();
});

test("a window is a part, wherever it lies", () => {
  using([attrmap.People.fromLines(lines), attrmap.compile("user.name + 1")], (people, program) => {
    const all = program.evaluateMany(people);
    for (const [from, count] of [[0, 0], [0, 3], [4, 2], [6, 9], [7, 1], [900, 1], [2, 4294967295]]) {
      const part = program.evaluateMany(people, { from, count });
      const start = Math.min(from, 7);
      const end = Math.min(from + count, 7);
      const text = (row) => all.text.slice(row ? all.ends[row - 1] : 0, all.ends[row]);
      const rows = Array.from({ length: end - start }, (_, at) => start + at);
      assert.equal(part.text, rows.map(text).join(""));
      assert.deepEqual([...part.states], [...all.states.slice(start, end)]);
      assert.deepEqual(part.counts, all.counts);
      assert.equal(part.ends.at(-1) ?? 0, part.text.length);
    }
  });
});

test("profiles of one root come from lines and from CSV", () => {
  const flat = attrmap.People.fromLines('{"a":"x"}\n{"a":"y"}\n5', { root: "appuser" });
  const csv = attrmap.People.fromCsv(bytes('a;b\r\nx;1\r\n"y;";2\r\n'), { root: "appuser", delimiter: ";" });
  using([attrmap.compile("appuser.a"), flat, csv], (program, flat, csv) => {
    assert.equal(program.evaluateMany(flat).text, "xy");
    assert.equal(flat.fault(2), "a profile is an object");
    assert.equal(program.evaluateMany(csv).text, "xy;");
  });
});

test("results stay inside to be looked at, searched and compared", () => {
  const rows = Array.from({ length: 5000 }, (_, n) => `{"user":{"id":"P${n % 4999}","on":${n % 2 === 0}}}`);
  const people = attrmap.People.fromLines(rows.join("\n"));
  const [id, was, on] = ["user.id", "user.on ? user.id : null", "user.on and String.len(user.id) == 2"].map(
    (text) => attrmap.compile(text),
  );
  using([id.evaluateAll(people), was.evaluateAll(people)], (now, before) => {
    assert.equal(now.length, 5000);
    assert.deepEqual([...now.containing("p4998")], [4998]);
    assert.deepEqual([...before.withState("null").slice(0, 2)], [1, 3]);
    assert.deepEqual([...people.filter(on)], [0, 2, 4, 6, 8]);
    assert.deepEqual([...on.evaluateAll(people).isTrue()], [0, 2, 4, 6, 8]);
    const { count, values, others } = now.duplicates();
    assert.deepEqual([count, values, others[0], others[4999], others[1]], [2, 1, 4999, 0, 4294967295]);
    const { counts, changes } = now.diff(before);
    assert.deepEqual(counts, { same: 2500, set: 2500, changed: 0, cleared: 0 });
    assert.deepEqual([...changes.slice(0, 3)], [0, 1, 0]);
    assert.equal(now.states.length, 5000);
    assert.deepEqual(now.counts, { value: 5000, null: 0, empty: 0, missing: 0, error: 0 });
    assert.deepEqual(now.get(1), { state: "value", type: "text", text: "P1", json: '"P1"' });
    assert.equal(before.window({ from: 2, count: 1 }).text, "P2");
  });
  for (const one of [people, id, was, on]) one.free();
});

test("a wrong expression fails for everybody", () => {
  using([attrmap.People.fromLines("{}\n{}"), attrmap.compile("1 +")], (people, program) => {
    const { counts, failures } = program.evaluateMany(people);
    assert.deepEqual([counts.error, failures.length], [2, 1]);
    assert.equal(program.evaluateAll(people).get(0).problem.code, program.problems[0].code);
    assert.equal(people.filter(program).length, 0);
  });
});

test("misuse throws an error that says what was wrong", () => {
  const people = attrmap.People.fromLines("{}");
  const freed = attrmap.People.fromLines("{}");
  freed.free();
  const program = attrmap.compile("user.a");
  const answers = program.evaluateAll(people);
  for (const misuse of [
    () => attrmap.People.fromLines(5),
    () => attrmap.People.fromLines([]),
    () => attrmap.People.fromLines("", { roots: "user" }),
    () => attrmap.People.fromObjects("{}"),
    () => attrmap.People.fromObjects([5]),
    () => attrmap.People.fromCsv(undefined),
    () => attrmap.People.fromCsv("", { delimiter: "ž" }),
    () => program.evaluateMany(freed),
    () => program.evaluateMany(people, { from: -1 }),
    () => answers.get(1),
    () => answers.withState("good"),
  ]) {
    assert.throws(misuse, (error) => error instanceof TypeError && error.message.length > 10, `${misuse}`);
  }
  for (const one of [answers, program, people]) one.free();
});

test("any bytes are people", () => {
  const program = attrmap.compile("user.a");
  const parts = ["{", "}", '"user"', ":", '"a"', "\n", "[", "]", ",", "\u0000", "\ud800", "1e999", " ", "null"];
  let seed = 7;
  const random = (below) => (seed = (seed * 48271) % 2147483647) % below;
  for (let round = 0; round < 500; round += 1) {
    const text = Array.from({ length: random(12) }, () => parts[random(parts.length)]).join("");
    const data = bytes(text);
    if (data.length > 0 && round % 3 === 0) data[random(data.length)] = random(256);
    const people = attrmap.People.fromLines(data);
    const { total, states } = program.evaluateMany(people);
    assert.equal(states.length, total);
    people.free();
  }
  program.free();
});
