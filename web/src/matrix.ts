// Events as rows in time order, actors as columns by side; a line ties those who took part.
import { type App, isNode, near, pick } from "./app";
import { bdi, glyph, h, plain, rove } from "./dom";
import { type Edge, type Graph, type Node, plural, tiesOf } from "./payload";
import { byDay } from "./state";

export const FIRST_ROWS = 150;
const more = { columns: 0, rows: FIRST_ROWS };
/** Pixels of a column; what the titles and what the issues need beside them. */
const STEP = 34;
const BESIDE = 250 + 190;

export type Side = { name: string; actors: Node[] };
export type Matrix = {
  rows: Node[]; ties: Map<number, Map<number, Edge>>; sides: Side[]; columns: Node[]; hidden: number; all: number;
};

/** Columns are the actors tied to most of the events, grouped by side; sides by the events of their actors. */
export function layout(app: App, most: number): Matrix {
  const { graph, shown } = app;
  const rows = [...shown.events].sort(byDay);
  const ties = new Map(rows.map((it) => [it.index, tiesOf(graph, it, shown.edge)]));
  const count = new Map<number, number>();
  const weights = new Map<number, number>(); // to be there counts more than to be spoken for
  for (const of of ties.values())
    for (const [actor, edge] of of) {
      count.set(actor, (count.get(actor) ?? 0) + 1);
      weights.set(actor, (weights.get(actor) ?? 0) + (present(edge) ? 2 : 1));
    }
  const ranked = [...count.keys()].sort((a, b) => (weights.get(b) ?? 0) - (weights.get(a) ?? 0) || a - b);
  const selected = app.state.selection.node;
  const kept = ranked.slice(0, most);
  if (selected !== undefined && count.has(selected) && !kept.includes(selected)) kept.push(selected);
  const groups = new Map<number | undefined, Node[]>();
  for (const index of kept) {
    const side = graph.nodes[index].side;
    groups.set(side, [...(groups.get(side) ?? []), graph.nodes[index]]);
  }
  const weight = (side: number | undefined) => {
    if (side === undefined) return -1;
    return Math.max(...(groups.get(side) ?? []).map((it) => count.get(it.index) ?? 0)) + (count.get(side) ?? 0);
  };
  const first = (it: Node) => (it.kind === "state" ? 0 : 1);
  const sides = [...groups.entries()]
    .sort(([a], [b]) => weight(b) - weight(a) || (a ?? 1e9) - (b ?? 1e9))
    .map(([side, actors]) => ({
      name: side === undefined ? "Other" : graph.nodes[side].label,
      actors: actors.sort((a, b) => first(a) - first(b) || (count.get(b.index) ?? 0) - (count.get(a.index) ?? 0) || a.index - b.index),
    }));
  return { rows, ties, sides, columns: sides.flatMap((it) => it.actors), hidden: ranked.length - kept.length, all: ranked.length };
}

export function yearOf(event: Node): string {
  return event.day ? event.day.slice(0, 4) : "Undated";
}

/** What the mark of a tie is called: filled for those present, a ring for those spoken for, to or about. */
export function present(edge: Edge): boolean {
  return edge.tie === "participant" || edge.tie === "speaker";
}

/** How sure it is that the event took place: held, planned or called off, denied. */
export function course(graph: Graph, event: Node): "held" | "open" | "denied" {
  if (event.ev.length && event.ev.every((it) => graph.evidence[it].factuality === "negated")) return "denied";
  return /planned|proposed|postponed|cancelled|suspended/.test(event.status ?? "") ? "open" : "held";
}

export function drawMatrix(app: App, pane: HTMLElement): void {
  const room = Math.floor((pane.clientWidth - BESIDE) / STEP);
  const matrix = layout(app, more.columns + (room < 6 ? 12 : Math.min(room, 24)));
  const shownRows = matrix.rows.slice(0, more.rows);
  const table = h("table", { class: "matrix" });
  const caption = h("caption", { class: "sr" }, "Events in order of time, and who took part in each");
  table.append(caption, head(app, matrix), body(app, matrix, shownRows));
  const notes = h("div", { class: "notes" });
  if (matrix.hidden > 0)
    notes.append(note(`Showing ${matrix.columns.length} of ${plural(matrix.all, "actor")}, by number of events.`, "Show more actors", () => {
      more.columns += 12;
      app.change(() => undefined, true);
    }));
  if (matrix.rows.length > shownRows.length)
    notes.append(note(`Showing ${shownRows.length} of ${plural(matrix.rows.length, "event")}, the earliest first.`, "Show more events", () => {
      more.rows += FIRST_ROWS;
      app.change(() => undefined, true);
    }));
  pane.append(h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "Meeting matrix" }, table, notes));
  rove(table, "button");
}

export function note(words: string, act: string, go: () => void): HTMLElement {
  return h("p", { class: "note" }, `${words} `, h("button", { type: "button", class: "link", click: go }, act));
}

function head(app: App, { sides }: Matrix): HTMLElement {
  const groups = h("tr", { class: "sides" }, h("td", { class: "corner", rowspan: 2 }, key()));
  const names = h("tr", { class: "actors" });
  for (const side of sides) {
    const last = side === sides[sides.length - 1];
    const alone = side.actors.length === 1 && (!last || side.actors[0].label === side.name); // no room for a name
    groups.append(h("th", { colspan: side.actors.length, scope: "colgroup", class: `side${last ? " last" : ""}` },
      alone ? h("span", { class: "sr", title: plain(side.name) }, side.name) : bdi(side.name, { title: plain(side.name) })));
    side.actors.forEach((actor, place) => {
      const chosen = isNode(app, actor.index);
      names.append(h("th", { scope: "col", class: `actor${place === 0 ? " first" : ""}${chosen ? " chosen" : ""}` },
        h("button", {
          type: "button", class: "head", title: plain(actor.label), "aria-pressed": String(chosen),
          click: (event: MouseEvent) => pick(app, actor.index, event),
        }, h("span", { class: "name" }, bdi(actor.label)), glyph(actor.kind))));
    });
  }
  groups.append(h("th", { scope: "col", class: "about", rowspan: 2 }, h("span", {}, "Where and about what")));
  return h("thead", {}, groups, names);
}

function key(): HTMLElement {
  const item = (mark: HTMLElement, words: string) => h("li", {}, mark, words);
  return h("ul", { class: "key", "aria-label": "Legend" },
    item(h("i", { class: "dot" }), "took part or spoke"),
    item(h("i", { class: "dot ring" }), "a party, addressed or cited"),
    item(h("i", { class: "tie" }), "held"),
    item(h("i", { class: "tie open" }), "planned or called off"));
}

function body(app: App, matrix: Matrix, rows: Node[]): HTMLElement {
  const tbody = h("tbody");
  const touched = near(app);
  let year = "";
  for (const event of rows) {
    if (yearOf(event) !== year) {
      year = yearOf(event);
      tbody.append(h("tr", { class: "year" }, h("th", { scope: "rowgroup" }, year), h("td", { colspan: matrix.columns.length + 1 })));
    }
    tbody.append(row(app, matrix, event, touched));
  }
  return tbody;
}

function row(app: App, matrix: Matrix, event: Node, touched: Set<number> | null): HTMLElement {
  const { graph } = app;
  const ties = matrix.ties.get(event.index) ?? new Map<number, Edge>();
  const places = matrix.columns.map((it, place) => (ties.has(it.index) ? place : -1)).filter((it) => it >= 0);
  const [first, last] = [places[0] ?? -1, places[places.length - 1] ?? -1];
  const pale = touched !== null && !touched.has(event.index);
  const chosen = isNode(app, event.index);
  const tr = h("tr", { class: `event ${course(graph, event)}${pale ? " pale" : ""}${chosen ? " chosen" : ""}` });
  tr.append(h("th", { scope: "row" }, h("button", {
    type: "button", class: "title", "aria-pressed": String(chosen), title: plain(event.label),
    click: () => app.select({ node: event.index }),
  }, h("span", { class: "label" }, bdi(event.label)), h("span", { class: "when" }, bdi(whenWords(event))))));
  const starts = new Set<number>();
  let at = 0;
  for (const side of matrix.sides) { starts.add(at); at += side.actors.length; }
  matrix.columns.forEach((actor, place) => {
    const edge = ties.get(actor.index);
    const line = place > first && place < last ? " mid" : first === last ? "" : place === first ? " from" : place === last ? " to" : "";
    const td = h("td", { class: `cell${line}${starts.has(place) ? " first" : ""}${isNode(app, actor.index) ? " column" : ""}` });
    if (edge) td.append(dot(app, edge, event, actor));
    tr.append(td);
  });
  tr.append(h("td", { class: "about" }, ...beyond(app, event, ties.size - places.length), ...chips(app, event)));
  return tr;
}

function dot(app: App, edge: Edge, event: Node, actor: Node): HTMLElement {
  const words = app.graph.sentence(edge);
  const chosen = app.state.selection.edge === edge.index;
  return h("button", {
    type: "button", class: `mark${present(edge) ? "" : " ring"}`, "aria-label": plain(words), title: plain(words),
    "aria-pressed": String(chosen), "data-edge": edge.index, "data-row": event.index, "data-column": actor.index,
    click: () => app.select({ edge: edge.index }),
  }, h("i", { class: `dot${present(edge) ? "" : " ring"}` }));
}

/** What says that columns for actors of this event are not shown. */
function beyond(app: App, event: Node, hidden: number): HTMLElement[] {
  if (hidden <= 0) return [];
  return [h("button", { type: "button", class: "chip more", "data-beyond": event.index, click: () => app.select({ node: event.index }) }, `+ ${plural(hidden, "actor")}`)];
}

/** Places, then issues, as buttons that select the statement. */
function chips(app: App, event: Node): HTMLElement[] {
  const found: [number, Edge, Node][] = [];
  for (const index of event.edges) {
    const edge = app.graph.edges[index];
    const other = app.graph.other(edge, event.index);
    if ((edge.tie === "about" || edge.tie === "place" || edge.tie === "concerns") && app.shown.edge(edge))
      found.push([edge.tie === "about" ? 1 : 0, edge, other]);
  }
  found.sort((a, b) => a[0] - b[0] || a[2].index - b[2].index);
  const shownChips = found.slice(0, 4).map(([, edge, other]) =>
    h("button", {
      type: "button", class: "chip", "aria-pressed": String(app.state.selection.edge === edge.index),
      title: plain(app.graph.sentence(edge)), click: () => app.select({ edge: edge.index }),
    }, glyph(edge.tie === "about" ? "issue" : "place"), h("span", {}, bdi(other.label))));
  if (found.length > 4)
    shownChips.push(h("button", { type: "button", class: "chip more", "data-more": event.index, click: () => app.select({ node: event.index }) }, `${found.length - 4} more`));
  return shownChips;
}

/** The date, and that it is inferred where the words do not give it. */
export function whenWords(event: Node): string {
  const status = event.status && event.status !== "held" ? ` · ${event.status}` : "";
  return `${event.when ?? ""}${event.inferred ? " (inferred)" : ""}${status}`;
}
