// Item 39 of the acceptance checklist: the custom element, alone and beside others of its kind.

import assert from "node:assert/strict";

import { assertAccessible, pageTest, url } from "./harness.mjs";
import { partsOf, textOf, type, vendorRule, waitForResult, waitForText } from "./handles.mjs";

/** The strictest policy under which an element works. */
const policy =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; worker-src blob:";

/** The events of an element, and what the page around keeps of them. */
const script = `
  import "${new URL("element/attrmap-playground.js", url).href}";
  for (const name of ["ready", "change", "result", "problems", "save"]) {
    document.addEventListener(name, ({ type, target, detail, bubbles, composed }) => {
      heard.push({ type, from: target.id, detail, bubbles, composed });
    });
  }
  document.addEventListener("error", ({ target, detail }) => heard.push({ type: "error", from: target.id, detail }), true);
`;

const early = `
  globalThis.heard = [];
  globalThis.violations = [];
  document.addEventListener("securitypolicyviolation", ({ violatedDirective }) => violations.push(violatedDirective));
`;

/** Opens a console under the strictest policy with these elements in it, and waits until they are ready. */
async function openConsole(page, body, fragment = "") {
  const address = new URL("console.html", url).href;
  const html = `<!doctype html><html lang="en"><head><title>Console</title>
    <script src="early.js"></script><script type="module" src="console.js"></script></head>
    <body><main><h1>Console</h1><input id="outside" aria-label="Outside">${body}</main></body></html>`;
  const javascript = { contentType: "text/javascript" };
  await page.route(address, (route) =>
    route.fulfill({ contentType: "text/html", headers: { "content-security-policy": policy }, body: html }),
  );
  await page.route(new URL("early.js", url).href, (route) => route.fulfill({ ...javascript, body: early }));
  await page.route(new URL("console.js", url).href, (route) => route.fulfill({ ...javascript, body: script }));
  await page.goto(address + fragment);
  await readyStages(page);
}

/** Waits until every element in the document shows a first result. */
async function readyStages(page) {
  await page.waitForFunction(() =>
    [...document.querySelectorAll("attrmap-playground")].every((element) =>
      element.shadowRoot?.querySelector(".am-stage[data-ready=true]"),
    ),
  );
}

/** Two elements that differ in everything. */
const two = `<attrmap-playground id="one" theme="light"></attrmap-playground>
  <attrmap-playground id="two" theme="dark" lang="en-XA"></attrmap-playground>`;

/** What was heard from an element, of one kind. */
const heard = (page, from, type) =>
  page.evaluate(([from, type]) => globalThis.heard.filter((event) => event.from === from && event.type === type), [from, type]);

/** Waits for an event of an element and gives the last one. */
async function waitForEvent(page, from, type, count = 1) {
  await page.waitForFunction(
    ([from, type, count]) => globalThis.heard.filter((event) => event.from === from && event.type === type).length >= count,
    [from, type, count],
  );
  return (await heard(page, from, type)).at(-1);
}

const expressionsOf = (page, id) =>
  page.evaluate((id) => document.getElementById(id).getWorkspace().mappings.map(({ expr }) => expr), id);

/** Types in the editor of one element. */
async function typeIn(page, id, text) {
  await page.locator(`#${id}`).getByRole("textbox", { name: /Expression|Éxpréšš/ }).focus();
  await page.keyboard.press("Control+A");
  await page.keyboard.insertText(text);
}

const violations = (page) => page.evaluate(() => globalThis.violations);

pageTest("39: two elements have their own theme, language and workspace", async ({ page }) => {
  await openConsole(page, two);
  const looks = await page.evaluate(() =>
    ["one", "two"].map((id) => {
      const stage = document.getElementById(id).shadowRoot.querySelector(".am-stage");
      return [getComputedStyle(stage).backgroundColor, stage.lang];
    }),
  );
  assert.deepEqual(looks, [["rgb(255, 255, 255)", "en"], ["rgb(20, 23, 28)", "en-XA"]]);
  await page.locator("#one").getByRole("listbox", { name: "Mappings", exact: true }).waitFor();
  await page.locator("#two").getByRole("listbox", { name: /^\[Mápp/ }).waitFor();

  const before = await expressionsOf(page, "two");
  await typeIn(page, "one", "appuser.firstName");
  await waitForResult(page.locator("#one"), "value", "Farah");
  assert.deepEqual(await expressionsOf(page, "two"), before);
  assert.equal(before.at(-1), vendorRule);
  await waitForResult(page.locator("#two"), "value", "+15550100125#null");

  await typeIn(page, "two", "appuser.lastName");
  await waitForResult(page.locator("#two"), "value", "Khan");
  await page.locator("#one").getByRole("button", { name: "Undo" }).click();
  await waitForResult(page.locator("#one"), "value", "+15550100125#null");
  await waitForResult(page.locator("#two"), "value", "Khan");
  await page.locator("#two").getByRole("button", { name: /^\[Úñdó/ }).click();
  await waitForResult(page.locator("#two"), "value", "+15550100125#null");
  assert.deepEqual(await violations(page), []);
});

pageTest("39: elements of one language are told apart by their labels", async ({ page }) => {
  await openConsole(page, `<attrmap-playground id="one" label="Joiners"></attrmap-playground>
    <attrmap-playground id="two" aria-label="Leavers"></attrmap-playground>`);
  const region = (name, role = "region") => page.getByRole(role, { name, exact: true });
  const parts = ["Mappings", "Expression", "Result", "Trace", "Person", "People"];
  for (const [id, label] of [["one", "Joiners"], ["two", "Leavers"]]) {
    for (const name of [label, ...parts.map((part) => `${part} ${label}`)]) {
      assert.equal(await page.locator(`#${id}`).getByRole("region", { name, exact: true }).count(), 1, name);
      assert.equal(await region(name).count(), 1, name);
    }
  }
  await assertAccessible(page);
  await page.evaluate(() => document.getElementById("one").setAttribute("label", "Movers"));
  await region("Expression Movers").waitFor();
  assert.equal(await region("Expression Joiners").count(), 0);
  await page.evaluate(() => document.getElementById("two").removeAttribute("aria-label"));
  await region("attrmap playground").waitFor();
  await region("Expression").waitFor();
  assert.deepEqual(await violations(page), []);
});

pageTest("39: keys work in the element that has the focus, and outside do nothing", async ({ page }) => {
  await openConsole(page, two);
  await page.evaluate(() => {
    globalThis.prevented = [];
    addEventListener("keydown", (event) => globalThis.prevented.push([event.key, event.defaultPrevented]));
  });
  await page.locator("#outside").focus();
  for (const key of ["F6", "F8", "F1", "Control+k", "Control+s", "Control+o", "Alt+ArrowDown"]) await page.keyboard.press(key);
  assert.equal(await page.evaluate(() => document.activeElement.id), "outside");
  const prevented = await page.evaluate(() => globalThis.prevented.filter(([key, done]) => done && key.length > 0));
  assert.deepEqual(prevented, []);
  assert.equal(await page.getByRole("dialog").count(), 0);
  assert.deepEqual(await heard(page, "one", "save"), []);

  await page.locator("#two").getByRole("textbox", { name: /Éxpréšš/ }).focus();
  await page.keyboard.press("Control+k");
  await page.locator("#two").getByRole("dialog").waitFor();
  assert.equal(await page.locator("#one").getByRole("dialog").count(), 0);
  assert.equal(await page.evaluate(() => document.activeElement.id), "two");
  await page.keyboard.press("Escape");
  await page.locator("#two").getByRole("dialog").waitFor({ state: "detached" });
  const focused = () =>
    page.evaluate(() => {
      let element = document.activeElement;
      while (element.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
      return [document.activeElement.id, element.getAttribute("role")];
    });
  assert.deepEqual(await focused(), ["two", "textbox"]);

  // The regions of one element are walked round without reaching the other.
  for (let step = 0; step < 12; step += 1) {
    await page.keyboard.press("F6");
    assert.equal((await focused())[0], "two");
  }
});

pageTest("39: hash, storage, title and document stay the page's own", async ({ page }) => {
  const traces = () =>
    page.evaluate(() => ({
      hash: location.hash,
      title: document.title,
      storage: localStorage.length + sessionStorage.length,
      cookie: document.cookie,
      root: document.documentElement.getAttributeNames(),
      head: [...document.head.children].map(({ outerHTML }) => outerHTML),
      body: [...document.body.children].map(({ tagName }) => tagName),
      attributes: document.getElementById("one").getAttributeNames(),
      global: "attrmapEditor" in globalThis,
      length: history.length,
    }));
  await openConsole(page, two, "#am1.dAAAA");
  const before = await traces();
  assert.equal(before.hash, "#am1.dAAAA");
  assert.deepEqual([before.storage, before.cookie, before.global], [0, "", false]);
  assert.equal(await page.locator("#one").getByTestId("link-problem").count(), 0);

  await typeIn(page, "one", "appuser.firstName");
  await page.locator("#one").getByRole("tab", { name: "History" }).click();
  await page.locator("#one .am-history tbody tr, #one .am-bottom-panel tbody tr").first().waitFor();
  await page.locator("#one").getByRole("button", { name: "Share" }).click();
  const link = await page.locator("#one").getByRole("textbox", { name: "Link" }).inputValue();
  assert.ok(link.startsWith(`${url}#am1.d`), link);
  await page.keyboard.press("Escape");
  assert.deepEqual(await traces(), before);
});

pageTest("39: events tell what happens, across shadow roots", async ({ page }) => {
  await openConsole(page, two);
  const ready = await waitForEvent(page, "one", "ready");
  assert.match(ready.detail.version, /^\d+\.\d+\.\d+/);
  const first = await waitForEvent(page, "one", "result");
  assert.deepEqual(
    [first.detail.state, first.detail.text, first.detail.target, first.detail.person],
    ["value", "+15550100125#null", "primaryPhone", "farah"],
  );
  const warned = await waitForEvent(page, "one", "problems");
  assert.deepEqual([warned.detail.ok, warned.detail.problems.length, warned.detail.warnings], [true, 1, 1]);
  assert.equal(warned.detail.problems[0].severity, "warning");
  assert.deepEqual(await heard(page, "one", "change"), [], "nothing was changed by anybody yet");

  await typeIn(page, "one", "'😀' + appuser.nonsense");
  await page.waitForFunction(() => globalThis.heard.some(({ type, detail }) => type === "problems" && detail.errors === 1));
  const change = await waitForEvent(page, "one", "change");
  assert.deepEqual(change.detail, { dirty: true, target: "primaryPhone", expression: "'😀' + appuser.nonsense" });
  const problems = await waitForEvent(page, "one", "problems");
  assert.deepEqual(problems.detail.problems[0].range, [15, 23]);
  assert.equal(problems.detail.ok, false);

  await page.keyboard.press("Control+s");
  const save = await waitForEvent(page, "one", "save");
  assert.equal(save.detail.workspace.mappings.at(-1).expr, "'😀' + appuser.nonsense");
  for (const event of [ready, change, problems, first, save]) {
    assert.deepEqual([event.bubbles, event.composed], [true, true], event.type);
  }
  assert.deepEqual(await heard(page, "two", "change"), []);
  assert.deepEqual(await heard(page, "two", "save"), []);
});

pageTest("39: what is set can be got, and comes without a change event", async ({ page }) => {
  await openConsole(page, `<attrmap-playground id="one"></attrmap-playground>`);
  const outcome = await page.evaluate(() => {
    const one = document.getElementById("one");
    const workspace = {
      attrmap: 1,
      name: "王 <img src=x onerror=alert(1)>",
      context: "profile_mapping_to_okta",
      dialect: "classic",
      mappings: [{ to: "greeting", expr: "'Hello ' + appuser.firstName", apply: "create-and-update" }],
      schema: { source: { label: "A", root: "appuser", attributes: [] }, target: { label: "B", root: "user", attributes: [] } },
      people: [{ id: "1", name: "Ada", records: { appuser: { firstName: "Ada", n: { t: "int", v: "9007199254740993" } } } }],
    };
    one.workspace = workspace;
    const got = one.workspace;
    got.name = "changed afterwards";
    const people = [{ id: "2", name: "Grace", records: { appuser: { firstName: "Grace" } } }];
    one.people = people;
    const schema = { ...workspace.schema, source: { ...workspace.schema.source, label: "C" } };
    one.schema = schema;
    return { workspace, people, schema, after: one.getWorkspace(), got: [one.people, one.schema] };
  });
  assert.deepEqual(outcome.after, { ...outcome.workspace, people: outcome.people, schema: outcome.schema });
  assert.deepEqual(outcome.got, [outcome.people, outcome.schema]);
  await waitForResult(page, "value", "Hello Grace");
  // Hostile text is text.
  await page.locator("#one").getByRole("button", { name: /^Workspace: 王 <img src=x onerror=alert\(1\)>/ }).waitFor();
  assert.equal(await page.locator("#one img").count(), 0);
  assert.deepEqual(await heard(page, "one", "change"), []);

  const checked = await page.evaluate(() => {
    const one = document.getElementById("one");
    return [one.check(), one.check("'a'"), one.check("user.x ==")].map(({ ok, problems }) => [ok, problems.every(({ severity }) => severity === "warning")]);
  });
  assert.deepEqual(checked, [[true, true], [true, true], [false, false]]);

  await page.evaluate(() => document.getElementById("one").focusExpression());
  await page.keyboard.press("Control+End");
  await page.keyboard.insertText(" + '!'");
  await waitForResult(page, "value", "Hello Grace!");
  // What the page around gave is not undone with what the user did.
  await page.evaluate(() => (document.getElementById("one").people = [{ id: "3", name: "Alan", records: { appuser: { firstName: "Alan" } } }]));
  await waitForResult(page, "value", "Hello Alan!");
  await page.locator("#one").getByRole("button", { name: "Undo" }).click();
  await waitForResult(page, "value", "Hello Alan");
});

pageTest("39: wrong use throws a TypeError, or is told as an event", async ({ page }) => {
  await openConsole(page, `<attrmap-playground id="one"></attrmap-playground>`);
  const thrown = await page.evaluate(() => {
    const one = document.getElementById("one");
    const uses = [
      () => (one.workspace = null),
      () => (one.workspace = "text"),
      () => (one.workspace = []),
      () => (one.workspace = {}),
      () => (one.workspace = { attrmap: 2 }),
      () => (one.workspace = { attrmap: 1, mappings: [{ to: 7 }] }),
      () => (one.people = {}),
      () => (one.people = [null]),
      () => (one.schema = 3),
      () => (one.schema = { source: { attributes: "x" } }),
      () => (one.mode = "both"),
      () => (one.theme = "sepia"),
      () => one.check(7),
    ];
    return uses.map((use) => {
      try {
        use();
        return `nothing: ${use}`;
      } catch (error) {
        return error instanceof TypeError && error.message.length > 8;
      }
    });
  });
  assert.deepEqual(thrown, thrown.map(() => true));
  await waitForResult(page, "value", "+15550100125#null");

  for (const [name, value] of [["mode", "both"], ["theme", "sepia"], ["lang", "tlh"], ["context", "moon"], ["dialect", "esperanto"]]) {
    await page.evaluate(([name, value]) => document.getElementById("one").setAttribute(name, value), [name, value]);
    const { detail } = (await heard(page, "one", "error")).at(-1);
    assert.ok(detail.code.startsWith("unknown-") && detail.message.includes(value), JSON.stringify(detail));
  }
  await waitForResult(page, "value", "+15550100125#null");
  assert.equal((await expressionsOf(page, "one")).at(-1), vendorRule);
});

pageTest("39: an element takes what it was given before it knew of it", async ({ page }) => {
  await openConsole(page, "");
  const early = await page.evaluate(() => {
    const one = document.createElement("attrmap-playground");
    one.id = "one";
    one.workspace = { attrmap: 1, name: "mine", mappings: [{ to: "a", expr: "user.x == 'here'" }], people: [] };
    one.people = [{ id: "1", name: "Ada", records: { user: { x: "here" } } }];
    one.setAttribute("context", "group_rule");
    let thrown = "";
    try {
      one.getWorkspace();
    } catch (error) {
      thrown = error.name;
    }
    const before = [one.workspace.name, one.people.length, one.schema];
    document.querySelector("main").append(one);
    return { before, thrown };
  });
  assert.deepEqual(early, { before: ["mine", 1, undefined], thrown: "InvalidStateError" });
  await readyStages(page);
  await waitForResult(page, "value", "true");
  const workspace = await page.evaluate(() => document.getElementById("one").getWorkspace());
  assert.deepEqual([workspace.name, workspace.context, workspace.people.length], ["mine", "group_rule", 1]);

  // What cannot be read is told once the program is there to say so.
  await page.evaluate(() => {
    const bad = document.createElement("attrmap-playground");
    bad.id = "bad";
    bad.workspace = { attrmap: 99 };
    document.querySelector("main").append(bad);
  });
  const { detail } = await waitForEvent(page, "bad", "error");
  assert.equal(detail.code, "bad-workspace");
});

pageTest("39: attributes may change at any time", async ({ page }) => {
  await openConsole(page, `<attrmap-playground id="one"></attrmap-playground>`);
  const set = (name, value) =>
    page.evaluate(([name, value]) => {
      const one = document.getElementById("one");
      if (value === null) one.removeAttribute(name);
      else one.setAttribute(name, value);
    }, [name, value]);
  const { editor, grid } = partsOf(page);

  await set("mode", "expression");
  await grid.waitFor({ state: "detached" });
  await editor.waitFor();
  await set("mode", "result");
  await editor.waitFor({ state: "detached" });
  await waitForResult(page, "value", "+15550100125#null");
  await set("mode", null);
  await grid.waitFor();
  assert.equal(await textOf(page), vendorRule);

  await set("lang", "en-XA");
  await page.getByRole("button", { name: /^\[Úñdó/ }).waitFor();
  await set("lang", "en-GB");
  await page.getByRole("button", { name: "Undo", exact: true }).waitFor();

  const color = () => page.evaluate(() => getComputedStyle(document.getElementById("one").shadowRoot.querySelector(".am-stage")).color);
  await set("theme", "dark");
  await page.locator("#one .am-stage[data-theme=dark]").waitFor();
  assert.equal(await color(), "rgb(231, 234, 239)");
  await set("theme", "light");
  await page.locator("#one .am-stage[data-theme=light]").waitFor();
  assert.equal(await color(), "rgb(26, 31, 40)");

  await set("context", "group_rule");
  await waitForText(page.locator("#one").getByRole("combobox", { name: "Context" }).locator("option:checked"), "Group rule");
  await set("dialect", "identity");
  assert.equal((await page.evaluate(() => document.getElementById("one").getWorkspace())).dialect, "identity");
});

pageTest("39: what is read only shows everything and changes nothing", async ({ page }) => {
  await openConsole(page, `<attrmap-playground id="one" readonly></attrmap-playground>`);
  const { editor } = partsOf(page);
  const workspace = () => page.evaluate(() => JSON.stringify(document.getElementById("one").getWorkspace()));
  const before = await workspace();
  for (const kind of ["rich", "plain"]) {
    await page.locator(`[data-editor=${kind}]`).waitFor();
    await editor.focus();
    await page.keyboard.press("Control+End");
    await page.keyboard.type("x");
    await page.keyboard.insertText("y");
    for (const key of ["Backspace", "Delete", "Enter", "Control+x", "Control+v", "Control+z", "Control+Enter", "Shift+Alt+F"]) {
      await page.keyboard.press(key);
    }
    await page.keyboard.press("Control+.");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Escape");
    assert.equal(await textOf(page), vendorRule, kind);
    if (kind === "rich") {
      assert.equal(await editor.getAttribute("aria-readonly"), "true");
      await page.getByRole("button", { name: "More for the expression" }).click();
      assert.equal(await page.getByRole("menuitem", { name: "Clear" }).count(), 0);
      await page.getByRole("menuitemcheckbox", { name: "Plain editor" }).click();
    }
  }
  for (const name of ["Undo", "Import", "Add mapping", "Expect this", "Add attribute"]) {
    assert.equal(await page.getByRole("button", { name, exact: true }).count(), 0, name);
  }
  assert.equal(await page.getByTestId("fix").filter({ visible: true }).count(), 0);
  assert.ok(await page.getByRole("combobox", { name: "Context" }).isDisabled());
  assert.equal(await page.getByRole("textbox", { name: "directNumber" }).isEditable(), false);
  await page.keyboard.press("Control+o");
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox", { name: "Search commands" }).fill("office");
  assert.equal(await page.getByRole("option", { name: /Office@Hand round trip/ }).count(), 0);
  await page.keyboard.press("Escape");
  assert.equal(await workspace(), before);
  assert.deepEqual(await heard(page, "one", "change"), []);

  // Looking round is not changing, and the page around may change everything.
  await page.getByRole("button", { name: "Next person" }).click();
  await waitForResult(page, "value", "#104");
  await page.evaluate(() => (document.getElementById("one").workspace = { attrmap: 1, mappings: [{ to: "a", expr: "'given'" }], people: [{ id: "1", name: "Ada" }] }));
  await waitForResult(page, "value", "given");
  await page.evaluate(() => document.getElementById("one").removeAttribute("readonly"));
  await page.getByRole("button", { name: "Add mapping" }).waitFor();
  await type(page, "'mine'");
  await waitForResult(page, "value", "mine");
});

pageTest("39: an element that is taken away is freed, and knows its work when it comes back", async ({ page }) => {
  await openConsole(page, two);
  await typeIn(page, "one", "appuser.firstName");
  await waitForResult(page.locator("#one"), "value", "Farah");

  // Moving is not taking away: the focus is lost, nothing else.
  await page.evaluate(() => {
    globalThis.stage = document.getElementById("one").shadowRoot.querySelector(".am-app");
    document.querySelector("main").append(document.getElementById("one"));
  });
  assert.ok(await page.evaluate(() => globalThis.stage.isConnected));

  const gone = await page.evaluate(async () => {
    globalThis.one = document.getElementById("one");
    globalThis.one.remove();
    await new Promise((done) => setTimeout(done));
    return [globalThis.one.shadowRoot.querySelector(".am-app") === null, globalThis.one.getWorkspace().mappings.at(-1).expr];
  });
  assert.deepEqual(gone, [true, "appuser.firstName"]);
  // It hears nothing there, and can be given something.
  const count = await page.evaluate(() => globalThis.heard.length);
  await page.evaluate(() => {
    globalThis.one.shadowRoot.dispatchEvent(new KeyboardEvent("keydown", { key: "s", ctrlKey: true, bubbles: true }));
    globalThis.one.people = globalThis.one.people.slice(0, 3);
  });
  assert.equal(await page.evaluate(() => globalThis.heard.length), count);

  await page.evaluate(() => document.querySelector("main").prepend(globalThis.one));
  await readyStages(page);
  await waitForResult(page.locator("#one"), "value", "Farah");
  assert.equal(await page.evaluate(() => globalThis.one.people.length), 3);
  assert.equal((await heard(page, "one", "ready")).length, 1);
  await page.locator("#one").getByRole("button", { name: "Undo" }).click();
  await waitForResult(page.locator("#one"), "value", "+15550100125#null");
  await waitForResult(page.locator("#two"), "value", "+15550100125#null");
});

pageTest("39: nothing holds an element that is thrown away", async ({ page, context }) => {
  await openConsole(page, two);
  await page.evaluate(async () => {
    const one = document.getElementById("one");
    one.focusExpression();
    globalThis.gone = [one, one.shadowRoot.querySelector(".am-app")].map((object) => new WeakRef(object));
    one.remove();
    await new Promise((done) => setTimeout(done));
  });
  // The script of the editor remembers where it measured last.
  await typeIn(page, "two", "appuser.lastName");
  await waitForResult(page.locator("#two"), "value", "Khan");
  const session = await context.newCDPSession(page);
  const held = () => page.evaluate(() => globalThis.gone.filter((reference) => reference.deref()).length);
  for (const start = Date.now(); (await held()) > 0 && Date.now() - start < 20_000; ) {
    await session.send("HeapProfiler.collectGarbage");
  }
  assert.equal(await held(), 0);
});

pageTest("39: an element fits where it is put", async ({ page }) => {
  const boxes = [1300, 800, 340].map((width, at) => `<div id="box${at}"><attrmap-playground id="e${at}"></attrmap-playground></div>`);
  await openConsole(page, boxes.join(""));
  // Styles by script, which the policy allows.
  await page.evaluate((widths) => widths.forEach((width, at) => (document.getElementById(`box${at}`).style.inlineSize = `${width}px`)), [1300, 800, 340]);
  for (const [at, layout] of ["wide", "narrow", "small"].entries()) {
    await page.locator(`#e${at} .am-app[data-layout=${layout}]`).waitFor();
    const sizes = await page.evaluate((id) => {
      const element = document.getElementById(id);
      const stage = element.shadowRoot.querySelector(".am-stage");
      return { element: element.clientWidth, inside: stage.scrollWidth, height: element.clientHeight };
    }, `e${at}`);
    assert.ok(sizes.inside <= sizes.element, `${layout}: ${JSON.stringify(sizes)}`);
    assert.equal(sizes.height, 720);
  }
});

pageTest("39: a page may set colors and style parts", async ({ page }) => {
  await openConsole(page, two);
  const styles = await page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync("#one { --am-bg: rgb(1, 2, 3) } attrmap-playground::part(header) { background: rgb(4, 5, 6) }");
    document.adoptedStyleSheets = [sheet];
    const of = (id, selector) => getComputedStyle(document.getElementById(id).shadowRoot.querySelector(selector)).backgroundColor;
    const parts = ["header", "editor", "result", "grid"].map(
      (part) => document.getElementById("one").shadowRoot.querySelectorAll(`[part=${part}]`).length,
    );
    return [of("one", ".am-stage"), of("two", ".am-stage"), of("one", ".am-header"), parts];
  });
  assert.deepEqual(styles, ["rgb(1, 2, 3)", "rgb(20, 23, 28)", "rgb(4, 5, 6)", [1, 1, 1, 1]]);
});

pageTest("39: the network is shut only where an element is told to", async ({ page }) => {
  await openConsole(page, two);
  const locked = (id) => page.locator(`#${id}`).getByTestId("net-state").getAttribute("data-locked");
  const reached = () => page.evaluate(() => fetch("console.html").then(({ ok }) => ok));
  assert.equal(await locked("one"), "false");
  assert.ok(await reached());
  await page.evaluate(() => document.getElementById("one").setAttribute("lock", ""));
  await page.locator("#one [data-testid=net-state][data-locked=true]").waitFor();
  // The document is one: the other element says so, too.
  await page.locator("#two [data-testid=net-state][data-locked=true]").waitFor();
  assert.match(await reached().catch((error) => error.message), /Failed to fetch/);
}, { expected: [/Refused to connect/, /directive: "connect-src 'none'"/] });

pageTest("39: the example shows two elements and what they tell", async ({ page }) => {
  await page.goto(new URL("embed/element.html", url).href);
  await readyStages(page);
  await waitForText(page.locator("main > ol"), /second result .*"text":"true"/);
  await waitForText(page.locator("main > ol"), /first problems .*"W0002"/);
  await typeIn(page, "first", "appuser.lastName");
  await waitForText(page.locator("main > ol"), /first change .*"expression":"appuser.lastName"/);
  await assertAccessible(page);
});
