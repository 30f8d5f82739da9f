// Builds kg/views/static: view.js, view.css and THIRD_PARTY_NOTICES. The same sources give the same bytes.
import { readFileSync, writeFileSync } from "node:fs";
import { build } from "esbuild";

const out = process.argv[2] ?? "../kg/views/static";
const banned = /\.(innerHTML|outerHTML)\b|insertAdjacentHTML|document\.write|\beval\(|new Function\(/;

const { metafile, outputFiles } = await build({
  entryPoints: { view: "src/main.ts", "view-style": "src/view.css" },
  bundle: true,
  minify: true,
  write: false,
  outdir: "out",
  format: "iife",
  target: "es2022",
  charset: "utf8",
  legalComments: "none",
  metafile: true,
});
for (const file of outputFiles) {
  const name = file.path.endsWith(".css") ? "view.css" : "view.js";
  if (/<\/(script|style)|<!--/i.test(file.text)) throw new Error(`${name} would end its element in the page`);
  writeFileSync(`${out}/${name}`, file.text.trim() + "\n");
}
for (const path of Object.keys(metafile.inputs)) {
  if (path.startsWith("src/") && banned.test(readFileSync(path, "utf8")))
    throw new Error(`${path} writes HTML or runs text: build the DOM from elements and text`);
}

const packages = new Set(
  Object.keys(metafile.inputs)
    .map((path) => /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1])
    .filter(Boolean),
);
const parts = [...packages].sort().map((name) => {
  const { version, license } = JSON.parse(readFileSync(`node_modules/${name}/package.json`, "utf8"));
  const text = readFileSync(`node_modules/${name}/LICENSE`, "utf8").trim();
  return `${name} ${version} (${license})\n\n${text}\n`;
});
const head = "kg/views/static/view.js contains the following packages, each under its own licence.\n";
writeFileSync(`${out}/THIRD_PARTY_NOTICES`, [head, ...parts].join(`\n${"-".repeat(80)}\n\n`));
