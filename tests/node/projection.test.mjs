// Of an object only what the program reads comes inside; the answer is that of its JSON text.

import assert from "node:assert/strict";
import { test } from "node:test";

import { loadPackage } from "./package.mjs";

const attrmap = await loadPackage();
const RULES = [
  '(appuser.directNumber != null ? appuser.directNumber : "") + "#" + user.name',
  "user.name",
  "user.when + 1",
  'source.name + "," + appUser.name',
  "user",
  "hasDirectoryUser()",
];

class Person {
  #secret = 1;
  name = "own";
  get when() {
    return "inherited";
  }
}

const hidden = Object.defineProperty({ when: 2 }, "name", { value: "hidden", enumerable: false });
const getter = { get name() { return "asked"; } };
const nobody = Object.assign(Object.create(null), { user: Object.assign(Object.create(null), { name: "bare" }) });
const PEOPLE = [
  {},
  { user: { name: "Zoë", more: "x".repeat(100) }, appuser: { directNumber: null } },
  { user: { name: undefined, when: () => 1 }, appUser: { name: "A", directNumber: "+1" } },
  { user: null, appuser: "text" },
  { user: ["name"], appuser: undefined },
  { user: new Person() },
  { user: hidden, appuser: getter },
  { user: new Date(0) },
  { user: { toJSON: () => ({ name: "made" }) } },
  { toJSON: () => ({ user: { name: "made" } }) },
  { user: { name: Number.NaN, when: -0 } },
  { user: { name: { t: "missing" }, when: { t: "datetime", v: "2026-01-01T00:00:00Z" } } },
  { user: { name: "a" }, $groups: [{ name: "g" }], $directoryUsers: [] },
  JSON.parse('{"user":{"__proto__":{"name":"b"},"name":"a"},"__proto__":{"name":"c"}}'),
  nobody,
];

test("an object gives what its JSON text gives", () => {
  for (const strictAttributes of [false, true]) {
    for (const rule of RULES) {
      const program = attrmap.compile(rule, { strictAttributes });
      for (const person of PEOPLE) {
        assert.deepEqual(program.evaluate(person), program.evaluate(JSON.stringify(person)), rule);
      }
      program.free();
    }
  }
});

test("big integers keep their digits, and what is not read may contain itself", () => {
  const program = attrmap.compile("user.number + '!'");
  const user = { number: 9007199254740993n };
  assert.equal(program.evaluate({ user }).text, "9007199254740993!");
  user.self = user;
  assert.equal(program.evaluate({ user }).text, "9007199254740993!");
  user.number = user;
  assert.throws(() => program.evaluate({ user }), TypeError);
  program.free();
});

test("of a text only what the program reads is kept, and what is wrong with it is told", () => {
  const program = attrmap.compile("user.name");
  const deep = "[".repeat(200) + "]".repeat(200);
  const texts = [
    ['{"user":{"x\\u006eame":"b","n\\u0061me":"a"}}', "a"],
    ['{"user":{"name":"a","name":"b"}}', "b"],
    ['{"user":{"name":"a"},"user":{"n":"b"}}', undefined],
    [`{"user":{"deep":${deep},"name":"a"},"appuser":{"name":"b"}}`, "a"],
    ['{"user":{"name":"a"},"appuser":null,"$groups":[]}', "a"],
    ['{"user":"a"}', undefined],
  ];
  for (const [text, value] of texts) {
    const got = program.evaluate(text);
    assert.equal(got.state, value === undefined ? "missing" : "value", text);
    assert.equal(got.text, value ?? "", text);
  }
  for (const [text, message] of [
    ['{"user":{"name":"a"', /not JSON.*the text ends in line 1, column 20/],
    ['{"user":{"name":"a"}} x', /not JSON.*the end expected before `x` in line 1, column 23/],
    ['{"user":{"name":"a","b":tru}}', /not JSON.*a value expected before `}` in line 1, column 28/],
    ["[]", /an object with a profile for each root/],
  ]) {
    const got = program.evaluate(text);
    assert.equal(got.state, "error", text);
    assert.match(got.text, message);
  }
  program.free();
});
