// What editors ask of the package: trace, completion, hover, signatures, words, edge cases.

import assert from "node:assert/strict";
import { test } from "node:test";

import { loadPackage } from "./package.mjs";

const attrmap = await loadPackage();
const rule =
  '(appuser.directNumber != null ? appuser.directNumber : "") + "#" + appuser.extensionNumber';
const context = "profile_mapping_to_okta";
const people = [
  { user: { city: "Rome" }, $groups: [{ id: "00g1", profile: { name: "West" } }] },
  { user: { city: "Oslo", zip: "0150" } },
  { user: { city: null } },
];

/** Every node of a trace, the whole first. */
const flat = (node) => [node, ...node.children.flatMap(flat)];

test("a trace has every part, and says what was not evaluated", () => {
  const program = attrmap.compile(rule, { context });
  const root = program.trace({ appuser: { directNumber: "+15550100125" } });
  assert.equal(root.value, "+15550100125#null");
  assert.equal(root.type, "text");
  const nodes = flat(root);
  for (const { from, to, text } of nodes) assert.equal(rule.slice(from, to), text);
  assert.deepEqual(nodes.filter(({ skipped }) => skipped).map(({ text }) => text), ['""']);
  assert.equal(nodes.at(-1).state, "null");
  program.free();
});

test("an error of a trace has its problem, also in what cannot be compiled or read", () => {
  const program = attrmap.compile("'😀' + user.a.b");
  const root = program.trace({ user: { a: null } });
  assert.equal(root.state, "error");
  assert.equal(root.problem.kind, "null_dereference");
  assert.equal("'😀' + user.a.b".slice(root.problem.from, root.problem.to), "user.a.b");
  assert.equal(program.trace("[]").state, "error");
  program.free();
  const broken = attrmap.compile("user.");
  assert.equal(broken.trace({}).problem.code, broken.problems[0].code);
  broken.free();
});

test("completion knows the loaded people", () => {
  const [item] = attrmap.complete("'😀' + user.ci + ", 14, { people });
  assert.deepEqual(item, {
    label: "city",
    kind: "attribute",
    detail: "text · in 2 of 3 · Rome",
    insert: "city",
    from: 12,
    to: 14,
  });
  const labels = (text, options) =>
    attrmap.complete(text, text.length, { people, ...options }).map(({ label }) => label);
  assert.deepEqual(labels("user.city == '"), ["Rome", "Oslo"]);
  assert.deepEqual(labels("isMemberOfGroupName('"), ["West"]);
  assert.ok(labels("String.").includes("substringBefore"));
  assert.ok(!labels("", { context: "group_rule" }).includes("appuser"));
});

test("completion knows the schema", () => {
  const schemas = { user: { title: "Okta", attributes: { state: { type: "string", enum: ["on", "off"] } } } };
  const labels = (text) => attrmap.complete(text, text.length, { schemas }).map(({ label }) => label);
  assert.deepEqual(labels("user."  + "sta"), ["state"]);
  assert.deepEqual(labels("user.state == '"), ["on", "off"]);
  assert.equal(attrmap.check("user.stat", { schemas }).problems[0].fixes[0].edits[0].text, "state");
});

test("hover tells the function, its places, and the value of a part", () => {
  const name = attrmap.hover("String.len(user.city)", 3);
  assert.equal(name.title, "String.len(input: text) → integer");
  assert.ok(name.example.expression.includes("String.len"));
  assert.ok(name.places.length > 3);
  const part = attrmap.hover("String.len(user.city)", 14, {}, people[0]);
  assert.deepEqual([part.from, part.to, part.result.value], [11, 20, "Rome"]);
  assert.equal(attrmap.hover("", 0), null);
});

test("a signature marks the current parameter", () => {
  const text = "'😀' + String.append(user.city, ";
  const { label, parameters, active, from, to } = attrmap.signature(text, text.length);
  assert.equal(text.slice(from, to), "String.append");
  assert.equal(label.slice(parameters[active].from, parameters[active].to), "suffix: text");
  assert.equal(attrmap.signature("1 + 1", 2), null);
});

test("format leaves broken text alone", () => {
  assert.equal(attrmap.format("1+  2"), "1 + 2");
  assert.equal(attrmap.format("1+  "), "1+  ");
});

test("an explanation has one sentence for each decision", () => {
  assert.deepEqual(
    attrmap.explain(rule, { context }).map(({ text }) => text),
    [
      "If *directNumber* of the app user is not null, take it, otherwise take empty text.",
      "Then add `#`.",
      "Then add *extensionNumber* of the app user.",
      "If *extensionNumber* is null, this adds the word `null`.",
    ],
  );
});

test("edge cases are those that reach something new", () => {
  const { cases, unreached } = attrmap.edgeCases(rule, { context });
  assert.deepEqual(
    cases.map(({ reason, reaches }) => [reason, reaches[0].kind]),
    [
      ["directNumber is missing", "branch"],
      ["extensionNumber is missing", "null"],
    ],
  );
  assert.deepEqual(unreached, []);
  assert.equal(cases[1].changes[0].state, "missing");
});

test("nothing throws for any text at any offset", () => {
  for (const text of ["", "'", "user.", "😀'😀", "(((", "a ? b", "\ud800", "x".repeat(10_001), "]".repeat(300)]) {
    for (const offset of [0, 1, 2, text.length, 1e6]) {
      assert.ok(Array.isArray(attrmap.complete(text, offset)));
      attrmap.hover(text, offset, {}, {});
      attrmap.signature(text, offset);
    }
    assert.equal(typeof attrmap.format(text), "string");
    assert.ok(attrmap.explain(text).length > 0);
    assert.ok(Array.isArray(attrmap.edgeCases(text, {}, "[]").cases));
  }
});
