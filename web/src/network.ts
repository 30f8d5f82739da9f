// The network: sides pulled apart, events pulled down the page by date, no label over a node or another label.
import { forceCollide, forceLink, forceManyBody, forceSimulation, forceX, forceY, type SimulationNodeDatum } from "d3-force";
import { type App, isNode, near, pick } from "./app";
import { chosen, light, mine } from "./columns";
import { h, plain, press, rove, s, shape, wrap, measure } from "./dom";
import { type Rect, placeLabels } from "./labels";
import { expand } from "./home";
import { course, layout, note } from "./matrix";
import { type PanZoom, panZoom } from "./panzoom";
import { type Edge, type Node, plural } from "./payload";

const BUDGET = 80;
const CAP = 300;
const SIZE = 12.5;
const LINE = 15;
/** Pixels of the pane for one node: on a small screen fewer are shown at first. */
const ROOM = 7000;
let asked = 0;
type Point = SimulationNodeDatum & { node: Node; x: number; y: number; r: number; lines: string[]; w: number; h: number };
type Drawn = { points: Point[]; links: Edge[]; key: string };
type Placed = Point & { label: Rect | undefined };
let last: Drawn | undefined;
const hidden = new Set<number>();

export function drawNetwork(app: App, pane: HTMLElement): void {
  const budget = Math.min(CAP, Math.max(24, asked, Math.min(BUDGET, Math.floor((pane.clientWidth * pane.clientHeight) / ROOM))));
  const nodes = chosen(app, budget).filter((it) => !hidden.has(it.index));
  const [width, height] = [Math.max(320, pane.clientWidth), Math.max(320, pane.clientHeight - 44)];
  const key = `${width}x${height} ${nodes.map((it) => it.index).join(" ")} ${app.state.sure}`;
  if (last?.key !== key) last = compute(app, nodes, width, height, key, last);
  const drawn = last;
  const svg = s("svg", { class: "network drawing", width, height, viewBox: `0 0 ${width} ${height}`, role: "group", "aria-label": "Network of actors, events, issues and places" });
  const stage = s("g", { class: "stage" });
  const notes = h("div", { class: "notes bar" });
  svg.append(arrows(), stage);
  pane.append(svg, notes);
  const repaint = (scale: number) => {
    const held = stage.contains(document.activeElement) ? (document.activeElement as SVGElement).dataset.node : undefined;
    stage.replaceChildren();
    const placed = place(app, drawn.points, scale);
    paint(app, stage, drawn.links, placed);
    remarks(app, notes, move, placed.length, placed.filter((it) => !it.label).length);
    rove(svg, ".node");
    if (held !== undefined) stage.querySelector<SVGElement>(`[data-node="${held}"]`)?.focus();
  };
  const move = panZoom(svg, stage, { width, height, box: bounds(drawn.points), margin: MARGIN }, repaint);
  svg.addEventListener("keydown", (event) => keys(app, event, move.fit));
  light(svg);
  move.fit();
}

/** Room for labels at the edges of the pane. */
const MARGIN = { x: 74, top: 20, bottom: 60 };

/** Points at a scale, each with the place of its label, that of the selection first; sizes stay, so that zooming in makes room for labels. */
function place(app: App, points: Point[], scale: number): Placed[] {
  const touched = near(app);
  const few = touched !== null && touched.size < 12;
  const first = (it: Point) => (isNode(app, it.node.index) ? 0 : few && touched.has(it.node.index) ? 1 : 2);
  const at = points.map((it) => ({ ...it, x: it.x * scale, y: it.y * scale, w: first(it) > 0 ? it.w : Math.max(...it.lines.map((line) => measure(line, SIZE, 600))) + 2 }))
    .sort((a, b) => first(a) - first(b));
  const box = bounds(at);
  const inside = { x: box.x - MARGIN.x, y: box.y - MARGIN.top, w: box.w + 2 * MARGIN.x, h: box.h + MARGIN.top + MARGIN.bottom };
  const labels = placeLabels(at.map(({ x, y, r, w, h: high, node: own }) => ({ x, y, r: r * 1.55, w, h: high, far: isNode(app, own.index) || (few && touched.has(own.index)) })), inside);
  return at.map((it, index) => ({ ...it, label: labels[index] }));
}

function remarks(app: App, notes: HTMLElement, move: PanZoom, drawn: number, unplaced: number): void {
  const tool = (words: string, label: string, act: () => void) => h("button", { type: "button", class: "tool", "aria-label": label, title: label, click: act }, words);
  const focus = document.activeElement instanceof HTMLElement && notes.contains(document.activeElement) ? document.activeElement.title : undefined;
  notes.replaceChildren(tool("−", "Zoom out", () => move.by(1 / 1.4)), tool("+", "Zoom in", () => move.by(1.4)), tool("Fit", "Fit all (0)", move.fit));
  const all = app.shown.nodes.size;
  const words = [drawn < all ? `Showing ${drawn} of ${plural(all, "node")}, by number of meetings.` : `${plural(all, "node")}.`];
  if (unplaced) words.push(`Zoom in for ${plural(unplaced, "more label")}.`);
  if (hidden.size) words.push(`${hidden.size} hidden.`);
  const text = words.join(" ");
  if (all - hidden.size > drawn && drawn < CAP)
    notes.append(note(text, "Show more", () => { asked = Math.min(CAP, drawn * 2); app.change(() => undefined, true); }));
  else notes.append(h("p", { class: "note" }, text + (all > CAP ? " More than that cannot be read as a network: filter, or export to Gephi." : "")));
  if (hidden.size) notes.append(h("button", { type: "button", class: "link", click: () => { hidden.clear(); app.change(() => undefined, true); } }, "Show hidden"));
  if (focus) notes.querySelector<HTMLElement>(`[title="${CSS.escape(focus)}"]`)?.focus();
}

function keys(app: App, event: KeyboardEvent, whole: () => void): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const node = (event.target as Element).closest<SVGElement>("[data-node]")?.dataset.node;
  if (event.key === "0") whole();
  else if (event.key.toLowerCase() === "e" && node !== undefined) expand(app, app.graph.nodes[Number(node)]);
  else if (event.key.toLowerCase() === "h" && node !== undefined) { hidden.add(Number(node)); app.change(() => undefined, true); }
  else if (event.key.toLowerCase() === "z" && hidden.size) { hidden.delete([...hidden][hidden.size - 1]); app.change(() => undefined, true); }
  else return;
  event.preventDefault();
}

function arrows(): SVGElement {
  return s("defs", {}, s("marker", { id: "arrow", viewBox: "0 0 8 8", refX: 8, refY: 4, markerWidth: 7, markerHeight: 7, orient: "auto-start-reverse" },
    s("path", { d: "M0 0.8L8 4L0 7.2Z", class: "arrow" })));
}

function radius(node: Node): number {
  return Math.min(13, 7 + Math.sqrt(node.meetings ?? 0));
}

/** Positions from forces alone, from fixed starts: the same nodes give the same drawing. */
function compute(app: App, nodes: Node[], width: number, height: number, key: string, before?: Drawn): Drawn {
  const { graph, shown } = app;
  const old = new Map(before?.points.map((it) => [it.node.index, it]));
  const kept = new Set(nodes.map((it) => it.index));
  const links = graph.edges.filter((it) => kept.has(it.s) && kept.has(it.t) && shown.edge(it) && it.tie !== "country");
  const { sides } = layout(app, Infinity);
  const sideOf = new Map(sides.flatMap((side, place) => side.actors.map((it): [number, number] => [it.index, place])));
  const named = sides.filter((it) => it.actors[0]?.side !== undefined).length;
  const days = [...new Set(nodes.filter((it) => it.event && it.day).map((it) => it.day))].sort();
  const many = Math.max(1, Math.sqrt(nodes.length / 30));
  const [w, t] = [width * many, height * many];
  const target = (node: Node): [number, number] => {
    if (node.event) return [0, node.day ? (days.indexOf(node.day) / Math.max(1, days.length - 1) - 0.5) * t * 0.8 : t * 0.45];
    const side = sideOf.get(node.index);
    if (side === undefined || side >= named) return [0, 0];
    if (named <= 2) return [(side === 0 ? -1 : 1) * w * 0.36, 0];
    const angle = Math.PI + (2 * Math.PI * side) / named;
    return [Math.cos(angle) * w * 0.36, Math.sin(angle) * t * 0.36];
  };
  const points: Point[] = nodes.map((node, place) => {
    const lines = wrap(node.label, node.event ? 150 : 112, SIZE, 3);
    const [x, y] = target(node);
    const spread = 14 * Math.sqrt(place + 1);
    return {
      node, lines, r: radius(node), w: Math.max(...lines.map((it) => measure(it, SIZE)), 1) + 2, h: lines.length * LINE,
      x: old.get(node.index)?.x ?? x + Math.cos(place * 2.4) * spread, y: old.get(node.index)?.y ?? y + Math.sin(place * 2.4) * spread,
    };
  });
  const at = new Map(points.map((it, place) => [it.node.index, place]));
  const simulation = forceSimulation(points)
    .force("link", forceLink(links.map((it) => ({ source: at.get(it.s) ?? 0, target: at.get(it.t) ?? 0 }))).distance(95).strength(0.12))
    .force("charge", forceManyBody().strength(-420).distanceMax(520))
    .force("collide", forceCollide<Point>((it) => Math.max(30, it.w * 0.42 + 8)).strength(0.9))
    .force("x", forceX<Point>((it) => target(it.node)[0]).strength((it) => (it.node.actor ? 0.16 : 0.05)))
    .force("y", forceY<Point>((it) => target(it.node)[1]).strength((it) => (it.node.event ? 0.22 : 0.05)))
    .stop();
  simulation.tick(nodes.length > 150 ? 150 : 300);
  spread(points, width, height);
  return { points, links, key };
}

/** Stretches the drawing to the shape of the pane. */
function spread(points: Point[], width: number, height: number): void {
  const box = bounds(points);
  const [fx, fy] = [Math.max(1, width - 2 * MARGIN.x) / box.w, Math.max(1, height - MARGIN.top - MARGIN.bottom) / box.h];
  const ratio = Math.min(2, Math.max(0.5, fx / fy));
  for (const it of points) it.x *= ratio;
}

function paint(app: App, stage: SVGGElement, links: Edge[], points: Placed[]): void {
  const touched = near(app);
  const at = new Map(points.map((it) => [it.node.index, it]));
  const lines = s("g", { class: "links" });
  const words = s("g", { class: "words" });
  const taken = points.map((it) => it.label).filter((it): it is Rect => !!it);
  for (const edge of links) {
    const [a, b] = [at.get(edge.s), at.get(edge.t)];
    if (!a || !b) continue;
    const on = touched !== null && mine(app, edge);
    lines.append(line(app, edge, a, b, on ? " on" : touched ? " off" : ""));
    if (on) relation(app, edge, a, b, points, taken, words);
  }
  stage.append(lines, words);
  for (const it of points) stage.append(node(app, it, it.label, touched));
}

function line(app: App, edge: Edge, a: Point, b: Point, state: string): SVGElement {
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const long = Math.hypot(dx, dy) || 1;
  const [from, to] = [a.r * 1.5 + 2, b.r * 1.5 + 4];
  const event = app.graph.eventOf(edge);
  const open = event && course(app.graph, event) !== "held";
  return s("path", {
    class: `link${state}${open ? " open" : ""}${edge.tie === "party" ? " party" : ""}`, "data-s": edge.s, "data-t": edge.t, "marker-end": "url(#arrow)",
    d: `M${num(a.x + (dx * from) / long)} ${num(a.y + (dy * from) / long)}L${num(b.x - (dx * to) / long)} ${num(b.y - (dy * to) / long)}`,
    click: () => app.select({ edge: edge.index }),
  }, s("title", {}, plain(app.graph.sentence(edge))));
}

const num = (value: number) => Math.round(value * 10) / 10;

/** The words of a lit line, where they touch neither a node nor a label. */
function relation(app: App, edge: Edge, a: Point, b: Point, points: Point[], taken: Rect[], words: SVGElement): void {
  const text = app.graph.words(edge);
  const w = measure(text, 11) + 6;
  const h14 = 14;
  for (const share of [0.5, 0.4, 0.6, 0.3, 0.7]) {
    const rect = { x: a.x + (b.x - a.x) * share - w / 2, y: a.y + (b.y - a.y) * share - h14 / 2, w, h: h14 };
    const clear = (it: Rect) => !(rect.x < it.x + it.w + 2 && it.x < rect.x + w + 2 && rect.y < it.y + it.h + 1 && it.y < rect.y + h14 + 1);
    const nodes = points.map((it): Rect => ({ x: it.x - it.r * 1.5, y: it.y - it.r * 1.5, w: it.r * 3, h: it.r * 3 }));
    if (taken.every(clear) && nodes.every(clear)) {
      taken.push(rect);
      words.append(s("text", { x: num(rect.x + w / 2), y: num(rect.y + 11), class: "relation" }, text));
      return;
    }
  }
}

function node(app: App, it: Point, label: Rect | undefined, touched: Set<number> | null): SVGElement {
  const on = isNode(app, it.node.index);
  const pale = touched !== null && !touched.has(it.node.index);
  const group = s("g", {
    class: `node k-${it.node.kind}${on ? " chosen" : ""}${pale ? " pale" : ""}${label ? "" : " bare"}`, role: "button", "data-node": it.node.index,
    "aria-pressed": String(on), "aria-label": it.lines.join(" "),
    click: (event: MouseEvent) => pick(app, it.node.index, event), keydown: press((event) => pick(app, it.node.index, event)),
  }, s("title", {}, plain(it.node.label)));
  if (on) group.append(s("circle", { cx: num(it.x), cy: num(it.y), r: num(it.r * 1.5 + 4), class: "halo" }));
  group.append(s("circle", { cx: num(it.x), cy: num(it.y), r: num(it.r * 1.5), class: "ground" }),
    s("path", { class: "shape", d: shape(it.node.kind, it.r), transform: `translate(${num(it.x)} ${num(it.y)})` }));
  const rect = label ?? { x: it.x - it.w / 2, y: it.y + it.r * 1.6, w: it.w, h: it.h };
  const middle = Math.abs(rect.x + rect.w / 2 - it.x) < 1;
  const anchor = middle ? "middle" : rect.x >= it.x ? "start" : "end";
  const x = middle ? it.x : anchor === "start" ? rect.x : rect.x + rect.w;
  it.lines.forEach((words, place) => group.append(s("text", { x: num(x), y: num(rect.y + 11.5 + place * LINE), class: "label", "text-anchor": anchor }, words), " "));
  return group;
}

function bounds(points: Point[]): Rect {
  const [xs, ys] = [points.map((it) => it.x), points.map((it) => it.y)];
  const [x, y] = [Math.min(...xs), Math.min(...ys)];
  return { x, y, w: Math.max(1, Math.max(...xs) - x), h: Math.max(1, Math.max(...ys) - y) };
}
