// The types of package and element: they compile as strictly as can be, and say what the package does.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";

import { site } from "./package.mjs";

const require = createRequire(new URL("../../www/package.json", import.meta.url));

const compilerOptions = {
  strict: true,
  noEmit: true,
  noUncheckedIndexedAccess: true,
  exactOptionalPropertyTypes: true,
  types: [],
  target: "es2022",
  lib: ["es2022", "esnext.disposable", "dom"],
  module: "nodenext",
};

test("a program that uses the whole package compiles against its types", (t) => {
  assert.equal(compiled(t, projectWith("types.ts")), "");
});

test("a program that uses the small edition compiles against its types", (t) => {
  assert.equal(compiled(t, projectWith("small_types.ts")), "");
});

test("a page that uses the whole element compiles against its types", (t) => {
  const project = projectWith("element_types.ts");
  const types = "attrmap-playground.d.ts";
  copyFileSync(join(import.meta.dirname, "../../www/element", types), join(project, types));
  assert.equal(compiled(t, project), "");
});

/** What the compiler says about a project, which is then thrown away. */
function compiled(t, project) {
  t.after(() => rmSync(project, { recursive: true }));
  const compiler = [require.resolve("typescript/bin/tsc")];
  return spawnSync(process.execPath, compiler, { encoding: "utf8", cwd: project }).stdout;
}

/** A folder with one program, in which the built package is installed as npm would do it. */
function projectWith(program) {
  const folder = mkdtempSync(join(tmpdir(), "attrmap-types-"));
  mkdirSync(join(folder, "node_modules"));
  symlinkSync(join(site, "pkg"), join(folder, "node_modules/attrmap"));
  copyFileSync(join(import.meta.dirname, program), join(folder, program));
  writeFileSync(join(folder, "package.json"), JSON.stringify({ type: "module" }));
  writeFileSync(
    join(folder, "tsconfig.json"),
    JSON.stringify({ compilerOptions, files: [program] }),
  );
  return folder;
}
