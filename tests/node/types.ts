// What a program in TypeScript may rely on; compiled by `types.test.mjs`, never run.

import init, { LineMapper, People, catalog, check, compile, initSync, tokens, version } from "attrmap";
import type { Answers, CatalogEntry, Checked, Options, Person, Problem, Result, Results } from "attrmap";

await init();
initSync({ module: new Uint8Array() });

export const text: string = version();
// @ts-expect-error: the version is text
export const number: number = version();

const options: Options = { context: "profile_mapping_to_okta", now: "2026-01-01T00:00:00Z" };
// @ts-expect-error: there is no such context
export const wrong: Options = { context: "profile_mapping" };

export const checked: Checked = check('"#" + appuser.extensionNumber', options);
export const roots: string[] = checked.reads.map((read) => read.root);
export const fixed: string[] = checked.problems.flatMap((problem: Problem) =>
  problem.fixes.filter((fix) => fix.safe).flatMap((fix) => fix.edits.map((edit) => edit.text)),
);

const person: Person = { appuser: { extensionNumber: { t: "int", v: "9007199254740993" } } };
const program = compile("appuser.extensionNumber", options);
export const result: Result = program.evaluate(person);
export const state: "value" | "null" | "empty" | "missing" | "error" = result.state;
// @ts-expect-error: there may be no text
export const shown: string = result.text;
export const results: Results = program.evaluateMany([person], { from: 0, count: 10 });
export const errors: number = program.evaluateMany(new Uint8Array()).counts.error;
const people: People = People.fromLines(new Uint8Array(), { root: "user" });
// @ts-expect-error: people are read from text or bytes
People.fromLines([person]);
export const ends: Uint32Array = program.evaluateMany(people, { count: 40 }).ends;
// @ts-expect-error: people who stay inside give texts, not objects
program.evaluateMany(people).results;
const answers: Answers = program.evaluateAll(people);
export const rows: Uint32Array[] = [
  people.filter(program),
  answers.containing("x"),
  answers.withState("null"),
];
// @ts-expect-error: there is no such state
answers.withState("good");
export const changed: number = answers.diff(answers).counts.changed;
export const twice: number = answers.duplicates().count;
program.free();
const mapper = new LineMapper("{}", { root: "appuser" });
export const mapped: string = mapper.mapLines("{}").output;
export const mappedBytes: Uint8Array = mapper.mapLines(new Uint8Array()).output;
// @ts-expect-error: people of lines are text or bytes
mapper.mapLines([person]);

export const kinds = tokens("1 + 1").map((token) => token.kind);
export const entries: CatalogEntry[] = catalog("classic");
// @ts-expect-error: there is no such dialect
catalog("spel");
