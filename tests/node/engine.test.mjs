// What the package promises besides the language: shapes, offsets, digits, and that nothing throws.

import assert from "node:assert/strict";
import { test } from "node:test";

import { loadPackage } from "./package.mjs";

const attrmap = await loadPackage();
const rule =
  '(appuser.directNumber != null ? appuser.directNumber : "") + "#" + appuser.extensionNumber';

test("the seed rule writes null for a person without an extension", () => {
  const program = attrmap.compile(rule, { context: "profile_mapping_to_okta" });
  const result = program.evaluate({ appuser: { directNumber: "+15550100125" } });
  assert.equal(result.text, "+15550100125#null");
  assert.equal(result.state, "value");
  assert.deepEqual(program.reads, [
    { root: "appuser", attr: "directNumber" },
    { root: "appuser", attr: "extensionNumber" },
  ]);
  program.free();
});

test("offsets are UTF-16 units, also behind an emoji", () => {
  const [problem] = attrmap.check("'😀' + user.", {}).problems;
  assert.equal(problem.code, "E0119");
  assert.equal("'😀' + user.".slice(problem.from, problem.to), ".");
});

test("the four states are told apart", () => {
  const program = attrmap.compile("user.a");
  const state = (user) => program.evaluate({ user }).state;
  assert.deepEqual(
    [{ a: "x" }, { a: "" }, { a: null }, {}, { a: { t: "missing" } }, { a: 0 }, { a: false }].map(state),
    ["value", "empty", "null", "missing", "missing", "value", "value"],
  );
  program.free();
});

test("integers keep their digits", () => {
  const program = attrmap.compile("user.id");
  const text = (person) => program.evaluate(person).text;
  assert.equal(text('{"user":{"id":9007199254740993}}'), "9007199254740993");
  assert.equal(text({ user: { id: 133520736000000001n } }), "133520736000000001");
  assert.equal(text({ user: { id: { t: "int", v: "9007199254740993" } } }), "9007199254740993");
  program.free();
});

test("many people give results of a window and counts of all", () => {
  const program = attrmap.compile("user.a");
  const lines = '{"user":{"a":1}}\nnot json\n{"user":{"a":""}}\n{"user":{}}\n[1]\n';
  for (const people of [lines, new TextEncoder().encode(lines)]) {
    const { total, results, counts } = program.evaluateMany(people, { from: 1, count: 2 });
    assert.equal(total, 5);
    assert.deepEqual(results.map((result) => result.state), ["error", "empty"]);
    assert.deepEqual(counts, { value: 1, null: 0, empty: 1, missing: 1, error: 2 });
  }
  program.free();
});

test("bad expressions and bad data are results", () => {
  const long = "x".repeat(10_001);
  const deep = "(".repeat(5_000);
  for (const text of ["", "1 +", long, deep, "\u0000", "\ud800", "'😀", "a ? b", "new", "${", "]"]) {
    const checked = attrmap.check(text);
    assert.equal(checked.ok, false, text.slice(0, 20));
    assert.ok(checked.problems.length > 0);
    const program = attrmap.compile(text);
    assert.equal(program.ok, false);
    assert.equal(program.evaluate({}).state, "error");
    program.free();
    assert.ok(Array.isArray(attrmap.tokens(text)));
  }
  const program = attrmap.compile("user.a");
  for (const person of ["", "[]", "{", "null", '{"user":5}', [], { user: "x" }]) {
    assert.ok(["error", "missing"].includes(program.evaluate(person).state), String(person));
  }
  program.free();
});

test("misuse throws a TypeError that says what is wrong", () => {
  const loop = {};
  loop.self = loop;
  const program = attrmap.compile("1");
  for (const misuse of [
    () => attrmap.catalog("klingon"),
    () => attrmap.compile("1", { context: "nowhere" }),
    () => attrmap.compile("1", { contxt: "any" }),
    () => attrmap.check("1", 5),
    () => program.evaluate(loop),
    () => program.evaluate(undefined),
    () => program.evaluate(5),
    () => program.evaluate(() => {}),
    () => program.evaluateMany(new Uint8Array([0xff])),
    () => program.evaluateMany("", { from: -1 }),
  ]) {
    assert.throws(misuse, (error) => error instanceof TypeError && error.message.length > 10);
  }
  program.free();
});

test("what is no text throws a TypeError wherever text is due, and the instance goes on", () => {
  const takers = ["catalog", "check", "compile", "complete", "edgeCases", "explain", "format", "hover", "signature", "tokens"];
  for (const name of takers) {
    for (const other of [7, 1.5, null, undefined, true, {}, [], Symbol("x"), 10n, () => {}]) {
      const isOurs = (error) => error instanceof TypeError && /string/.test(error.message);
      assert.throws(() => attrmap[name](other, name === "catalog" ? undefined : 0), isOurs, `${name} ${String(other)}`);
    }
  }
  assert.equal(attrmap.format("1+1"), "1 + 1");
});

test("200 levels work, too many are refused, and the instance goes on", () => {
  const wrap = (open, close, levels) => open.repeat(levels) + "1" + close.repeat(levels);
  const forms = [
    ["(", ")"],
    ["{", "}"],
    ["String.len(", ")"],
    ["true ? ", " : 2"],
    ["false ? 1 : ", ""],
    ["null ?: ", ""],
    ["{1}.![", "]"],
    ["{1}[", "]"],
  ];
  for (const [open, close] of forms) {
    const text = wrap(open, close, 200);
    const program = attrmap.compile(text);
    assert.ok(program.ok, text.slice(0, 30));
    assert.notEqual(program.evaluate({}).problem?.kind, "limit_exceeded");
    program.free();
    assert.equal(attrmap.check(wrap(open, close, 251)).problems[0].kind, "limit_exceeded");
    assert.equal(attrmap.check(wrap("(", ")", 4_900)).problems[0].kind, "limit_exceeded");
  }
  const chain = attrmap.compile("1" + " + 1".repeat(2_400));
  assert.equal(chain.evaluate({}).text, "2401");
  chain.free();
  for (const text of ["!".repeat(9_000) + "true", "user" + ".a".repeat(4_900)]) {
    assert.equal(attrmap.check(text).problems[0].kind, "limit_exceeded");
  }
  for (const text of ["!".repeat(400) + "true", "user" + "?.a".repeat(400)]) {
    const program = attrmap.compile(text);
    assert.notEqual(program.evaluate({}).problem?.kind, "limit_exceeded");
    program.free();
  }
  assert.equal(attrmap.check("1").ok, true);
});

test("the catalog tells every function with its examples", () => {
  for (const dialect of ["classic", "identity"]) {
    const catalog = attrmap.catalog(dialect);
    assert.ok(catalog.length > 10);
    for (const { name, examples, contexts } of catalog) {
      assert.ok(examples.length > 0 && contexts.includes("any"), name);
    }
  }
});

test("tokens cover every sign and nothing else", () => {
  const kinds = attrmap.tokens("String.len(user.city) > 3 AND 'x'").map(({ kind }) => kind);
  assert.deepEqual(kinds, [
    "fn", "punct", "fn", "punct", "root", "punct", "attr", "punct", "op", "num", "kw", "str",
  ]);
});
