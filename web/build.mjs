// Builds kg/views/static: the page, the explorer, the SPARQL editor, THIRD_PARTY_NOTICES. The same sources give the same bytes.
import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { build } from "esbuild";

const out = process.argv[2] ?? "../kg/views/static";
const banned = /\.(innerHTML|outerHTML)\b|insertAdjacentHTML|document\.write|\beval\(|new Function\(/;
const names = { "view.js": "view.js", "view-style.css": "view.css", "explorer.js": "explorer.js", "explorer-style.css": "explorer.css", "sparql.js": "sparql.js", "sparql-style.css": "sparql.css" };

const { metafile, outputFiles } = await build({
  entryPoints: {
    view: "src/main.ts", "view-style": "src/view.css",
    explorer: "src/explorer.ts", "explorer-style": "src/explorer.css",
    sparql: "src/sparql.ts", "sparql-style": "src/sparql.css",
  },
  bundle: true,
  minify: true,
  write: false,
  outdir: "out",
  format: "iife",
  target: "es2022",
  charset: "utf8",
  legalComments: "none",
  loader: { ".svg": "dataurl", ".woff": "dataurl", ".woff2": "dataurl", ".ttf": "dataurl", ".eot": "empty" },
  metafile: true,
});
for (const file of outputFiles) {
  const name = names[file.path.split("/").pop()];
  if (!name) continue; // styles that a script of a package brings along; the page has them from its own sheet
  if (name.startsWith("view") && /<\/(script|style)|<!--/i.test(file.text)) throw new Error(`${name} would end its element in the page`);
  writeFileSync(`${out}/${name}`, file.text.trim() + "\n");
}
for (const path of Object.keys(metafile.inputs)) {
  if (path.startsWith("src/") && banned.test(readFileSync(path, "utf8")))
    throw new Error(`${path} writes HTML or runs text: build the DOM from elements and text`);
}

/** The licence of a package in full; where it brings none, what it says of itself. */
function licence(name) {
  const folder = `node_modules/${name}`;
  const { version, license, author, repository } = JSON.parse(readFileSync(`${folder}/package.json`, "utf8"));
  const file = readdirSync(folder).find((it) => /^licen[cs]e(\.|$)/i.test(it));
  const whose = typeof author === "string" ? author : author?.name ?? "";
  const where = typeof repository === "string" ? repository : repository?.url ?? "";
  const text = file ? readFileSync(`${folder}/${file}`, "utf8").trim() : [`Licence: ${license}. The package brings no licence file.`, whose && `Author: ${whose}`, where].filter(Boolean).join("\n");
  return `${name} ${version} (${license})\n\n${text}\n`;
}

// Yasgui's package is built already: what went into it are its dependencies, all of them, transitively.
const packages = new Set();
const waiting = Object.keys(metafile.inputs).map((path) => /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1]).filter(Boolean);
while (waiting.length) {
  const name = waiting.pop();
  if (packages.has(name) || !existsSync(`node_modules/${name}/package.json`)) continue;
  packages.add(name);
  waiting.push(...Object.keys(JSON.parse(readFileSync(`node_modules/${name}/package.json`, "utf8")).dependencies ?? {}));
}
const parts = [...packages].sort().map(licence);
const head = "The files of this folder contain the following packages, each under its own licence.\n";
writeFileSync(`${out}/THIRD_PARTY_NOTICES`, [head, ...parts].join(`\n${"-".repeat(80)}\n\n`));
