// <attrmap-playground>: the playground as an element of other pages. What it may be asked and what it
// tells is in attrmap-playground.d.ts.

import style from "attrmap-style";

import { isLocked, lock, program } from "./program.js";

const NAME = "attrmap-playground";

/** What is put on every element's shadow root, which no policy of the page around forbids. */
const sheet = new CSSStyleSheet();
sheet.replaceSync(style);

/** Where links lead to that are made in an element: the page itself. */
const links = new URL("../", import.meta.url).href;

const modes = ["full", "expression", "result"];
const themes = ["system", "light", "dark"];

/** The elements that are shown, all of which a lock concerns. */
const shown = new Set();

export class AttrmapPlayground extends HTMLElement {
  static observedAttributes = ["mode", "theme", "lang", "readonly", "context", "dialect", "lock", "label", "aria-label"];

  /** The program's side of this element, once it is loaded. */
  #instance;
  #stage;
  /** What was set before the program was there, by property. */
  #given = new Map();

  constructor() {
    super();
    const root = this.attachShadow({ mode: "open" });
    root.adoptedStyleSheets = [sheet];
    this.#stage = root.appendChild(stage());
    // What was set before this class was known hides its accessors.
    for (const name of Object.keys(this).filter((name) => name in AttrmapPlayground.prototype)) {
      const value = this[name];
      delete this[name];
      this[name] = value;
    }
  }

  connectedCallback() {
    program().then(
      (loaded) => this.#show(loaded),
      (error) => {
        this.#stage.className = "am-stage am-notice";
        this.#stage.textContent = `attrmap could not be loaded. (${error})`;
        this.#refused(error, "not-loaded");
      },
    );
  }

  disconnectedCallback() {
    // An element that is only moved is back at once.
    queueMicrotask(() => {
      if (this.isConnected) return;
      shown.delete(this);
      this.#instance?.hide();
      this.#renew();
    });
  }

  /** Keeps everything where the element is moved without being taken away. */
  connectedMoveCallback() {}

  attributeChangedCallback(name, before, now) {
    if (this.#instance && before !== now) this.#apply(name);
  }

  #show({ Instance, editor }) {
    if (!this.isConnected || shown.has(this)) return;
    if (!this.#instance) {
      this.#instance = new Instance();
      const given = [...this.#given];
      this.#given.clear();
      for (const [name, value] of given) this.#attempt(() => this.#give(name, value));
      for (const name of AttrmapPlayground.observedAttributes) {
        if (this.hasAttribute(name)) this.#apply(name);
      }
    }
    this.#renew();
    shown.add(this);
    if (isLocked()) this.#ask("locked");
    this.#instance.show(this.#stage, links, editor, (name, detail) => {
      this.dispatchEvent(new CustomEvent(name, { bubbles: true, composed: true, detail }));
    });
  }

  /** Takes an empty stage: the program never lets go of one that it was shown on. */
  #renew() {
    const fresh = stage();
    fresh.lang = this.#stage.lang;
    this.#stage.replaceWith(fresh);
    this.#stage = fresh;
  }

  /** Asks the program; throws a TypeError for what it does not understand. */
  #ask(kind, payload = {}) {
    return JSON.parse(this.#instance.ask(kind, JSON.stringify(payload)));
  }

  #asked(kind, payload) {
    if (this.#instance) return this.#ask(kind, payload);
    throw new DOMException(`${NAME} is not ready: wait for its event "ready"`, "InvalidStateError");
  }

  #attempt(work) {
    try {
      work();
    } catch (error) {
      this.#refused(error, error.code);
    }
  }

  #refused(error, code) {
    const detail = { code: String(code), message: String(error.message ?? error) };
    this.dispatchEvent(new CustomEvent("error", { detail }));
  }

  /** Does what an attribute says. */
  #apply(name) {
    const value = this.getAttribute(name);
    this.#attempt(() => {
      if (name === "mode") this.#ask(name, { mode: value || modes[0] });
      else if (name === "theme") this.#ask(name, { theme: value || themes[0] });
      else if (name === "lang") this.#speak(language(value));
      else if (name.endsWith("label")) this.#ask("label", { label: this.getAttribute("label") ?? this.ariaLabel ?? "" });
      else if (name === "readonly") this.#ask(name, { readonly: value !== null });
      else if (name !== "lock") value !== null && this.#ask(name, { [name]: value });
      else if (value !== null) {
        lock();
        for (const element of shown) element.#ask("locked");
      }
    });
  }

  #speak(lang) {
    this.#ask("lang", { lang });
    this.#stage.lang = lang === "pseudo" ? "en-XA" : lang;
  }

  #give(name, value) {
    if (!this.#instance) {
      const copy = structuredClone(value);
      if (name === "workspace") this.#given.clear();
      this.#given.delete(name);
      this.#given.set(name, copy);
      return;
    }
    this.#ask(name === "workspace" ? "load" : name, { [name]: value });
    // As long as they are there, these attributes hold for every workspace.
    if (name === "workspace") for (const name of ["context", "dialect"]) this.hasAttribute(name) && this.#apply(name);
  }

  get workspace() {
    return this.#instance ? this.getWorkspace() : structuredClone(this.#given.get("workspace"));
  }

  set workspace(value) {
    this.#give("workspace", object("workspace", value));
  }

  get schema() {
    return structuredClone(this.#given.get("schema")) ?? this.workspace?.schema;
  }

  set schema(value) {
    this.#give("schema", object("schema", value));
  }

  get people() {
    const workspace = this.workspace;
    return structuredClone(this.#given.get("people")) ?? (workspace && (workspace.people ?? []));
  }

  set people(value) {
    if (!Array.isArray(value)) throw new TypeError("`people` must be an array");
    this.#give("people", value);
  }

  get mode() {
    return known(modes, this.getAttribute("mode"));
  }

  set mode(value) {
    this.setAttribute("mode", checked("mode", modes, value));
  }

  get theme() {
    return known(themes, this.getAttribute("theme"));
  }

  set theme(value) {
    this.setAttribute("theme", checked("theme", themes, value));
  }

  get readOnly() {
    return this.hasAttribute("readonly");
  }

  set readOnly(value) {
    this.toggleAttribute("readonly", Boolean(value));
  }

  getWorkspace() {
    return this.#asked("get").workspace;
  }

  focusExpression() {
    const editor = this.#stage.querySelector("[data-editor]");
    (editor?.shadowRoot ?? editor)?.querySelector("[role=textbox], textarea")?.focus();
  }

  check(text) {
    if (text !== undefined && typeof text !== "string") throw new TypeError("`text` must be a string");
    return this.#asked("check", { text });
  }
}

function stage() {
  const stage = document.createElement("div");
  stage.className = "am-stage";
  stage.lang = "en";
  return stage;
}

/** The language of the table for a tag: regions do not matter, but the one of the pseudo-language. */
function language(tag) {
  const lower = (tag || "en").toLowerCase();
  if (lower === "en-xa") return "pseudo";
  return lower.startsWith("en-") ? "en" : lower;
}

const known = (names, value) => (names.includes(value) ? value : names[0]);

function checked(name, names, value) {
  if (names.includes(value)) return value;
  throw new TypeError(`\`${name}\` must be one of ${names.join(", ")}`);
}

function object(name, value) {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value;
  throw new TypeError(`\`${name}\` must be an object`);
}

if (!customElements.get(NAME)) customElements.define(NAME, AttrmapPlayground);
