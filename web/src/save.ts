// The view as SVG, PNG or CSV: with title, legend and source line, and styles written into it.
import type { App } from "./app";
import { FONT, cut, h, plain, s, shape, wrap } from "./dom";
import { course, layout, present, whenWords, yearOf } from "./matrix";
import { KINDS, KIND_WORDS, docName, plural } from "./payload";
import { csv } from "./table";

const STYLES = ["fill", "stroke", "stroke-width", "stroke-dasharray", "font-size", "font-weight", "opacity", "text-anchor", "paint-order", "stroke-linejoin", "letter-spacing"];

/** The SVG of the view as text. The table is saved as the matrix. */
export function svgText(app: App): string {
  const root = document.documentElement;
  const theme = root.dataset.theme;
  root.dataset.theme = "light";
  const host = h("div", { class: "offscreen" });
  document.body.append(host);
  try {
    const live = document.querySelector<SVGSVGElement>("svg.drawing");
    const inner = live ? (live.cloneNode(true) as SVGSVGElement) : matrixDrawing(app);
    const outer = framed(app, inner);
    host.append(outer);
    const drawn = [...outer.querySelectorAll<SVGElement>("*")];
    const styles = drawn.map(computed); // all of them before any class goes: children depend on their parents'
    drawn.forEach((it, place) => inline(it, styles[place]));
    return new XMLSerializer().serializeToString(outer);
  } finally {
    host.remove();
    if (theme) root.dataset.theme = theme;
  }
}

function computed(element: SVGElement): [string, string][] {
  const style = getComputedStyle(element);
  if (element.tagName === "g") return style.opacity === "1" ? [] : [["opacity", style.opacity]];
  if (!/^(path|rect|circle|text)$/.test(element.tagName)) return [];
  return STYLES.map((key): [string, string] => [key, style.getPropertyValue(key)])
    .filter(([key, value]) => key === "fill" || (value && value !== "none" && value !== "normal"));
}

function inline(element: SVGElement, style: [string, string][]): void {
  for (const [key, value] of style) element.setAttribute(key, value);
  for (const key of ["class", "role", "tabindex", "aria-label", "aria-pressed", "data-node", "data-s", "data-t"]) element.removeAttribute(key);
}

function framed(app: App, inner: SVGSVGElement): SVGSVGElement {
  const width = Number(inner.getAttribute("width")) || 800;
  const height = Number(inner.getAttribute("height")) || 600;
  const titles = wrap(app.graph.meta.title, width - 32, 17, 3, 600);
  const top = 22 + titles.length * 22;
  const sources = app.graph.docs.length === 1 ? [docName(app.graph.docs[0]), app.graph.docs[0].publisher, app.graph.docs[0].date].filter(Boolean).join(", ") : plural(app.graph.docs.length, "article");
  const source = `Source: ${cut(sources, 120)}. Drawn by ${app.graph.meta.tool}.`;
  const kinds = KINDS.filter((kind) => [...app.shown.nodes].some((it) => app.graph.nodes[it].kind === kind));
  const rows: SVGElement[] = [];
  let [x, y] = [16, top + height + 22];
  for (const kind of kinds) {
    const step = 34 + KIND_WORDS[kind][0].length * 8;
    if (x + step > width) { x = 16; y += 22; }
    rows.push(s("g", { class: `k-${kind}` }, s("path", { class: "shape", d: shape(kind, 5), transform: `translate(${x + 8} ${y - 4})` }), s("text", { x: x + 20, y, class: "when" }, KIND_WORDS[kind][0])));
    x += step;
  }
  if (inner.classList.contains("matrix-drawing")) {
    y += 22;
    [["mark", "took part or spoke"], ["mark ring", "a party, addressed or cited"]].forEach(([mark, words], place) => {
      rows.push(s("circle", { cx: 24 + place * 170, cy: y - 4, r: 5, class: mark }), s("text", { x: 36 + place * 170, y, class: "when" }, words));
    });
  }
  const total = y + 40;
  inner.setAttribute("y", String(top));
  const outer = s("svg", { xmlns: "http://www.w3.org/2000/svg", width, height: total, viewBox: `0 0 ${width} ${total}`, "font-family": FONT, class: "drawing" },
    s("title", {}, plain(app.graph.meta.title)), s("rect", { width, height: total, class: "paper" }));
  titles.forEach((line, place) => outer.append(s("text", { x: 16, y: 28 + place * 22, class: "caption" }, line)));
  outer.append(inner, ...rows, s("text", { x: 16, y: total - 12, class: "when" }, source));
  return outer;
}

/** The matrix as a drawing: the same rows and columns as the table on the page, all of its events. */
export function matrixDrawing(app: App): SVGSVGElement {
  const matrix = layout(app, 24);
  const [left, step, right] = [330, 34, 260];
  const heads = matrix.columns.map((it) => wrap(it.label, 190, 12.5, 2));
  const top = 210;
  const xs: number[] = [];
  let x = left + 20;
  for (const side of matrix.sides) { for (const _ of side.actors) { xs.push(x); x += step; } x += 14; }
  const about = x + 70;
  const width = about + right;
  const svg = s("svg", { class: "drawing matrix-drawing" });
  let y = top;
  let year = "";
  const rows: SVGElement[] = [];
  for (const event of matrix.rows) {
    if (yearOf(event) !== year) { year = yearOf(event); y += 26; rows.push(s("text", { x: 16, y: y - 8, class: "heading" }, year)); }
    const lines = wrap(event.label, left - 40, 13, 3, 500);
    const height = 16 + lines.length * 17 + 16;
    const middle = y + height / 2;
    rows.push(s("path", { d: `M16 ${y}H${width - 16}`, class: "rule" }));
    lines.forEach((words, place) => rows.push(s("text", { x: 16, y: y + 20 + place * 17, class: "label" }, words, place ? null : s("title", {}, plain(event.label)))));
    rows.push(s("text", { x: 16, y: y + 20 + lines.length * 17 - 1, class: "when" }, wrap(whenWords(event), left - 40, 12, 1)[0] ?? ""));
    const ties = matrix.ties.get(event.index);
    const at = matrix.columns.map((it, place) => (ties?.has(it.index) ? xs[place] : NaN)).filter((it) => !Number.isNaN(it));
    if (at.length > 1) rows.push(s("path", { d: `M${at[0]} ${middle}H${at[at.length - 1]}`, class: `tieline ${course(app.graph, event)}` }));
    matrix.columns.forEach((it, place) => {
      const edge = ties?.get(it.index);
      if (edge) rows.push(s("circle", { cx: xs[place], cy: middle, r: 6.5, class: present(edge) ? "mark" : "mark ring" }));
    });
    const issues = event.edges.map((it) => app.graph.edges[it]).filter((it) => (it.tie === "about" || it.tie === "place") && app.shown.edge(it)).map((it) => app.graph.other(it, event.index).label);
    const words = wrap(issues.join(" · "), right - 24, 12, Math.max(2, lines.length + 1));
    words.forEach((line, place) => rows.push(s("text", { x: about, y: middle - (words.length - 1) * 8 + 4 + place * 16, class: "when" }, line)));
    y += height;
  }
  const columns = s("g");
  matrix.columns.forEach((actor, place) => {
    columns.append(s("path", { d: `M${xs[place]} ${top}V${y}`, class: "rule" }));
    const name = s("g", { transform: `translate(${xs[place] + 3} ${top - 8}) rotate(-60)` });
    heads[place].forEach((line, at) => name.append(s("text", { x: 20, y: at * 14 + 4, class: "name" }, line, at ? null : s("title", {}, plain(actor.label)))));
    columns.append(name, s("g", { class: `k-${actor.kind}` }, s("path", { class: "shape", d: shape(actor.kind, 5), transform: `translate(${xs[place]} ${top - 8})` })));
  });
  let place = 0;
  for (const side of matrix.sides) {
    const [a, b] = [xs[place], xs[place + side.actors.length - 1]];
    columns.append(s("path", { d: `M${a - 12} ${y + 10}H${b + 12}`, class: "sideline" }), s("text", { x: a - 12, y: y + 26, class: "when" }, wrap(side.name, Math.max(b - a + 34, 44), 12, 1)[0] ?? ""));
    place += side.actors.length;
  }
  svg.append(columns, ...rows);
  const height = y + 40;
  svg.setAttribute("width", String(width));
  svg.setAttribute("height", String(height));
  svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
  return svg;
}

function give(app: App, data: Blob, extension: string): void {
  const address = URL.createObjectURL(data);
  const name = (app.graph.meta.title.replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "").slice(0, 60) || "diplokg").toLowerCase();
  const anchor = h("a", { href: address, download: `${name}.${extension}` });
  document.body.append(anchor);
  anchor.click();
  anchor.remove();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
  app.say(`Saved ${extension.toUpperCase()}`);
}

export function saveSvg(app: App): void {
  give(app, new Blob([`<?xml version="1.0" encoding="UTF-8"?>\n${svgText(app)}\n`], { type: "image/svg+xml" }), "svg");
}

export function saveCsv(app: App): void {
  give(app, new Blob([csv(app)], { type: "text/csv" }), "csv");
}

export function savePng(app: App): void {
  const image = new Image();
  image.onload = () => {
    const scale = Math.min(2, 16_000 / Math.max(image.width, image.height));
    const canvas = h("canvas", { width: Math.round(image.width * scale), height: Math.round(image.height * scale) });
    const context = canvas.getContext("2d");
    context?.scale(scale, scale);
    context?.drawImage(image, 0, 0);
    canvas.toBlob((data) => (data ? give(app, data, "png") : app.say("The picture is too large for this browser: save SVG")), "image/png");
  };
  image.onerror = () => app.say("The browser could not draw the picture: save SVG");
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svgText(app))}`;
}
