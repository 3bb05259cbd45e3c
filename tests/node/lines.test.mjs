// JSON lines in, JSON lines out, by a mapping set.

import assert from "node:assert/strict";
import { test } from "node:test";

import { loadPackage } from "./package.mjs";

const attrmap = await loadPackage();
const SET = `attrmap: mapping-set/v1
name: phone
source: {name: phone, type: appuser}
target: {name: user, type: user}
rules:
  primaryPhone: '"#" + appuser.extension'
  year: 'appuser.age > 17 ? "grown" : "young"'
`;
const LINES = ['{"extension":"101","age":41}', "oops", "", '{"extension":"Zoë","age":"x"}', '{"age":3}'].join("\n");
const EXPECTED = [
  '{"primaryPhone":"#101","year":"grown"}',
  '{"primaryPhone":"#Zoë","year":null}',
  '{"primaryPhone":"#null","year":"young"}\n',
].join("\n");

test("text gives text and bytes give bytes, with what went wrong", () => {
  const mapper = new attrmap.LineMapper(SET);
  for (const lines of [LINES, new TextEncoder().encode(LINES)]) {
    const { output, lines: read, people, problems, unkept } = mapper.mapLines(lines);
    const text = typeof lines === "string" ? output : new TextDecoder().decode(output);
    assert.equal(output.constructor, lines.constructor);
    assert.equal(text, EXPECTED);
    assert.deepEqual([read, people, unkept], [5, 3, 0]);
    assert.deepEqual(problems.map(({ line, attr, code }) => [line, attr, code]), [
      [2, undefined, "IMP-101"],
      [4, "year", "MAP-101"],
    ]);
  }
  mapper.free();
});

test("bytes are cut between lines, however long they are", () => {
  const mapper = new attrmap.LineMapper(SET, { root: "appuser", now: "2026-01-01T00:00:00Z" });
  const long = `{"extension":"${"x".repeat(3 << 20)}","age":20}`;
  const lines = [...Array(60_000).keys()].map((at) => `{"extension":"${at}é","age":${at % 40}}`);
  lines.splice(70, 0, long);
  const text = lines.join("\n");
  const { output, people, lines: read } = mapper.mapLines(new TextEncoder().encode(text));
  assert.deepEqual([people, read], [60_001, 60_001]);
  assert.equal(new TextDecoder().decode(output), mapper.mapLines(text).output);
  mapper.free();
});

test("misuse throws", () => {
  assert.throws(() => new attrmap.LineMapper("rules: ["), TypeError);
  assert.throws(() => new attrmap.LineMapper(SET, { rot: "user" }), TypeError);
  assert.throws(() => new attrmap.LineMapper(SET, { now: "soon" }), TypeError);
  const mapper = new attrmap.LineMapper(SET);
  for (const wrong of [undefined, null, 1, {}, []]) assert.throws(() => mapper.mapLines(wrong), TypeError);
  mapper.free();
});
