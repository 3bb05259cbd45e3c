// What a page in TypeScript may rely on; compiled by `types.test.mjs`, never run.

import { AttrmapPlayground, type Problem, type Workspace } from "./attrmap-playground.js";

const element: AttrmapPlayground = document.createElement("attrmap-playground");
export const found: AttrmapPlayground | null = document.querySelector("attrmap-playground");

const workspace: Workspace = {
  attrmap: 1,
  context: "group_rule",
  mappings: [{ to: "member", expr: "true", apply: "create" }],
  people: [{ id: "1", name: "Ada", records: { user: { n: { t: "int", v: "9007199254740993" }, gone: { t: "missing" } } } }],
};
element.workspace = workspace;
// @ts-expect-error: a workspace names its version
element.workspace = { mappings: [] };
// @ts-expect-error: there is none before it is given
export const early: Workspace = element.workspace;
export const later: Workspace = element.getWorkspace();
element.people = workspace.people ?? [];
element.schema = { target: { label: "Okta", root: "user", attributes: [{ name: "login", required: true, maxLength: 100 }] } };

element.mode = "expression";
// @ts-expect-error: there is no such mode
element.mode = "both";
element.theme = "dark";
element.readOnly = true;
element.lang = "en-XA";
element.focusExpression();
export const problems: Problem[] = element.check("user.x").problems;

element.addEventListener("ready", ({ detail }) => detail.version.length);
element.addEventListener("change", ({ detail }) => detail.expression?.length);
element.addEventListener("result", ({ detail }) => detail.state === "missing");
element.addEventListener("problems", ({ detail }) => detail.problems.map(({ range: [from, to] }) => to - from));
element.addEventListener("save", ({ detail, currentTarget }) => [detail.workspace.name, currentTarget]);
// @ts-expect-error: nothing is told of the workspace when it changes
element.addEventListener("change", ({ detail }) => detail.workspace);
element.addEventListener("keydown", ({ key }) => key);
