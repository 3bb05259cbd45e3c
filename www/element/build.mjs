// Puts the element and its style sheet into one module; the program and its editor stay beside it.
//
// usage: node build.mjs SITE

import { copyFileSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { build, transform } from "esbuild";

const folder = dirname(fileURLToPath(import.meta.url));
const site = process.argv[2];

/** The style sheets of the page, in their order, and the element's own; not what the page starts with. */
async function style() {
  const shell = readFileSync(join(site, "index.html"), "utf8");
  const names = [...shell.matchAll(/<link rel="stylesheet" href="([^"]+)">/g)].map(([, name]) => name);
  if (names.length === 0) throw new Error("index.html has no style sheets any more");
  const own = names.filter((name) => !name.endsWith("skeleton.css")).map((name) => join(site, name));
  const text = [...own, join(folder, "element.css")].map((path) => readFileSync(path, "utf8")).join("");
  const { code } = await transform(text, { loader: "css", minify: true });
  return code;
}

const text = await style();
const sheet = {
  name: "style",
  setup(build) {
    build.onResolve({ filter: /^attrmap-style$/ }, ({ path }) => ({ path, namespace: "style" }));
    build.onLoad({ filter: /.*/, namespace: "style" }, () => ({ contents: text, loader: "text" }));
  },
};

await build({
  entryPoints: [join(folder, "element.js")],
  outfile: join(site, "element/attrmap-playground.js"),
  bundle: true,
  charset: "utf8",
  external: ["../app/*"],
  format: "esm",
  legalComments: "none",
  logLevel: "warning",
  minify: true,
  plugins: [sheet],
  target: "es2022",
});
copyFileSync(join(folder, "attrmap-playground.d.ts"), join(site, "element/attrmap-playground.d.ts"));
