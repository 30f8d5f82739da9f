// What the reader has chosen: view, selection, filters. Lives in the address, so that Back works and a link shares it.
import { EVENTS, KINDS, type Edge, type Graph, type Kind, type Node } from "./payload";

export type View = "matrix" | "columns" | "network" | "table";
export const VIEWS: readonly View[] = ["matrix", "columns", "network", "table"];
export type Facet = "side" | "issue" | "source" | "status" | "told";
export const FACETS: readonly Facet[] = ["side", "issue", "status", "told", "source"];
/** ``to`` is a second node: then the way between the two is shown. */
export type Selection = { node?: number; edge?: number; to?: number };

export type State = {
  view: View;
  selection: Selection;
  kinds: Set<Kind>;
  chosen: Record<Facet, Set<string>>;
  sure: number;
  from: string;
  to: string;
  undated: boolean;
};

export function initial(graph: Graph): State {
  const meetings = graph.nodes.some((it) => it.kind === "meeting");
  const kinds = new Set<Kind>(KINDS.filter((it) => !EVENTS.includes(it) || it === "meeting" || !meetings));
  const view = (VIEWS as string[]).includes(graph.meta.view) ? (graph.meta.view as View) : "matrix";
  return {
    view, selection: {}, kinds, sure: 0, from: "", to: "", undated: true,
    chosen: { side: new Set(), issue: new Set(), status: new Set(), told: new Set(), source: new Set() },
  };
}

export const BASE = "https://w3id.org/diplokg/";
const short = (iri: string) => (iri.startsWith(BASE) ? `~${iri.slice(BASE.length)}` : iri);
const long = (id: string) => (id.startsWith("~") ? BASE + id.slice(1) : id);

export function toHash(graph: Graph, state: State): string {
  const start = initial(graph);
  const parts = new URLSearchParams();
  if (state.view !== start.view) parts.set("view", state.view);
  const { node, edge, to } = state.selection;
  if (node !== undefined) parts.set("node", short(graph.nodes[node].id));
  if (to !== undefined) parts.set("with", short(graph.nodes[to].id));
  if (edge !== undefined) {
    const it = graph.edges[edge];
    parts.set("edge", [short(graph.nodes[it.s].id), it.tie, short(graph.nodes[it.t].id)].join(" "));
  }
  const kinds = [...state.kinds].sort().join(" ");
  if (kinds !== [...start.kinds].sort().join(" ")) parts.set("show", kinds);
  for (const facet of FACETS)
    for (const value of [...state.chosen[facet]].sort()) parts.append(facet, short(value));
  if (state.sure) parts.set("sure", String(state.sure));
  if (state.from) parts.set("from", state.from);
  if (state.to) parts.set("to", state.to);
  if (!state.undated) parts.set("undated", "no");
  return parts.toString();
}

export function fromHash(graph: Graph, hash: string): State {
  const state = initial(graph);
  const parts = new URLSearchParams(hash.replace(/^#/, ""));
  const view = parts.get("view");
  if (view && (VIEWS as string[]).includes(view)) state.view = view as View;
  const node = graph.find(long(parts.get("node") ?? ""));
  const other = graph.find(long(parts.get("with") ?? ""));
  if (node) state.selection = other ? { node: node.index, to: other.index } : { node: node.index };
  const [s, tie, t] = (parts.get("edge") ?? "").split(" ");
  const subject = s ? graph.find(long(s)) : undefined;
  const edge = subject?.edges.find((it) => graph.edges[it].tie === tie && graph.nodes[graph.edges[it].t].id === long(t)
    && graph.edges[it].s === subject.index);
  if (edge !== undefined) state.selection = { edge };
  const show = parts.get("show");
  if (show !== null) state.kinds = new Set(show.split(" ").filter((it): it is Kind => (KINDS as string[]).includes(it)));
  for (const facet of FACETS) state.chosen[facet] = new Set(parts.getAll(facet).map(long));
  const sure = Number(parts.get("sure"));
  if (sure > 0 && sure <= 1) state.sure = sure;
  const day = /^\d{4}-\d{2}-\d{2}$/;
  if (day.test(parts.get("from") ?? "")) state.from = parts.get("from") ?? "";
  if (day.test(parts.get("to") ?? "")) state.to = parts.get("to") ?? "";
  state.undated = parts.get("undated") !== "no";
  return state;
}

export type Shown = {
  events: Node[];
  nodes: Set<number>;
  edge: (edge: Edge) => boolean;
  /** Whether any filter hides something, so that the reader can be told. */
  filtered: boolean;
};

/** Values of each facet by event index. */
export class Facets {
  readonly of: Record<Facet, Map<number, Set<string>>>;
  readonly names = new Map<string, string>();

  constructor(graph: Graph) {
    this.of = { side: new Map(), issue: new Map(), status: new Map(), told: new Map(), source: new Map() };
    for (const event of graph.nodes) {
      if (!event.event) continue;
      const put = (facet: Facet, value: string, name: string) => {
        const values = this.of[facet].get(event.index) ?? new Set<string>();
        this.of[facet].set(event.index, values.add(value));
        this.names.set(value, name);
      };
      if (event.status) put("status", event.status, event.status);
      for (const it of event.ev) {
        const { doc, factuality } = graph.evidence[it];
        put("told", factuality, factuality);
        put("source", graph.docs[doc].iri, graph.docs[doc].title || graph.docs[doc].id || "Untitled article");
      }
      for (const index of event.edges) {
        const edge = graph.edges[index];
        const other = graph.other(edge, event.index);
        if (other.kind === "issue") put("issue", other.id, other.label);
        if (other.actor && edge.t === event.index && other.side !== undefined) {
          const side = graph.nodes[other.side];
          put("side", side.id, side.label);
        }
      }
    }
  }

  passes(event: Node, state: State, except?: Facet): boolean {
    return FACETS.every((facet) => {
      if (facet === except || !state.chosen[facet].size) return true;
      const values = this.of[facet].get(event.index);
      return values !== undefined && [...state.chosen[facet]].some((it) => values.has(it));
    });
  }
}

export function inTime(event: Node, state: State): boolean {
  if (!event.day) return state.undated;
  // A bound that is not known excludes nothing: the event may have been then.
  return (!state.to || !event.start || event.start <= state.to) && (!state.from || !event.end || event.end >= state.from);
}

export function shown(graph: Graph, state: State, facets: Facets): Shown {
  const sure = (edge: Edge) => {
    const confidence = graph.confidence(edge.ev);
    return !state.sure || confidence === null || confidence >= state.sure;
  };
  const events = new Set<number>();
  for (const it of graph.nodes) {
    if (!it.event || !state.kinds.has(it.kind) || !inTime(it, state) || !facets.passes(it, state)) continue;
    const confidence = graph.confidence(it.ev);
    if (!state.sure || confidence === null || confidence >= state.sure) events.add(it.index);
  }
  const nodes = new Set<number>(events);
  const every = ![...graph.nodes].some((it) => it.event);
  for (const edge of graph.edges) {
    if (!sure(edge)) continue;
    for (const [event, other] of [[edge.s, edge.t], [edge.t, edge.s]])
      if (events.has(event) && state.kinds.has(graph.nodes[other].kind) && !graph.nodes[other].event) nodes.add(other);
  }
  if (every) for (const it of graph.nodes) if (state.kinds.has(it.kind)) nodes.add(it.index);
  const filtered = !!state.from || !!state.to || !state.undated || !!state.sure
    || FACETS.some((it) => state.chosen[it].size > 0);
  return {
    events: [...events].map((it) => graph.nodes[it]),
    nodes,
    edge: (edge) => nodes.has(edge.s) && nodes.has(edge.t) && sure(edge),
    filtered,
  };
}

export function byDay(a: Node, b: Node): number {
  const key = (it: Node) => `${it.day || "9999-99-99"} ${it.end || "9999"} ${it.label}`;
  return key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : a.index - b.index;
}
