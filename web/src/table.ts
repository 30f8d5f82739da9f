// Every statement that is shown, as a table to sort, read with a screen reader and copy.
import type { App } from "./app";
import { bdi, cut, h, plain } from "./dom";
import { type Edge, docName, plural } from "./payload";
import { note, whenWords } from "./matrix";

const FIRST = 100;
let most = FIRST;
let order: { column: number; down: boolean } = { column: 3, down: false };
const HEADS = ["Subject", "Relation", "Object", "When", "Sure", "Words", "Source"];

export function statements(app: App): Edge[] {
  return app.graph.edges.filter(app.shown.edge);
}

export function cells(app: App, edge: Edge): string[] {
  const { graph } = app;
  const event = graph.eventOf(edge);
  const confidence = graph.confidence(edge.ev);
  const quotes = edge.ev.map((it) => graph.evidence[it]).map((it) => graph.docs[it.doc].passages?.[it.passage]?.[1].slice(it.begin, it.end) ?? "");
  return [
    graph.nodes[edge.s].label, graph.words(edge) + (edge.detail ? ` (${edge.detail})` : ""), graph.nodes[edge.t].label,
    event ? whenWords(event) : "", confidence === null ? "" : `${Math.round(confidence * 100)}%`,
    [...new Set(quotes)].filter(Boolean).join(" … "), graph.docsOf(edge.ev).map((it) => docName(graph.docs[it])).join("; "),
  ];
}

function sortKey(app: App, edge: Edge, column: number): string {
  const event = app.graph.eventOf(edge);
  if (column === 3) return `${event ? event.day || "9998" : "9999"} ${event?.label ?? ""}`;
  if (column === 4) return String(Math.round((app.graph.confidence(edge.ev) ?? 0) * 100)).padStart(3, "0");
  return cells(app, edge)[column].toLowerCase();
}

export function drawTable(app: App, pane: HTMLElement): void {
  const keyed = statements(app).map((edge): [string, Edge] => [sortKey(app, edge, order.column), edge]);
  keyed.sort((a, b) => (a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : a[1].index - b[1].index) * (order.down ? -1 : 1));
  const tr = h("tr");
  HEADS.forEach((name, column) => {
    const now = order.column === column;
    tr.append(h("th", { scope: "col", "aria-sort": now ? (order.down ? "descending" : "ascending") : "none" },
      h("button", { type: "button", class: "sort", click: () => {
        order = { column, down: now && !order.down };
        app.change(() => undefined, true);
      } }, name, h("span", { "aria-hidden": "true" }, now ? (order.down ? " ▾" : " ▴") : ""))));
  });
  const body = h("tbody");
  for (const [, edge] of keyed.slice(0, most)) body.append(row(app, edge));
  const notes = h("div", { class: "notes" });
  if (keyed.length > most) notes.append(note(`Showing ${most} of ${plural(keyed.length, "statement")}.`, "Show more", () => { most += 4 * FIRST; app.change(() => undefined, true); }));
  pane.append(h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "Table of statements" },
    h("table", { class: `statements${app.graph.docs.length > 1 ? "" : " one"}` }, h("caption", { class: "sr" }, "Statements"), h("thead", {}, tr), body), notes));
}

function row(app: App, edge: Edge): HTMLElement {
  const { graph } = app;
  const chosen = app.state.selection.edge === edge.index;
  const values = cells(app, edge);
  const tr = h("tr", { class: chosen ? "chosen" : "", click: (event: Event) => {
    if (!(event.target as Element).closest("button")) app.select({ edge: edge.index });
  } });
  values.forEach((words, column) => {
    const node = column === 0 ? edge.s : edge.t;
    if (column === 1) tr.append(h("td", {}, h("button", { type: "button", class: "link", "data-edge": edge.index, "aria-pressed": String(chosen), click: () => app.select({ edge: edge.index }) }, graph.words(edge)), edge.detail ? h("small", {}, bdi(cut(edge.detail, 120))) : ""));
    else if (column === 0 || column === 2)
      tr.append(h("td", {}, h("button", { type: "button", class: "link name", title: plain(words), click: () => app.select({ node }) }, bdi(cut(words, 160)))));
    else tr.append(h("td", { class: `c${column}` }, bdi(cut(words, 300))));
  });
  return tr;
}

/** RFC 4180; cells that a spreadsheet would take for a formula begin with an apostrophe. */
export function csv(app: App): string {
  const quoted = (words: string) => {
    const safe = /^[=+\-@\t\r]/.test(words) ? `'${words}` : words;
    return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
  return [HEADS, ...statements(app).map((edge) => cells(app, edge))].map((it) => it.map(quoted).join(",")).join("\r\n") + "\r\n";
}
