//! The TypeScript side of the shapes; a test in Node holds them to each other.

use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen(typescript_custom_section)]
const ENGINE: &str = r#"
/** An edition of the language. */
export type Dialect = "classic" | "identity";

/** A place of use, such as `profile_mapping_to_okta`. */
export type ContextId =
  | "any" | "profile_mapping_to_okta" | "profile_mapping_to_app" | "app_username" | "group_rule"
  | "saml_attribute" | "oidc_claim" | "idp_username" | "signin_policy" | "access_certification"
  | "access_certification_reviewer" | "entitlement_policy" | "federated_claim"
  | "account_management_policy" | "idp_routing" | "event_hook_filter";

export interface Options {
  /** The dialect; by default that of the context, or `classic`. */
  dialect?: Dialect;
  /** The place of use; `any` by default. */
  context?: ContextId;
  /** Names of app instances that can be read as roots. */
  apps?: string[];
  /** The roots that people have; names that are no roots of the language are app instances. */
  roots?: string[];
  /** Whether an attribute that a person lacks is an error. */
  strictAttributes?: boolean;
  /** The instant of evaluation, RFC 3339. */
  now?: string;
  /** People whose attributes and values completion proposes, and warnings look at. */
  people?: Person[];
  /** What is known about the profiles under the roots. */
  schemas?: { [root: string]: Schema };
}
export interface Schema {
  title?: string;
  attributes: {
    [name: string]: {
      type?: "string" | "boolean" | "integer" | "number" | "array" | "object";
      enum?: string[];
    };
  };
}

/** Offsets are UTF-16 code units, as in JavaScript strings; `to` is not included. */
export interface Edit { from: number; to: number; text: string }
export interface Fix { title: string; safe: boolean; edits: Edit[] }
export interface Problem {
  code: string;
  kind: string;
  severity: "error" | "warning";
  /** Whether the expression cannot be compiled because of it. */
  blocking: boolean;
  message: string;
  from: number;
  to: number;
  /** From 1. */
  line: number;
  /** From 1, in characters. */
  column: number;
  /** Further places of the same problem. */
  also?: { from: number; to: number }[];
  label?: string;
  help?: string;
  related?: { from: number; to: number; label: string };
  fixes: Fix[];
}
export interface Read { root: string; attr?: string }
export interface Checked { ok: boolean; problems: Problem[]; type: string; reads: Read[] }

/** Roots by name; values are plain, or tagged where JSON falls short. */
export type Person = { [root: string]: unknown };
/** For a big integer, a date-time, or an attribute that is not there. */
export type Tagged = { t: "int" | "datetime"; v: string } | { t: "missing" };

export interface Result {
  state: State;
  type?: string;
  /** The text form of the value; of a person that could not be read, what is wrong. */
  text?: string;
  /** The value as JSON text, with all digits; markers for what JSON lacks. */
  json?: string;
  problem?: Problem;
}
export type State = "value" | "null" | "empty" | "missing" | "error";
"#;

#[cfg(feature = "people")]
#[wasm_bindgen(typescript_custom_section)]
const PEOPLE: &str = r#"
export interface Window { from?: number; count?: number }
export type Counts = { [state in State]: number };
export interface Results {
  total: number;
  from: number;
  results: Result[];
  counts: Counts;
}
/** The results of a part of `People`, each array with an element for each of them. */
export interface PeopleResults {
  total: number;
  from: number;
  /** The texts of all results of the part, one behind the other. */
  text: string;
  /** Where each text ends. */
  ends: Uint32Array;
  /** 0 value, 1 null, 2 empty, 3 missing, 4 error. */
  states: Uint8Array;
  /** The failure of each, an index into `failures`; -1 for none. */
  failed: Int32Array;
  failures: { message: string; problem?: Problem }[];
  /** Of all people. */
  counts: Counts;
}
export interface Duplicates {
  /** How many results others have too, and how many different texts those are. */
  count: number;
  values: number;
  /** For each the first other person with the same text; 4294967295 for none. */
  others: Uint32Array;
}
export interface Diff {
  counts: { same: number; set: number; changed: number; cleared: number };
  /** 0 same, 1 set, 2 changed, 3 cleared. */
  changes: Uint8Array;
}
export interface Program {
  /** The results of a part of the people, and how many of all have which state. */
  evaluateMany(people: People, window?: Window): PeopleResults;
  evaluateMany(people: Person[] | string | Uint8Array, window?: Window): Results;
}
"#;

#[cfg(feature = "lines")]
#[wasm_bindgen(typescript_custom_section)]
const LINES: &str = r#"
export interface LineOptions {
  /** The root that the people stand under; the source of the mapping set by default. */
  root?: string;
  /** The instant of evaluation, RFC 3339. */
  now?: string;
}
export interface MappedLines<Output> {
  /** A line of JSON for each person. */
  output: Output;
  /** How many lines were read, also those without anybody. */
  lines: number;
  people: number;
  /** The first problems in order; without `attr` the line is no person, and is left out. */
  problems: { line: number; attr?: string; code: string; message: string }[];
  /** How many problems there were besides. */
  unkept: number;
}
export interface LineMapper {
  mapLines(lines: string): MappedLines<string>;
  mapLines(lines: Uint8Array): MappedLines<Uint8Array>;
}
"#;

#[cfg(feature = "assist")]
#[wasm_bindgen(typescript_custom_section)]
const ASSIST: &str = r#"
export interface Token {
  from: number;
  to: number;
  kind: "root" | "attr" | "fn" | "str" | "num" | "kw" | "op" | "punct";
}
export interface CatalogEntry {
  name: string;
  form: "function" | "method";
  parameters: { name: string; type: string; optional: boolean; repeats: boolean }[];
  returns: string;
  summary: string;
  nulls: string;
  examples: { expression: string; profile: string; value: string }[];
  contexts: ContextId[];
  reference: string;
  instead?: string;
}

/** What became of a part of an expression. */
export interface Evaluated {
  state: "value" | "null" | "empty" | "error" | "skipped";
  type?: string;
  /** The text form of the value. */
  value?: string;
  problem?: Problem;
}
/** A part of an expression; its children come in the order of evaluation. */
export interface Node extends Evaluated {
  from: number;
  to: number;
  text: string;
  /** Whether it was not evaluated. */
  skipped: boolean;
  children: Node[];
}
export interface Completion {
  label: string;
  kind: "root" | "attribute" | "function" | "method" | "value" | "group" | "keyword";
  detail: string;
  /** What replaces the part from `from` to `to`. */
  insert: string;
  from: number;
  to: number;
}
export interface Hover {
  from: number;
  to: number;
  title: string;
  summary: string;
  example?: { expression: string; profile: string; value: string };
  places: string[];
  /** What to write instead. */
  deprecated?: string;
  type: string;
  /** For the person that was given. */
  result?: Evaluated;
}
export interface SignatureHelp {
  label: string;
  /** Where the parameters stand in the label. */
  parameters: { from: number; to: number }[];
  /** The parameter at the caret. */
  active?: number;
  summary: string;
  from: number;
  to: number;
}
/** Attributes stand between asterisks, literals and functions between backticks. */
export interface Sentence { text: string; from: number; to: number; depth: number }
export interface EdgeCases {
  cases: EdgeCase[];
  /** Branches that nobody reached. */
  unreached: { from: number; to: number }[];
  tried: number;
}
export interface EdgeCase {
  reason: string;
  changes: {
    root: string;
    path: string[];
    state: "value" | "null" | "empty" | "missing";
    /** The value as JSON text. */
    json?: string;
  }[];
  result: Evaluated;
  reaches: {
    kind: "branch" | "error" | "null" | "lint" | "result" | "other";
    code?: string;
    message?: string;
    from: number;
    to: number;
  }[];
}
"#;
