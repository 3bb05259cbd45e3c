// What a program in TypeScript may rely on in the small edition; compiled by `types.test.mjs`, never run.

import init, { check, compile, initSync, version } from "attrmap/engine";
import type { Checked, Options, Person, Result, State } from "attrmap/engine";

await init();
initSync({ module: new Uint8Array() });

export const text: string = version();
const options: Options = { context: "profile_mapping_to_okta", strictAttributes: true };
export const checked: Checked = check('"#" + appuser.extensionNumber', options);
const person: Person = { appuser: { extensionNumber: "101" } };
const program = compile("appuser.extensionNumber", options);
export const result: Result = program.evaluate(person);
export const state: State = result.state;
// @ts-expect-error: many people are for the whole package
export const many: unknown = program.evaluateMany([person]);
program.free();
