// Puts the built page into one file that works from a disk, without a server and without a network.
//
// usage: node build.mjs SITE

import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { build } from "esbuild";

const folder = dirname(fileURLToPath(import.meta.url));
const site = process.argv[2];
const shell = readFileSync(join(site, "index.html"), "utf8");

const { outputFiles } = await build({
  entryPoints: [join(folder, "start.js")],
  alias: {
    "attrmap-editor": join(site, "app/editor.js"),
    "attrmap-module": join(site, "app/playground_bg.wasm"),
    "attrmap-page": join(site, "app/playground.js"),
    "attrmap-worker": join(site, "app/worker.js"),
  },
  bundle: true,
  charset: "utf8",
  format: "iife",
  legalComments: "none",
  loader: { ".wasm": "binary" },
  // Only a page that loads its module by itself would ask where it lies.
  logOverride: { "empty-import-meta": "silent" },
  minify: true,
  target: "es2022",
  write: false,
});

const sheets = [...shell.matchAll(/^ *<link rel="stylesheet" href="([^"]+)">\n/gm)];
const style = sheets.map(([, name]) => readFileSync(join(site, name), "utf8")).join("");
// Neither end tags nor comments of HTML may begin inside a script.
const script = outputFiles[0].text.replaceAll("</script", "<\\/script").replaceAll("<!--", "\\x3c!--");

const hash = (text) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
const policy = [
  "default-src 'none'",
  `script-src ${hash(script)} 'wasm-unsafe-eval'`,
  `style-src ${hash(style)}`,
  "img-src data:",
  "connect-src 'none'",
  "worker-src blob:",
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");

writeFileSync(join(site, "attrmap-playground.html"), assembled());

function assembled() {
  let page = shell;
  page = replaced(page, /(http-equiv="Content-Security-Policy" content=")[^"]*/, (_, start) => start + policy);
  for (const [link] of sheets) page = replaced(page, link, () => "");
  page = replaced(page, /^ *<script type="module" src="boot.js"><\/script>\n/m, () => "");
  page = replaced(page, "</head>", (end) => `<style>${style}</style>\n  ${end}`);
  return replaced(page, "</body>", (end) => `<script>${script}</script>\n  ${end}`);
}

function replaced(text, what, by) {
  const changed = text.replace(what, by);
  if (changed === text) throw new Error(`index.html has no ${what} any more`);
  return changed;
}
