// Who, what, why: actors by side, events by date, issues and places; lines for the statements between them.
import { type App, isNode, near, pick } from "./app";
import { cut, measure, plain, press, rove, s, shape, wrap, h } from "./dom";
import { type Edge, type Node, plural } from "./payload";
import { byDay } from "./state";
import { course, layout, note, whenWords } from "./matrix";

const BUDGET = 60;
const SIZE = 13;
let budget = BUDGET;

type Box = { node: Node; x: number; y: number; w: number; h: number; lines: string[]; when: string };

/** The nodes that are drawn: those around the selection first, then by rank. */
export function chosen(app: App, most: number): Node[] {
  const { graph, shown } = app;
  const first = new Set<number>();
  const at = app.state.selection.node ?? (app.state.selection.edge === undefined ? undefined : graph.edges[app.state.selection.edge].s);
  if (at !== undefined && shown.nodes.has(at)) {
    first.add(at);
    const around = (index: number) => graph.nodes[index].edges.map((it) => graph.edges[it]).filter(shown.edge);
    for (const it of around(at)) first.add(it.s).add(it.t);
    for (const index of [...first]) if (graph.nodes[index].event) for (const it of around(index)) first.add(it.s).add(it.t);
  }
  for (const it of graph.nodes) if (shown.nodes.has(it.index)) first.add(it.index);
  return [...first].slice(0, most).sort((a, b) => a - b).map((it) => graph.nodes[it]);
}

export function drawColumns(app: App, pane: HTMLElement): void {
  const nodes = chosen(app, budget);
  const width = Math.max(720, pane.clientWidth - 2);
  const { boxes, heads, height } = place(app, nodes, width);
  const svg = s("svg", { class: "columns drawing", width, height, viewBox: `0 0 ${width} ${height}`, role: "group", "aria-label": "Actors, events, issues and places" });
  const at = new Map(boxes.map((it) => [it.node.index, it]));
  const touched = near(app);
  const lines = s("g", { class: "links" });
  for (const edge of app.graph.edges) {
    const [a, b] = [at.get(edge.s), at.get(edge.t)];
    if (!a || !b || !app.shown.edge(edge) || a.x === b.x || edge.tie === "country") continue;
    lines.append(curve(app, edge, a, b, touched));
  }
  svg.append(lines, ...heads.map(([x, y, words, kind]) => s("text", { x, y, class: kind }, words)));
  for (const it of boxes) svg.append(draw(app, it, touched));
  light(svg);
  const notes = h("div", { class: "notes" });
  if (app.shown.nodes.size > nodes.length)
    notes.append(note(`Showing ${nodes.length} of ${plural(app.shown.nodes.size, "node")}, by number of meetings.`, "Show more", () => {
      budget += BUDGET;
      app.change(() => undefined, true);
    }));
  pane.append(h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "Columns" }, svg, notes));
  rove(svg, ".node");
}

function place(app: App, nodes: Node[], width: number): { boxes: Box[]; heads: [number, number, string, string][]; height: number } {
  const gap = Math.max(60, Math.min(120, width * 0.09));
  const pad = 16;
  const free = width - 2 * pad - 2 * gap;
  const widths = [free * 0.29, free * 0.42, free * 0.29];
  const xs = [pad, pad + widths[0] + gap, pad + widths[0] + widths[1] + 2 * gap];
  const boxes: Box[] = [];
  const heads: [number, number, string, string][] = [];
  const ends = [0, 0, 0];
  const column = (which: 0 | 1 | 2, title: string, groups: [string, Node[]][]) => {
    let y = 28;
    heads.push([xs[which], y, title.toUpperCase(), "heading"]);
    y += 16;
    for (const [name, own] of groups) {
      if (!own.length) continue;
      if (name) { heads.push([xs[which], y + 12, fitted(name, widths[which]), "group"]); y += 22; }
      for (const node of own) {
        const when = node.event ? whenWords(node) : "";
        const lines = wrap(node.label, widths[which] - 42, SIZE, 2);
        const height = 12 + lines.length * 17 + (when ? 16 : 0);
        boxes.push({ node, x: xs[which], y, w: widths[which], h: height, lines, when });
        y += height + 8;
      }
      y += 8;
    }
    ends[which] = y;
  };
  const kept = new Set(nodes.map((it) => it.index));
  const sides = layout(app, Infinity).sides.map((side): [string, Node[]] => [side.name, side.actors.filter((it) => kept.has(it.index))]);
  const listed = new Set(sides.flatMap(([, own]) => own.map((it) => it.index)));
  const rest = nodes.filter((it) => it.actor && !listed.has(it.index));
  column(0, "Who", [...sides, [rest.length && listed.size ? "Others" : "", rest]]);
  column(1, "What, earliest first", [["", nodes.filter((it) => it.event).sort(byDay)]]);
  column(2, "Why and where", [["Issues", nodes.filter((it) => it.kind === "issue")], ["Places", nodes.filter((it) => it.kind === "place")]]);
  return { boxes, heads, height: Math.max(...ends, 120) };
}

function fitted(words: string, width: number): string {
  const short = cut(words, 60);
  return measure(short, 13, 600) <= width ? short : wrap(short, width, 13, 1, 600)[0] ?? "";
}

function curve(app: App, edge: Edge, a: Box, b: Box, touched: Set<number> | null): SVGElement {
  const [left, right] = a.x < b.x ? [a, b] : [b, a];
  const [x1, y1, x2, y2] = [left.x + left.w, left.y + left.h / 2, right.x, right.y + right.h / 2];
  const bend = (x2 - x1) / 2;
  const on = touched !== null && touched.has(edge.s) && touched.has(edge.t) && mine(app, edge);
  const event = app.graph.eventOf(edge);
  const open = event && course(app.graph, event) !== "held";
  return s("path", {
    d: `M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}`, "data-s": edge.s, "data-t": edge.t,
    class: `link${on ? " on" : touched ? " off" : ""}${open ? " open" : ""}${edge.tie === "party" ? " party" : ""}`,
    click: () => app.select({ edge: edge.index }),
  }, s("title", {}, plain(app.graph.sentence(edge))));
}

/** Whether the edge touches the selected node, or is the selected one. */
export function mine(app: App, edge: Edge): boolean {
  const { node, edge: chosenEdge, to } = app.state.selection;
  if (to !== undefined) return app.path.includes(edge);
  return chosenEdge !== undefined ? chosenEdge === edge.index : node === edge.s || node === edge.t;
}

function draw(app: App, it: Box, touched: Set<number> | null): SVGElement {
  const { node } = it;
  const on = isNode(app, node.index);
  const pale = touched !== null && !touched.has(node.index);
  const group = s("g", {
    class: `node k-${node.kind}${on ? " chosen" : ""}${pale ? " pale" : ""}`, transform: `translate(${it.x} ${it.y})`, role: "button",
    "aria-pressed": String(on), "aria-label": [...it.lines, it.when].filter(Boolean).join(" "), "data-node": node.index,
    click: (event: MouseEvent) => pick(app, node.index, event), keydown: press((event) => pick(app, node.index, event)),
  }, s("title", {}, plain(node.label)), s("rect", { class: "box", width: it.w, height: it.h, rx: node.kind === "state" || node.event ? 3 : Math.min(14, it.h / 2) }),
  s("path", { class: "shape", d: shape(node.kind, 6), transform: `translate(18 ${it.h / 2})` }));
  it.lines.forEach((line, place) => group.append(s("text", { x: 34, y: 20 + place * 17, class: "label" }, line), " "));
  if (it.when) group.append(s("text", { x: 34, y: 20 + it.lines.length * 17 - 1, class: "when" }, wrap(it.when, it.w - 42, 12, 1)[0] ?? ""));
  return group;
}

/** Pointing at a node lights its lines. */
export function light(svg: SVGSVGElement): void {
  const set = (event: Event, on: boolean) => {
    const node = (event.target as Element).closest<SVGElement>("[data-node]")?.dataset.node;
    if (node === undefined) return;
    for (const it of svg.querySelectorAll(`[data-s="${node}"],[data-t="${node}"]`)) it.classList.toggle("hover", on);
  };
  svg.addEventListener("pointerover", (event) => set(event, true));
  svg.addEventListener("pointerout", (event) => set(event, false));
}
