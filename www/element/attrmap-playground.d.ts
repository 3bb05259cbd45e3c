/** The module defines `<attrmap-playground>`; importing it shows nothing by itself. */

/** A value as JSON writes it; tags say what JSON cannot. */
export type Json = null | boolean | number | string | Json[] | { [name: string]: Json };

/** What everything in the element is about, as the playground's files have it. */
export interface Workspace {
  attrmap: 1;
  name?: string;
  /** `any`, `profile_mapping_to_okta`, `group_rule` and so on. */
  context?: string;
  dialect?: Dialect;
  mappings?: Mapping[];
  /** The sources of a target, the first one wins. */
  priority?: { [target: string]: string[] };
  schema?: Schema;
  people?: Person[];
  checks?: Check[];
  /** The other directions. */
  sets?: Omit<Workspace, "attrmap" | "name" | "dialect" | "people" | "sets">[];
}

export type Dialect = "classic" | "identity";

export interface Mapping {
  /** The target attribute. */
  to: string;
  expr?: string;
  apply?: "create" | "create-and-update";
  /** What stands in the place of null. */
  default?: Json;
  note?: string;
}

export interface Schema {
  source?: Side;
  target?: Side;
}

export interface Side {
  label?: string;
  /** The name under which expressions read it. */
  root?: string;
  attributes?: Attribute[];
}

export interface Attribute {
  name: string;
  type?: string;
  required?: boolean;
  unique?: boolean;
  /** In UTF-16 units. */
  maxLength?: number;
  enum?: string[];
  format?: string;
}

export interface Person {
  id: string;
  name: string;
  records?: { [root: string]: { [attribute: string]: Json } };
  groups?: string[];
  /** Why the playground made this person up, if it did. */
  generated?: string;
}

export interface Check {
  /** The id of the person. */
  person: string;
  to: string;
  op?: "equals" | "is-null" | "is-empty" | "is-missing" | "matches" | "has-type" | "fails-with" | "is-one-of";
  value?: Json;
  name?: string;
}

export interface Problem {
  code: string;
  severity: "error" | "warning";
  message: string;
  help: string | null;
  /** Where it starts and ends in the expression, in UTF-16 units. */
  range: [number, number];
}

export interface Checked {
  /** Whether the expression can be evaluated. */
  ok: boolean;
  problems: Problem[];
}

export interface ReadyDetail {
  version: string;
}

export interface ChangeDetail {
  /** Whether the user has anything to undo. */
  dirty: boolean;
  /** The mapping being edited. */
  target: string;
  expression: string | null;
}

export interface ResultDetail {
  target: string;
  /** The id of the person whom the result is for. */
  person: string;
  state: "value" | "null" | "empty" | "missing" | "error";
  type: string;
  text: string;
  problem?: Problem | null;
}

export interface ProblemsDetail extends Checked {
  target: string;
  /** In all mappings. */
  errors: number;
  warnings: number;
}

export interface SaveDetail {
  workspace: Workspace;
}

/** Something asked for by attribute, or before the element was ready, that is not possible. */
export interface ErrorDetail {
  code: string;
  message: string;
}

/** The element's events. All but `error` bubble, out of shadow roots as well. */
export interface AttrmapPlaygroundEventMap {
  /** The element answers; once. */
  ready: CustomEvent<ReadyDetail>;
  /** The user changed the workspace. */
  change: CustomEvent<ChangeDetail>;
  result: CustomEvent<ResultDetail>;
  problems: CustomEvent<ProblemsDetail>;
  /** The user asked to save. */
  save: CustomEvent<SaveDetail>;
  error: CustomEvent<ErrorDetail>;
}

/**
 * Attributes: `mode`, `theme`, `lang` (`en`, or `en-XA` for tests), `readonly`; `context` and `dialect`, which hold for
 * every workspace while they are there; `label` (or `aria-label`), which tells the regions of one element from those of
 * another on the page; `lock`, which shuts the network of the whole document for good.
 * Parts for styles: `header`, `editor`, `result`, `grid`.
 */
export class AttrmapPlayground extends HTMLElement {
  /** How much is shown. */
  mode: "full" | "expression" | "result";
  theme: "system" | "light" | "dark";
  /** Whether the workspace can be looked at only. */
  readOnly: boolean;
  /** Undefined until it is given or the element is ready. What is got is a copy. */
  get workspace(): Workspace | undefined;
  set workspace(workspace: Workspace);
  get schema(): Schema | undefined;
  set schema(schema: Schema);
  get people(): Person[] | undefined;
  set people(people: Person[]);

  /** The workspace with all changes; throws before the element is ready. */
  getWorkspace(): Workspace;
  /** Puts the keyboard focus in the expression. */
  focusExpression(): void;
  /** Checks a text, or the present expression; throws before the element is ready. */
  check(text?: string): Checked;

  addEventListener<K extends keyof AttrmapPlaygroundEventMap>(
    type: K,
    listener: (this: AttrmapPlayground, event: AttrmapPlaygroundEventMap[K]) => unknown,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener<K extends keyof HTMLElementEventMap>(
    type: K,
    listener: (this: AttrmapPlayground, event: HTMLElementEventMap[K]) => unknown,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | AddEventListenerOptions,
  ): void;
  removeEventListener<K extends keyof AttrmapPlaygroundEventMap>(
    type: K,
    listener: (this: AttrmapPlayground, event: AttrmapPlaygroundEventMap[K]) => unknown,
    options?: boolean | EventListenerOptions,
  ): void;
  removeEventListener<K extends keyof HTMLElementEventMap>(
    type: K,
    listener: (this: AttrmapPlayground, event: HTMLElementEventMap[K]) => unknown,
    options?: boolean | EventListenerOptions,
  ): void;
  removeEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | EventListenerOptions,
  ): void;
}

declare global {
  interface HTMLElementTagNameMap {
    "attrmap-playground": AttrmapPlayground;
  }
}
